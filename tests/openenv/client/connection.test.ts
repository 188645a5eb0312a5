import { once } from "node:events";
import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { OpenEnvClient } from "../../../src/openenv/client/client.ts";
import { errorFrame, observation, replying } from "./scripted-server.ts";
import { closing, pair, rejection } from "./support.ts";

const FULL = errorFrame("CAPACITY_REACHED", { active_sessions: 2, max_sessions: 2 });
const answering = replying(() => observation({}));

describe("a full server", () => {
  it("is asked again, later each time, until it has room", async () => {
    const { client, server, waits } = await pair({
      socket: (socket, headers, connection) => {
        if (connection === 3) return answering(socket, headers, connection);
        socket.send(FULL);
        socket.close(1000);
      },
    });
    expect(await client.reset()).toMatchObject({ done: false });
    expect(server.upgrades).toHaveLength(3);
    expect(waits).toEqual([250, 500]);
  });

  it("is asked again too if it says so only when asked", async () => {
    const { client } = await pair({
      socket: (socket, headers, connection) => {
        if (connection === 2) return answering(socket, headers, connection);
        socket.on("message", () => {
          socket.send(FULL);
          socket.close(1000);
        });
      },
    });
    expect(await client.reset()).toMatchObject({ done: false });
  });

  it("is not asked again by a client it has let in, whose episode would be lost", async () => {
    const { client, server } = await pair({
      socket: replying((message) => (message.includes("reset") ? observation({}) : FULL)),
    });
    await client.reset();
    expect(await rejection(client.step({}))).toMatchObject({ code: "CAPACITY_REACHED" });
    expect(server.upgrades).toHaveLength(1);
  });

  it("is left alone by a client that was closed meanwhile", async () => {
    const closed: Promise<unknown>[] = [];
    const { client } = await pair({
      socket: (socket, _headers, connection) => {
        if (connection === 2) {
          closed.push(once(socket, "close"), client.close());
          return;
        }
        socket.send(FULL);
        socket.close(1000);
      },
    });
    expect(await rejection(client.reset())).toMatchObject({ code: "CONNECTION" });
    await Promise.all(closed);
  });

  it("is given up after the allowed tries, with what it said", async () => {
    const { client, waits } = await pair(
      {
        socket: (socket) => {
          socket.send(FULL);
          socket.close(1000);
        },
      },
      { connectRetries: 5, retryDelayMs: 4000 },
    );
    const error = { code: "CAPACITY_REACHED", activeSessions: 2, maxSessions: 2 };
    expect(await rejection(client.reset())).toMatchObject(error);
    expect(waits).toEqual([4000, 8000, 10_000, 10_000, 10_000]);
  });
});

describe("an error that comes unasked", () => {
  it("is thrown by the next call, and the one after it works if the socket stays", async () => {
    const { client } = await pair({
      socket: (socket, headers, connection) => {
        socket.send(errorFrame("EXECUTION_ERROR"));
        answering(socket, headers, connection);
      },
    });
    await client.connect();
    await client.http.health().catch(() => undefined);
    expect(await rejection(client.reset())).toMatchObject({ code: "EXECUTION_ERROR" });
    expect(await client.reset()).toMatchObject({ done: false });
  });

  it("explains why the socket was closed", async () => {
    const { client } = await pair({
      socket: (socket) => {
        socket.send(errorFrame("FACTORY_ERROR", { factory_name: "Desk" }));
        socket.close(1000);
      },
    });
    expect(await rejection(client.reset())).toMatchObject({ code: "FACTORY_ERROR" });
    expect(await rejection(client.state())).toMatchObject({ code: "FACTORY_ERROR" });
  });
});

describe("a connection", () => {
  it("that closes while a call waits rejects it with code and reason, and every later call", async () => {
    const { client, server } = await pair({
      socket: (socket) => socket.on("message", () => socket.close(1011, "too slow")),
    });
    const error = { code: "CONNECTION", closeCode: 1011, reason: "too slow" };
    expect(await rejection(client.reset())).toMatchObject(error);
    expect(await rejection(client.step({}))).toMatchObject(error);
    expect(server.upgrades).toHaveLength(1);
  });

  it("is closed when an answer is late, and refuses further use", async () => {
    const closed: Promise<unknown>[] = [];
    const { client, server } = await pair(
      { socket: (socket) => closed.push(once(socket, "close")) },
      { messageTimeoutMs: 20 },
    );
    const late = { code: "TIMEOUT", message: "No answer within 20 ms: the connection was closed." };
    expect(await rejection(client.reset())).toMatchObject(late);
    await Promise.all(closed);
    expect(await rejection(client.reset())).toMatchObject(late);
    expect(server.upgrades).toHaveLength(1);
  });

  it("refuses an answer larger than allowed", async () => {
    const { client } = await pair(
      { socket: replying(() => observation({ text: "x".repeat(2000) })) },
      { maxPayloadBytes: 1000 },
    );
    expect(await rejection(client.reset())).toMatchObject({
      code: "CONNECTION",
      message: /Max payload size/,
    });
  });

  it("carries the headers and the token", async () => {
    const seen: unknown[] = [];
    const { client } = await pair(
      {
        socket: (socket, headers, connection) => {
          seen.push(
            headers["x-team"],
            headers.authorization,
            headers["sec-websocket-extensions"],
            headers.origin,
          );
          answering(socket, headers, connection);
        },
      },
      { headers: { "x-team": "desk" }, token: "hf_1" },
    );
    await client.reset();
    expect(seen).toEqual(["desk", "Bearer hf_1", undefined, undefined]);
  });

  it("is tried again while the server wakes up", async () => {
    const { client, server, waits } = await pair({ socket: answering, refusals: [503, 502] });
    await client.connect();
    expect(server.upgrades).toHaveLength(3);
    expect(waits).toEqual([250, 500]);
  });

  it("may be asked for again after none could be made", async () => {
    const { client } = await pair({ socket: answering, refusals: [401] });
    expect(await rejection(client.reset())).toMatchObject({ status: 401 });
    expect(await client.reset()).toMatchObject({ done: false });
  });

  it("is not tried again where the server refuses the caller", async () => {
    const { client, waits } = await pair({ socket: answering, refusals: [401] });
    expect(await rejection(client.reset())).toMatchObject({ code: "CONNECTION", status: 401 });
    expect(waits).toEqual([]);
  });

  it("that cannot be made says why in one line", async () => {
    const silent = createServer();
    silent.listen(0, "127.0.0.1");
    await once(silent, "listening");
    const address = silent.address();
    const port = typeof address === "object" ? address?.port : 0;
    silent.close();
    const client = closing(new OpenEnvClient(`127.0.0.1:${port}`, { connectRetries: 1, retryDelayMs: 0 }));
    const message = `Cannot connect to ws://127.0.0.1:${port}/ws: connect ECONNREFUSED 127.0.0.1:${port}.`;
    expect(await rejection(client.reset())).toMatchObject({ code: "CONNECTION", message });
  });

  it("is given up where the server accepts but never answers", async () => {
    const mute = createServer(() => undefined);
    mute.listen(0, "127.0.0.1");
    await once(mute, "listening");
    const address = mute.address();
    const port = typeof address === "object" ? address?.port : 0;
    const client = new OpenEnvClient(`127.0.0.1:${port}`, { connectRetries: 0, connectTimeoutMs: 30 });
    const message = `No connection to ws://127.0.0.1:${port}/ws within 30 ms.`;
    expect(await rejection(client.reset())).toMatchObject({ code: "TIMEOUT", message });
    mute.close();
  });
});

describe("closing a client", () => {
  it("says goodbye, and refuses further use", async () => {
    const got: string[] = [];
    const { client } = await pair({
      socket: (socket) => {
        socket.on("message", (data) => {
          got.push(String(data));
          if (got.length === 1) socket.send(observation({}));
        });
        socket.on("close", (code) => got.push(String(code)));
      },
    });
    await client.reset();
    await client.close();
    await client.close();
    expect(got).toEqual(['{"type":"reset","data":{}}', '{"type":"close"}', "1000"]);
    expect(await rejection(client.reset())).toMatchObject({
      message: "The client is closed: make a new one.",
    });
  });

  it("rejects the call that waits", async () => {
    const { client } = await pair({ socket: () => undefined });
    await client.connect();
    const waiting = rejection(client.reset());
    await client.http.health().catch(() => undefined);
    await client.close();
    expect(await waiting).toMatchObject({ code: "CONNECTION" });
  });

  it("that never connected does nothing", async () => {
    const { client, server } = await pair({ socket: answering });
    await client.close();
    expect(server.upgrades).toEqual([]);
  });
});
