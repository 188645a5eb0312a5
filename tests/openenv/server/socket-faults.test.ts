import type { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import type { RunningServer } from "../../../src/openenv/index.ts";
import { clientFrame, rawConnection, readToEnd, upgradeRequest } from "../../support/openenv-raw.ts";
import { call, type Json, metric, open, serve, until } from "../../support/openenv-server.ts";
import { active, witness } from "../../support/openenv-witness.ts";

const WAIT = { type: "step", data: { operation: "wait" } };

describe("a frame that is wrong", () => {
  const upgraded = async (server: RunningServer): Promise<Socket> => {
    const socket = await rawConnection(server);
    socket.write(upgradeRequest());
    await new Promise((resolve) => socket.once("data", resolve));
    return socket;
  };

  it("in its length closes its socket with 1009", async () => {
    const server = await serve({ maxMessageBytes: 1000 });
    const unharmed = await witness(server);
    const socket = await open(server);
    socket.send("x".repeat(1001));
    expect(await socket.closed).toBe(1009);
    await unharmed();
    await until(async () => (await active(server)) === 1);
  });

  it("in its form closes its socket alone", async () => {
    const server = await serve();
    const unharmed = await witness(server);
    const noise = [
      Buffer.from([0xff, 0xff, 0xff, 0xff]),
      Buffer.from([0x81, 0x05, 0x68, 0x65, 0x6c, 0x6c, 0x6f]),
      Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28]),
      Buffer.from([0x83, 0x80, 0, 0, 0, 0]),
    ];
    for (const bytes of noise) {
      const socket = await upgraded(server);
      socket.write(bytes);
      await readToEnd(socket);
      socket.destroy();
    }
    await unharmed();
    await until(async () => (await active(server)) === 1);
  });

  it("of a megabyte of text is answered", async () => {
    const socket = await open(await serve());
    const { data } = await socket.ask({
      ...WAIT,
      data: { operation: "draft_reply", reply: "x".repeat(1_000_000) },
    });
    expect(data.errors).toMatchObject([
      { type: "string_too_long", loc: ["reply"], ctx: { max_length: 10_000 } },
    ]);
  });

  it("sent in two halves is one frame", async () => {
    const server = await serve();
    const socket = await upgraded(server);
    const frame = clientFrame('{"type":"state"}');
    socket.write(frame.subarray(0, 9));
    expect((await call(server, "/health")).status).toBe(200);
    socket.write(frame.subarray(9));
    const answer = await new Promise<Buffer>((resolve) => socket.once("data", resolve));
    expect(answer.toString("latin1")).toContain('"step_count":0');
  });
});

describe("many clients at once", () => {
  it("may open a hundred sockets and vanish: every slot comes back", async () => {
    const server = await serve({ maxSessions: 128 });
    const unharmed = await witness(server);
    const sockets = await Promise.all(Array.from({ length: 100 }, () => open(server)));
    await Promise.all(sockets.map((socket) => socket.ask(WAIT)));
    expect(await active(server)).toBe(101);
    for (const { socket } of sockets) socket.terminate();
    await until(async () => (await active(server)) === 1);
    await unharmed();
  });
});

describe("a client that never reads", () => {
  const dropped = (server: RunningServer, reason: string): Promise<number> =>
    metric(server, `openenv_sockets_dropped_total{reason="${reason}"}`);

  const deaf = async (server: RunningServer): Promise<Socket> => {
    const socket = await rawConnection(server);
    socket.write(upgradeRequest());
    await new Promise((resolve) => socket.once("data", resolve));
    socket.pause();
    const frames = Buffer.concat(Array.from({ length: 2000 }, () => clientFrame('{"type":"reset"}')));
    for (let count = 0; count < 20; count += 1) socket.write(frames);
    return socket;
  };

  it("is not read from, and dropped when no pong comes", async () => {
    const server = await serve({ pingMs: 400, maxWaitingBytes: 2_000_000 });
    const unharmed = await witness(server);
    await deaf(server);
    await until(async () => (await dropped(server, "silent")) === 1);
    await until(async () => (await active(server)) === 1);
    expect(await dropped(server, "backlog")).toBeNaN();
    await unharmed();
  });

  it("is dropped at once when far too much waits for it", async () => {
    const server = await serve({ maxWaitingBytes: 100 });
    const unharmed = await witness(server);
    await deaf(server);
    await until(async () => (await active(server)) === 1);
    expect(await dropped(server, "backlog")).toBe(1);
    await unharmed();
  });
});

describe("a client that reads late", () => {
  it("gets every answer in order", async () => {
    const server = await serve({ maxWaitingBytes: 300_000 });
    const socket = await open(server);
    socket.socket.pause();
    const count = 3000;
    for (let index = 0; index < count; index += 1) {
      socket.send({ type: "reset", data: { episode_id: String(index), prompt: "x".repeat(100) } });
      socket.send({ type: "state" });
    }
    socket.socket.resume();
    const ids: unknown[] = [];
    for (let index = 0; index < count; index += 1) {
      expect((await socket.next()).type).toBe("observation");
      ids.push(((await socket.next()).data as Json)["episode_id"]);
    }
    expect(ids).toEqual(Array.from({ length: count }, (_, index) => String(index)));
  });
});

describe("a client that is silent", () => {
  it("stays as long as it answers pings, and goes when it does not", async () => {
    const server = await serve({ pingMs: 300 });
    const alive = await open(server);
    const dead = await rawConnection(server);
    dead.write(upgradeRequest());
    await until(async () => (await active(server)) === 2);
    await until(async () => (await active(server)) === 1);
    expect((await alive.ask({ type: "state" })).type).toBe("state");
  });
});
