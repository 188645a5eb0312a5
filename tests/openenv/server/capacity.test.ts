import { describe, expect, it } from "vitest";
import type { RunningServer } from "../../../src/openenv/index.ts";
import { MACHINE } from "../../../src/openenv/server/surroundings.ts";
import { ECHO } from "../../support/openenv-echo.ts";
import { call, metric, open, serve, until } from "../../support/openenv-server.ts";

const STATE = { type: "state" };
const active = (server: RunningServer): Promise<number> => metric(server, "openenv_sessions_active");

describe("a full server", () => {
  it("accepts the socket, says how full it is, and closes with 1000", async () => {
    const server = await serve({ maxSessions: 1, refusalMs: 10 });
    await (await open(server)).ask(STATE);
    const refused = await open(server);
    const { type, data } = await refused.next();
    expect([type, data.code, data.active_sessions, data.max_sessions]).toEqual([
      "error",
      "CAPACITY_REACHED",
      1,
      1,
    ]);
    expect(data.message).toContain("1/1");
    expect(await refused.closed).toBe(1000);
  });

  it("waits for the first frame of the client, which then reads why it is refused", async () => {
    const server = await serve({ maxSessions: 1, refusalMs: 60_000 });
    await (await open(server)).ask(STATE);
    const refused = await open(server);
    expect((await refused.ask({ type: "reset" })).data.code).toBe("CAPACITY_REACHED");
    expect(await refused.closed).toBe(1000);
    expect(refused.unread).toBe(0);
  });

  it("lets a new socket in as soon as another has asked to close, or was cut off", async () => {
    const server = await serve({ maxSessions: 1 });
    const polite = await open(server);
    polite.send({ type: "close" });
    await polite.closed;
    const abrupt = await open(server);
    expect((await abrupt.ask(STATE)).type).toBe("state");
    abrupt.socket.terminate();
    await until(async () => (await active(server)) === 0);
    expect((await (await open(server)).ask(STATE)).type).toBe("state");
  });

  it("refuses MCP sockets and MCP sessions with how full it is", async () => {
    const server = await serve({ maxSessions: 1, refusalMs: 10 });
    await (await open(server)).ask(STATE);
    const socket = await open(server, "/mcp");
    const data = { active_sessions: 1, max_sessions: 1 };
    expect(await socket.next()).toMatchObject({ id: null, error: { code: -32_000, data } });
    const { json } = await call(server, "/mcp", {
      body: { jsonrpc: "2.0", id: 1, method: "openenv/session/create" },
    });
    expect(json).toMatchObject({ id: 1, error: { code: -32_000, data } });
  });

  it("counts the sessions that got a slot and those that did not", async () => {
    const server = await serve({ maxSessions: 1, refusalMs: 10 });
    await (await open(server)).ask(STATE);
    await (await open(server)).next();
    expect(await metric(server, "openenv_sessions_opened_total")).toBe(1);
    expect(await metric(server, "openenv_sessions_refused_total")).toBe(1);
    expect(await active(server)).toBe(1);
  });
});

describe("an idle session", () => {
  /** A server whose clock stands still until a test moves it. */
  const serveByHand = async (): Promise<{ server: RunningServer; pass: (ms: number) => void }> => {
    let now = 0;
    const surroundings = { ...MACHINE, monotonic: () => now };
    const server = await serve({ surroundings, sessionTimeoutMs: 40, keptSessionTimeoutMs: 40 });
    return {
      server,
      pass: (ms) => {
        now += ms;
      },
    };
  };

  it("is told so and closed with 1000, and its slot is free", async () => {
    const { server, pass } = await serveByHand();
    const socket = await open(server);
    await socket.ask(STATE);
    pass(40);
    const { data } = await socket.next();
    expect([data.code, data.message]).toEqual([
      "SESSION_ERROR",
      "The session was idle for 0.04 s and is closed: open a new one.",
    ]);
    expect(await socket.closed).toBe(1000);
    expect(await active(server)).toBe(0);
  });

  it("is kept alive by asking for the state", async () => {
    const { server, pass } = await serveByHand();
    const [asking, silent] = [await open(server), await open(server)];
    for (let count = 0; count < 3; count += 1) {
      pass(30);
      expect((await asking.ask(STATE)).type).toBe("state");
    }
    expect(await silent.closed).toBe(1000);
    expect((await asking.ask(STATE)).type).toBe("state");
  });

  it("of MCP over HTTP goes too", async () => {
    const { server, pass } = await serveByHand();
    const rpc = (method: string, params: object = {}) =>
      call(server, "/mcp", { body: { jsonrpc: "2.0", id: 1, method, params } });
    const { session_id } = (await rpc("openenv/session/create")).json["result"] as {
      readonly session_id: string;
    };
    expect((await rpc("tools/list", { session_id })).json).toHaveProperty("result");
    pass(40);
    await until(async () => (await active(server)) === 0);
    expect((await rpc("tools/list", { session_id })).json).toMatchObject({ error: { code: -32_602 } });
  });
});

describe("an environment that cannot be made", () => {
  it("is reported at the start", async () => {
    const environment = {
      ...ECHO,
      createSession: () => {
        throw new Error("no echo today");
      },
    };
    await expect(serve({ environment })).rejects.toThrow(
      "The environment Echo-v0 could not be made: no echo today",
    );
  });

  it("is reported to the client, on a socket as over HTTP, and the server lives on", async () => {
    let made = 0;
    const environment = {
      ...ECHO,
      createSession: (newId: () => string) => {
        made += 1;
        if (made > 1) throw new Error("no echo today");
        return ECHO.createSession(newId);
      },
    };
    const server = await serve({ environment, refusalMs: 10 });
    const socket = await open(server);
    const { data } = await socket.next();
    expect([data.code, data.factory_name]).toEqual(["FACTORY_ERROR", "Echo-v0"]);
    expect(await socket.closed).toBe(1000);
    expect((await call(server, "/reset", { body: {} })).status).toBe(500);
    const { json } = await call(server, "/mcp", {
      body: { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "get_step_count" } },
    });
    expect(json).toMatchObject({ error: { code: -32_000, data: { factory_name: "Echo-v0" } } });
    expect((await call(server, "/health")).status).toBe(200);
    expect(await active(server)).toBe(0);
  });
});
