import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { RunningServer } from "../../../src/openenv/index.ts";
import { call, open, serve } from "../../support/openenv-server.ts";

const TOKEN = "correct horse";
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

const handshake = (server: RunningServer, headers: Record<string, string>): Promise<string> =>
  new Promise((resolve) => {
    const socket = new WebSocket(`${server.url.replace("http", "ws")}/ws`, { headers });
    socket.once("error", (error) => resolve(error.message));
    socket.once("open", () => {
      socket.terminate();
      resolve("open");
    });
  });

describe("a server with a token", () => {
  it("refuses HTTP requests without it, and says what it expects", async () => {
    const server = await serve({ token: TOKEN });
    for (const headers of [{}, bearer("wrong"), bearer(""), { authorization: `Basic ${TOKEN}` }]) {
      const { status, headers: answered, json } = await call(server, "/schema", { headers });
      expect([status, answered.get("www-authenticate")]).toEqual([401, "Bearer"]);
      expect(json["detail"]).toContain("Authorization: Bearer TOKEN");
    }
    expect((await call(server, "/reset", { body: {} })).status).toBe(401);
    expect((await call(server, "/nothing")).status).toBe(401);
  });

  it("lets requests with it in, and everybody ask for its health", async () => {
    const server = await serve({ token: TOKEN });
    expect((await call(server, "/schema", { headers: bearer(TOKEN) })).status).toBe(200);
    expect((await call(server, "/health")).status).toBe(200);
  });

  it("asks for it before a socket opens", async () => {
    const server = await serve({ token: TOKEN });
    expect(await handshake(server, {})).toContain("401");
    expect(await handshake(server, bearer("wrong"))).toContain("401");
    expect(await handshake(server, bearer(TOKEN))).toBe("open");
    expect((await (await open(server, "/ws", bearer(TOKEN))).ask({ type: "state" })).type).toBe("state");
  });

  it("asks for it on the web page and its socket, too", async () => {
    const server = await serve({ token: TOKEN, web: true });
    expect((await call(server, "/web/")).status).toBe(401);
    expect((await call(server, "/web/", { headers: bearer(TOKEN) })).status).toBe(200);
    const socket = new WebSocket(`${server.url.replace("http", "ws")}/ws/ui`);
    const { message } = await new Promise<Error>((resolve) => socket.once("error", resolve));
    expect(message).toContain("401");
  });
});

describe("a server without a token", () => {
  it("lets everybody in, with a token or without", async () => {
    const server = await serve();
    expect((await call(server, "/schema", { headers: bearer("any") })).status).toBe(200);
    expect(await handshake(server, {})).toBe("open");
  });
});
