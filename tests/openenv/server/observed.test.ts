import { describe, expect, it } from "vitest";
import { MACHINE } from "../../../src/openenv/server/surroundings.ts";
import { call, metric, open, serve, until } from "../../support/openenv-server.ts";

interface Line {
  readonly time: string;
  readonly level: string;
  readonly event: string;
  readonly [detail: string]: unknown;
}

/** A server at a standing clock, and what it logged. */
async function logged(logLevel: "silent" | "error" | "info" | "debug") {
  const lines: Line[] = [];
  const surroundings = { ...MACHINE, now: () => new Date(0) };
  const log = (line: string): void => {
    lines.push(JSON.parse(line) as Line);
  };
  return { server: await serve({ logLevel, log, surroundings }), lines };
}

describe("the log of a server", () => {
  it("is a line at the start and one at the end by default, each with time, level and event", async () => {
    const { server, lines } = await logged("info");
    await call(server, "/health");
    await call(server, "/nothing");
    await server.close();
    expect(lines).toEqual([
      {
        time: "1970-01-01T00:00:00.000Z",
        level: "info",
        event: "started",
        environment: "SupportDesk-v1",
        host: "127.0.0.1",
        port: server.port,
        mode: "simulation",
      },
      { time: "1970-01-01T00:00:00.000Z", level: "info", event: "stopped", port: server.port },
    ]);
  });

  it("is empty where it should be silent or hold errors alone", async () => {
    for (const level of ["silent", "error"] as const) {
      const { server, lines } = await logged(level);
      await server.close();
      expect(lines).toEqual([]);
    }
  });

  it("names every request and session in detail, and never what was sent", async () => {
    const { server, lines } = await logged("debug");
    await call(server, "/reset?secret=1", { body: { prompt: "secret" } });
    const socket = await open(server);
    await socket.ask({ type: "step", data: { operation: "draft_reply", reply: "secret" } });
    socket.send({ type: "close" });
    await until(() => lines.length === 4);
    expect(lines.map(({ event }) => event)).toEqual([
      "started",
      "request",
      "session_opened",
      "session_closed",
    ]);
    expect(lines[1]).toMatchObject({ method: "POST", path: "/reset", status: 200 });
    expect(JSON.stringify(lines)).not.toContain("secret");
  });
});

describe("the metrics of a server", () => {
  it("count requests by route, frames by type, steps, episodes and errors", async () => {
    const server = await serve();
    await call(server, "/health");
    await call(server, "/supportdesk_env/splits");
    await call(server, "/nothing/at/all");
    await call(server, "/step", { body: { action: { operation: "fly" } } });
    const socket = await open(server);
    await socket.ask({ type: "step", data: { operation: "wait" } });
    await socket.ask({ type: "step", data: { operation: "submit" } });
    await socket.ask({ type: "step", data: { operation: "wait" } });
    await socket.ask("{oops");
    const requests = (labels: string) =>
      metric(server, `openenv_http_request_duration_seconds_count{${labels}}`);
    expect(await requests('route="/health",method="GET",status="200"')).toBe(1);
    expect(await requests('route="/:env/splits",method="GET",status="200"')).toBe(1);
    expect(await metric(server, "openenv_steps_total")).toBe(2);
    expect(await metric(server, "openenv_episodes_finished_total")).toBe(1);
    expect(await metric(server, 'openenv_errors_total{code="EXECUTION_ERROR"}')).toBe(1);
    expect(await metric(server, 'openenv_errors_total{code="INVALID_JSON"}')).toBe(1);
    expect(await metric(server, 'openenv_errors_total{code="HTTP_422"}')).toBe(1);
    expect(await metric(server, 'openenv_frame_duration_seconds_count{type="step"}')).toBe(3);
    expect(await metric(server, "openenv_sessions_max")).toBe(256);
  });

  it("do not grow with the paths that clients make up", async () => {
    const server = await serve();
    for (const path of ["/a", "/b", "/c/d", "/e?f", "/health/"]) await call(server, path);
    const { text, headers } = await call(server, "/metrics");
    expect(headers.get("content-type")).toContain("text/plain; version=0.0.4");
    expect(text).not.toMatch(/route="\/[abce]/);
  });

  it("are apart for two servers in one process", async () => {
    const [one, other] = [await serve(), await serve()];
    await (await open(one)).ask({ type: "step", data: { operation: "wait" } });
    expect([await metric(one, "openenv_steps_total"), await metric(other, "openenv_steps_total")]).toEqual([
      1, 0,
    ]);
  });
});
