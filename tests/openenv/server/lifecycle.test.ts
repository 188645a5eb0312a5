import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createServer } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { startServer } from "../../../src/openenv/index.ts";
import { rawConnection, readToEnd, upgradeRequest } from "../../support/openenv-raw.ts";
import { call, open, serve, TestSocket } from "../../support/openenv-server.ts";

const RESET = { type: "reset" };

describe("stopping a server", () => {
  it("tells open sockets in the middle of an episode, and closes them with 1001", async () => {
    const server = await serve();
    const [control, mcp] = [await open(server), await open(server, "/mcp")];
    await control.ask(RESET);
    const stopped = server.close();
    const { data } = await control.next();
    expect([data.code, data.message]).toEqual(["SESSION_ERROR", "The server is stopping."]);
    expect(await mcp.next()).toMatchObject({ error: { code: -32_000, message: "The server is stopping." } });
    expect([await control.closed, await mcp.closed]).toEqual([1001, 1001]);
    await stopped;
    await expect(call(server, "/health")).rejects.toThrow();
  });

  it("waits no longer than the grace time for clients that do not answer", async () => {
    const server = await serve({ graceMs: 50 });
    const deaf = await rawConnection(server);
    deaf.write(upgradeRequest());
    await new Promise((resolve) => deaf.once("data", resolve));
    const slow = await rawConnection(server);
    slow.write("POST /reset HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n{");
    await call(server, "/health");
    const ended = readToEnd(deaf);
    await server.close();
    expect(await ended).toContain("The server is stopping.");
  });

  it("may be asked for twice", async () => {
    const server = await serve();
    await Promise.all([server.close(), server.close()]);
    await server.close();
  });

  it("frees the port for the next server", async () => {
    const first = await serve();
    await first.close();
    const second = await serve({ port: first.port });
    expect(second.port).toBe(first.port);
    expect((await call(second, "/health")).status).toBe(200);
  });
});

describe("starting a server", () => {
  it("fails in one line on a port in use", async () => {
    const { port } = await serve();
    await expect(serve({ port })).rejects.toThrow(`Cannot listen on 127.0.0.1:${port}: the port is in use.`);
  });

  it("fails in one line on an address that is not of this machine", async () => {
    await expect(serve({ host: "192.0.2.1" })).rejects.toThrow(/^Cannot listen on 192\.0\.2\.1:0: /);
  });

  it.each([
    [{ port: 70_000 }, "Expected `port` to be an integer in [0, 65535], got 70000."],
    [{ maxSessions: 0 }, "Expected `maxSessions` to be an integer in [1, 1000000], got 0."],
    [{ pingMs: 0.5 }, "Expected `pingMs` to be an integer in [1, 2147483647], got 0.5."],
    [{ token: "" }, "Expected `token` to have at least one character."],
    [{ mode: "prodution" }, 'Did you mean "production"?'],
    [{ httpSessions: "sticky" }, "Allowed: stateless, shared."],
    [{ logLevel: "loud" }, "Allowed: silent, error, info, debug."],
    [{ prot: 1 }, 'Unknown server option "prot". Did you mean "port"?'],
  ])("refuses %j", async (options, message) => {
    await expect(startServer({ port: 0, ...options } as object)).rejects.toThrow(message);
  });

  it("takes the default for an option that is undefined", async () => {
    const server = await serve({ maxSessions: undefined } as object);
    expect((await call(server, "/health")).status).toBe(200);
  });
});

describe("supportdesk serve", () => {
  interface Served {
    readonly child: ChildProcessWithoutNullStreams;
    readonly url: string;
    readonly port: number;
    readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly log: string }>;
  }

  function run(flags: readonly string[], variables: NodeJS.ProcessEnv = {}) {
    const child = spawn(process.execPath, ["--import", "tsx", "src/cli/main.ts", "serve", ...flags], {
      env: { ...process.env, ...variables },
    });
    onTestFinished(() => {
      child.kill("SIGKILL");
    });
    let [out, log] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      log += chunk.toString();
    });
    const ended = new Promise<Awaited<Served["ended"]>>((resolve) => {
      child.on("close", (code) => resolve({ code, out, log }));
    });
    return { child, ended };
  }

  async function started(flags: readonly string[], variables?: NodeJS.ProcessEnv): Promise<Served> {
    const { child, ended } = run(["--port", "0", "--host", "127.0.0.1", ...flags], variables);
    const line = await new Promise<string>((resolve, reject) => {
      child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString()));
      void ended.then(({ log }) => reject(new Error(log)));
    });
    const url = /http:\/\/[\d.:]+/.exec(line)?.[0] ?? "";
    return { child, ended, url, port: Number(url.split(":").at(-1)) };
  }

  it("ends with 0 on SIGTERM in the middle of an episode, after telling the client", async () => {
    const { child, ended, url, port } = await started([]);
    const socket = new TestSocket({ url, port, close: () => Promise.resolve() });
    await new Promise((resolve) => socket.socket.once("open", resolve));
    await socket.ask(RESET);
    child.kill("SIGTERM");
    expect((await socket.next()).data.message).toBe("The server is stopping.");
    expect(await socket.closed).toBe(1001);
    const { code, out, log } = await ended;
    expect(code).toBe(0);
    expect(out).toBe(`Serving at ${url} (routes at /docs, web page at /web/). Stop with Ctrl-C.\n`);
    const lines = log
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { readonly event: string });
    expect(lines.map(({ event }) => event)).toEqual(["started", "stopped"]);
  }, 30_000);

  it("ends with 1 and one line on a port in use", async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      blocker.close();
    });
    const { port } = blocker.address() as { readonly port: number };
    const { code, out, log } = await run(["--host", "127.0.0.1", "--port", String(port)]).ended;
    expect([code, out, log]).toEqual([1, "", `Cannot listen on 127.0.0.1:${port}: the port is in use.\n`]);
  }, 30_000);

  it("ends with 2 and one line on a wrong flag or variable", async () => {
    const [mode, slots] = await Promise.all([
      run(["--mode", "prod"]).ended,
      run([], { ["MAX_CONCURRENT_ENVS"]: "many" }).ended,
    ]);
    expect([mode.code, mode.log.split("\n")]).toEqual([2, [expect.stringContaining("production"), ""]]);
    expect([slots.code, slots.log.split("\n")]).toEqual([
      2,
      [expect.stringContaining("MAX_CONCURRENT_ENVS"), ""],
    ]);
  }, 30_000);
});
