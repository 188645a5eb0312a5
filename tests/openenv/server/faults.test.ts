import { describe, expect, it } from "vitest";
import type { RunningServer } from "../../../src/openenv/index.ts";
import { rawConnection, readToEnd, upgradeRequest } from "../../support/openenv-raw.ts";
import { call, serve, until } from "../../support/openenv-server.ts";
import { active, witness } from "../../support/openenv-witness.ts";

const send = async (server: RunningServer, text: string): Promise<string> => {
  const socket = await rawConnection(server);
  socket.write(text);
  return readToEnd(socket);
};

describe("an HTTP request that is wrong", () => {
  it("in its first line gets 400, and nobody else notices", async () => {
    const server = await serve();
    const unharmed = await witness(server);
    expect(await send(server, "NONSENSE\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 /);
    expect(await send(server, "GET /health HTTP/1.1\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 /);
    expect(await send(server, `GET /${"x".repeat(70_000)} HTTP/1.1\r\nHost: h\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 /,
    );
    await unharmed();
  });

  it("in its length gets 413, whether the length is stated or not", async () => {
    const server = await serve({ maxMessageBytes: 1000 });
    const unharmed = await witness(server);
    const stated = await call(server, "/reset", { body: "x".repeat(1001) });
    expect([stated.status, stated.json["detail"]]).toEqual([413, "Expected a body of at most 1000 bytes."]);
    const chunked = `POST /reset HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n${"1f4\r\n".concat("x".repeat(500), "\r\n").repeat(3)}0\r\n\r\n`;
    expect(await send(server, chunked)).toMatch(/^HTTP\/1\.1 413 /);
    expect((await call(server, "/mcp", { body: "x".repeat(1001) })).status).toBe(413);
    await unharmed();
  });

  it("is none for coming in chunks", async () => {
    const server = await serve();
    const body = JSON.stringify({ task_id: "api_incident_hard" });
    const request = `POST /reset HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
    const answer = await send(server, request);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain("api_incident_hard");
  });

  it("in its bytes or its depth gets 422", async () => {
    const server = await serve();
    const unharmed = await witness(server);
    const deep = await call(server, "/reset", { body: "[".repeat(100_000) });
    expect(deep.status).toBe(422);
    expect(deep.json["detail"]).toMatchObject([{ type: "json_invalid", loc: ["body", 64] }]);
    const answer = await fetch(`${server.url}/step`, {
      method: "POST",
      body: Uint8Array.of(0xff, 0x00, 0xfe),
    });
    expect(answer.status).toBe(422);
    await unharmed();
  });

  it("is none of an old client without a Host header", async () => {
    const answer = await send(await serve(), "GET /health HTTP/1.0\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1\.1 200 .*\{"status":"healthy"\}$/s);
  });

  it("is answered as usual when it offers HTTP/2", async () => {
    const server = await serve();
    const offer = "Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AA";
    const socket = await rawConnection(server);
    const body = '{"task_id":"api_incident_hard"}';
    socket.write(
      `POST /reset HTTP/1.1\r\nHost: h\r\n${offer}\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 5)}`,
    );
    await call(server, "/health");
    socket.end(body.slice(5));
    const answer = await readToEnd(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain('"task_id":"api_incident_hard"');
  });

  it("is answered when the client has said that it sends no more", async () => {
    const server = await serve();
    const socket = await rawConnection(server);
    socket.end("GET /health HTTP/1.1\r\nHost: h\r\n\r\n");
    expect(await readToEnd(socket)).toContain('{"status":"healthy"}');
  });

  it("gets nothing when its body is cut off, and nobody else notices", async () => {
    const server = await serve();
    const unharmed = await witness(server);
    const socket = await rawConnection(server);
    socket.write('POST /step HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n{"action"');
    await unharmed();
    socket.resetAndDestroy();
    await unharmed();
  });

  it("gets 408 when it takes too long", async () => {
    const server = await serve({ requestTimeoutMs: 60 });
    const unharmed = await witness(server);
    const slowHead = send(server, "GET /health HTTP/1.1\r\nHost: h\r\nX-");
    const slowBody = send(server, "POST /reset HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n{");
    expect(await slowHead).toMatch(/^HTTP\/1\.1 408 /);
    expect(await slowBody).toMatch(/^HTTP\/1\.1 408 /);
    await unharmed();
  });
});

describe("a WebSocket handshake that is wrong", () => {
  it.each([
    ["without a key", upgradeRequest().replace(/Sec-WebSocket-Key.*\r\n/, ""), 400],
    ["of another version", upgradeRequest().replace("Version: 13", "Version: 7"), 400],
    ["with a method of its own", upgradeRequest().replace("GET", "POST"), 405],
    ["to another path", upgradeRequest("/wss"), 403],
  ])("%s is refused", async (_what, request, status) => {
    const server = await serve();
    expect(await send(server, request)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(await active(server)).toBe(0);
  });

  it("is none of a client that is gone at once", async () => {
    const server = await serve();
    const unharmed = await witness(server);
    for (let count = 0; count < 20; count += 1) {
      const socket = await rawConnection(server);
      socket.write(upgradeRequest());
      socket.resetAndDestroy();
    }
    await unharmed();
    await until(async () => (await active(server)) === 1);
  });
});
