import { describe, expect, it } from "vitest";
import type { ScriptedAnswer, ScriptedRequest } from "./scripted-server.ts";
import { closing, pair, rejection } from "./support.ts";

/** Answers every route with what it was asked. */
const echo = ({ method, path, body }: ScriptedRequest): ScriptedAnswer => [
  200,
  { asked: `${method} ${path}${body === "" ? "" : ` ${body}`}` },
];

/** A server without `/ws` that keeps one episode behind its routes. */
function keepsOneEpisode(): (request: ScriptedRequest) => ScriptedAnswer {
  let steps = 0;
  return ({ path }) => {
    if (path === "/state") return [200, { step_count: steps }];
    steps = path === "/reset" ? 0 : steps + 1;
    return [200, { observation: { steps }, reward: null, done: false }];
  };
}

describe("the HTTP routes", () => {
  it("are asked as the protocol says", async () => {
    const { client } = await pair({ http: echo }, { headers: { "x-a": "b" } });
    const { http } = client;
    expect(await http.health()).toEqual({ asked: "GET /health" });
    expect(await http.metadata()).toEqual({ asked: "GET /metadata" });
    expect(await http.schema()).toEqual({ asked: "GET /schema" });
    expect(await http.openapi()).toEqual({ asked: "GET /openapi.json" });
    expect(await http.state()).toEqual({ asked: "GET /state" });
    expect(await http.reset()).toEqual({ asked: "POST /reset {}" });
    expect(await http.reset({ seed: 1 })).toEqual({ asked: 'POST /reset {"seed":1}' });
    expect(await http.step({ a: 1 })).toEqual({ asked: 'POST /step {"action":{"a":1}}' });
    expect(await http.mcp({ id: 1 })).toEqual({ asked: 'POST /mcp {"id":1}' });
  });

  it("carry the session where one is chosen", async () => {
    const { client } = await pair({ http: echo }, { sessionId: "a b" });
    expect(await client.http.state()).toEqual({ asked: "GET /state?session_id=a%20b" });
    expect(await client.http.reset()).toEqual({ asked: 'POST /reset {"session_id":"a b"}' });
    expect(await client.http.step({})).toEqual({ asked: 'POST /step {"action":{},"session_id":"a b"}' });
  });

  it("carry headers and token", async () => {
    const { client } = await pair(
      {
        http: ({ headers }) => [
          200,
          { seen: [headers["x-a"], headers.authorization, headers["content-type"]] },
        ],
      },
      { headers: { "x-a": "b" }, token: "t" },
    );
    expect(await client.http.reset()).toEqual({ seen: ["b", "Bearer t", "application/json"] });
  });

  it("list the tasks", async () => {
    const { client } = await pair({ http: () => [200, { tasks: [{ id: "easy" }], count: 1 }] });
    expect(await client.http.tasks()).toEqual([{ id: "easy" }]);
  });

  it("tell what was refused", async () => {
    const detail = [{ type: "missing", loc: ["body", "action"], msg: "Field required" }];
    const { client } = await pair({ http: () => [422, { detail }] });
    expect(await rejection(client.http.step({}))).toMatchObject({
      code: "HTTP_STATUS",
      status: 422,
      body: { detail },
      message: "POST /step answered 422: body.action: Field required",
    });
  });

  it.each([
    [404, { detail: "Not Found" }, "GET /tasks answered 404: Not Found"],
    [500, "Internal Server Error", "GET /tasks answered 500: Internal Server Error"],
    [502, "<html>", "GET /tasks answered 502: <html>"],
  ])("tell of status %i in one line", async (status, body, message) => {
    const { client } = await pair({ http: () => [status, body] });
    expect(await rejection(client.http.tasks())).toMatchObject({ status, message });
  });

  it.each([
    ["a list", "[1]", "Expected GET /health to answer with an object, got [1]."],
    ["no JSON", "<html>", 'Expected JSON, got "<html>".'],
    ["too much", `"${"x".repeat(100)}"`, "Expected an answer of at most 50 bytes."],
  ])("refuse %s", async (_case, body, message) => {
    const { client } = await pair({ http: () => [200, body] }, { maxPayloadBytes: 50 });
    expect(await rejection(client.http.health())).toMatchObject({ code: "BAD_REPLY", message });
  });

  it("refuse an answer without tasks", async () => {
    const { client } = await pair({ http: echo });
    expect(await rejection(client.http.tasks())).toMatchObject({ code: "BAD_REPLY" });
  });

  it("give up when no answer comes", async () => {
    const { client } = await pair({ http: () => undefined }, { messageTimeoutMs: 20 });
    expect(await rejection(client.http.health())).toMatchObject({ code: "TIMEOUT" });
  });

  it("name a server that is not there", async () => {
    const { client, server } = await pair({ http: echo });
    await server.close();
    const message = expect.stringMatching(/^Cannot reach http:.*\/health: .*ECONNREFUSED.*\.$/);
    expect(await rejection(client.http.health())).toMatchObject({ code: "CONNECTION", message });
  });
});

describe("waiting until a server is ready", () => {
  it("ends with the first healthy answer", async () => {
    let looks = 0;
    const { client, waits } = await pair({
      http: () => {
        looks += 1;
        return [looks < 3 ? 503 : 200, { status: "healthy" }];
      },
    });
    await client.waitForReady({ intervalMs: 70 });
    expect(waits).toEqual([70, 70]);
  });

  it("gives up in time", async () => {
    const { client } = await pair({ http: () => [503, {}] }, { delay: () => new Promise(setImmediate) });
    expect(await rejection(client.waitForReady({ timeoutMs: 30 }))).toMatchObject({
      code: "TIMEOUT",
      message: expect.stringMatching(/was not ready within 30 ms\.$/),
    });
  });
});

describe("a server without sockets", () => {
  it.each([403, 404, 405, 426])("that says %i is played over HTTP", async (status) => {
    const { client } = await pair({ http: keepsOneEpisode(), refusals: [status] });
    expect(await client.reset()).toMatchObject({ observation: { steps: 0 }, reward: null });
    expect(await client.step({})).toMatchObject({ observation: { steps: 1 } });
    expect(await client.state()).toEqual({ step_count: 1 });
  });

  it("is not asked for one where HTTP is chosen", async () => {
    const { client, server } = await pair({ http: keepsOneEpisode() }, { transport: "http" });
    await client.reset();
    expect(server.upgrades).toEqual([]);
  });

  it("is an error where sockets are chosen", async () => {
    const { client } = await pair({ http: keepsOneEpisode() }, { transport: "websocket" });
    expect(await rejection(client.reset())).toMatchObject({ code: "CONNECTION", status: 403 });
  });

  it("still has tools", async () => {
    const { client } = await pair({
      http: ({ body }) => [200, { jsonrpc: "2.0", id: JSON.parse(body).id, result: { tools: [] } }],
    });
    expect(await client.mcp.listTools()).toEqual([]);
    closing(client);
  });
});
