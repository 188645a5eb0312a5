import { describe, expect, it } from "vitest";
import type { RunningServer } from "../../../src/openenv/index.ts";
import { ECHO } from "../../support/openenv-echo.ts";
import { call, type Json, metric, open, serve, until } from "../../support/openenv-server.ts";

interface Rpc {
  readonly jsonrpc: string;
  readonly id: unknown;
  readonly result?: Json;
  readonly error?: { readonly code: number; readonly message: string; readonly data: unknown };
}

interface Tool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: { readonly type: string };
}

const request = (method: string, params?: object, id: unknown = 1) => ({
  jsonrpc: "2.0",
  id,
  method,
  ...(params !== undefined && { params }),
});

async function post(server: RunningServer, body: unknown): Promise<Rpc> {
  const answer = await call(server, "/mcp", { body, method: "POST" });
  expect(answer.status).toBe(200);
  return answer.json as unknown as Rpc;
}

const code = ({ error }: Rpc): number | undefined => error?.code;
const create = async (server: RunningServer): Promise<unknown> =>
  (await post(server, request("openenv/session/create"))).result?.["session_id"];

describe("POST /mcp", () => {
  it.each([
    ["{}", -32_600],
    ["", -32_700],
    ["{bad", -32_700],
    ["[]", -32_700],
    ["3", -32_700],
    ['{"jsonrpc":"1.0","id":1,"method":"ping"}', -32_600],
    ['{"jsonrpc":"2.0","id":1,"method":"ping","params":null}', -32_600],
    ['{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}', -32_600],
    ['{"jsonrpc":"2.0","id":1.5,"method":"ping"}', -32_600],
    ['{"jsonrpc":"2.0","id":1,"method":"ping","more":1}', -32_600],
  ])("answers %j with status 200 and error %i", async (body, expected) => {
    const answer = await post(await serve(), body);
    expect([answer.jsonrpc, answer.id, code(answer)]).toEqual(["2.0", null, expected]);
  });

  it("answers no body with a parse error", async () => {
    expect(code(await post(await serve(), undefined))).toBe(-32_700);
  });

  it.each([
    ["ping"],
    ["initialize"],
    ["tools/list"],
    ["openenv/session/create"],
    ["nonsense"],
    ["tools/call"],
  ])("answers %s with exactly one of result and error, and with the id", async (method) => {
    const answer = await post(await serve(), request(method, {}, "seven"));
    expect(answer.id).toBe("seven");
    expect("result" in answer).toBe(!("error" in answer));
  });

  it("answers an unknown method with -32601 under the id, be it number or text", async () => {
    const server = await serve();
    const [number, text] = [
      await post(server, request("dance", {}, 7)),
      await post(server, request("dance", {}, "x")),
    ];
    expect([number.id, code(number), text.id, code(text)]).toEqual([7, -32_601, "x", -32_601]);
  });

  it("lets standard clients in: initialize, initialized, ping", async () => {
    const server = await serve();
    const params = {
      protocolVersion: "2025-03-26",
      capabilities: {},
      clientInfo: { name: "t", version: "1" },
    };
    expect((await post(server, request("initialize", params))).result).toMatchObject({
      protocolVersion: "2025-03-26",
      capabilities: { tools: {} },
      serverInfo: { name: "SupportDesk" },
    });
    const notified = await call(server, "/mcp", {
      body: { jsonrpc: "2.0", method: "notifications/initialized" },
    });
    expect([notified.status, notified.text]).toEqual([202, ""]);
    expect((await post(server, request("ping"))).result).toEqual({});
    const unknown = await post(server, request("initialize", { protocolVersion: "1999-01-01" }));
    expect(unknown.result?.["protocolVersion"]).toBe("2025-06-18");
  });

  it("lists tools without a reset, none of which controls the episode", async () => {
    const { result } = await post(await serve(), request("tools/list"));
    const tools = result?.["tools"] as readonly Tool[];
    expect(tools.map(({ name }) => name)).toEqual([
      "get_ticket",
      "get_case",
      "list_actions",
      "list_articles",
      "read_article",
    ]);
    expect(tools.every(({ description }) => description.length > 10)).toBe(true);
    expect(tools.map(({ inputSchema }) => inputSchema.type)).toEqual(tools.map(() => "object"));
  });

  it("calls a tool without a reset and gives the data in every form that clients read", async () => {
    const { result } = await post(await serve(), request("tools/call", { name: "list_articles" }));
    const data = result?.["data"] as { readonly articles: readonly Json[] };
    expect(Object.keys(data.articles[0] ?? {})).toEqual(["article_id", "title"]);
    expect(result).toEqual({
      content: [{ type: "text", text: JSON.stringify(data) }],
      structuredContent: data,
      isError: false,
      data,
      structured_content: data,
      is_error: false,
    });
  });

  it("gives a plain value as it is, and wrapped where an object is expected", async () => {
    const server = await serve({ environment: ECHO });
    const { result } = await post(server, request("tools/call", { name: "add", arguments: { a: 2, b: 3 } }));
    expect(result).toMatchObject({ data: 5, structuredContent: { result: 5 } });
  });

  it("refuses a call without a name, an unknown tool and wrong arguments", async () => {
    const server = await serve({ environment: ECHO });
    const nameless = await post(server, request("tools/call", {}));
    expect([code(nameless), nameless.error?.message]).toEqual([-32_602, expect.stringContaining("name")]);
    const unknown = await post(server, request("tools/call", { name: "ad" }));
    expect([code(unknown), unknown.error?.message]).toEqual([-32_602, expect.stringContaining('"add"')]);
    const wrong = await post(server, request("tools/call", { name: "add", arguments: { a: "2", c: 1 } }));
    expect(code(wrong)).toBe(-32_602);
    expect(wrong.error?.data).toMatchObject([
      { loc: ["a"], type: "float_type" },
      { loc: ["b"], type: "missing" },
      { loc: ["c"], type: "extra_forbidden" },
    ]);
  });

  it("answers what a tool throws", async () => {
    const broken = await post(await serve({ environment: ECHO }), request("tools/call", { name: "explode" }));
    expect([code(broken), broken.error?.message]).toEqual([-32_603, "the tool exploded"]);
    const unknown = request("tools/call", { name: "read_article", arguments: { article_id: "kb" } });
    const article = await post(await serve(), unknown);
    expect([code(article), article.error?.message]).toEqual([
      -32_603,
      expect.stringContaining("Allowed: kb-"),
    ]);
  });

  it("keeps a session from its creation to its close, and no longer", async () => {
    const server = await serve();
    const sessionId = await create(server);
    const first = await post(server, request("tools/call", { name: "get_case", session_id: sessionId }));
    expect(first.result?.["isError"]).toBe(false);
    expect((await post(server, request("openenv/session/close", { session_id: sessionId }))).result).toEqual({
      session_id: sessionId,
      closed: true,
    });
    expect(code(await post(server, request("openenv/session/close", { session_id: sessionId })))).toBe(
      -32_602,
    );
    expect(code(await post(server, request("tools/call", { name: "get_case", session_id: sessionId })))).toBe(
      -32_602,
    );
    expect(code(await post(server, request("tools/list", { session_id: "nobody" })))).toBe(-32_602);
    expect(code(await post(server, request("openenv/session/close", {})))).toBe(-32_602);
    expect(await metric(server, "openenv_sessions_active")).toBe(0);
  });

  it("refuses to serve a tool that would control the episode", async () => {
    const [tool] = ECHO.tools;
    const environment = { ...ECHO, tools: [{ ...tool, name: "reset" }] } as typeof ECHO;
    await expect(serve({ environment })).rejects.toThrow('A tool must not be called "reset".');
  });
});

describe("MCP on the control socket", () => {
  const mcp = (method: string, params?: object) => ({ type: "mcp", data: request(method, params) });

  it("works on the episode that steps play", async () => {
    const socket = await open(await serve());
    await socket.ask({ type: "reset", data: { task_id: "api_incident_hard" } });
    await socket.ask({ type: "step", data: { operation: "classify", queue: "compliance_ops" } });
    const { type, data } = await socket.ask(mcp("tools/call", { name: "get_case" }));
    expect(type).toBe("mcp");
    expect(data).toMatchObject({ result: { data: { case: { queue: "compliance_ops" } } } });
    expect((await socket.ask({ type: "state" })).data["step_count"]).toBe(1);
  });

  it("has one session, which ends with the socket alone", async () => {
    const server = await serve();
    const socket = await open(server);
    const first = (await socket.ask(mcp("openenv/session/create"))).data["result"];
    expect((await socket.ask(mcp("openenv/session/create"))).data["result"]).toEqual(first);
    const closing = await socket.ask(mcp("openenv/session/close", first as object));
    expect(closing.data).toMatchObject({ error: { code: -32_600 } });
    const foreign = await socket.ask(
      mcp("tools/call", { name: "get_case", session_id: await create(server) }),
    );
    expect(foreign.data).toMatchObject({ error: { code: -32_602 } });
  });

  it("answers a request that is none inside its own envelope", async () => {
    const socket = await open(await serve());
    const { type, data } = await socket.ask({ type: "mcp", data: {} });
    expect([type, data]).toMatchObject(["mcp", { jsonrpc: "2.0", id: null, error: { code: -32_600 } }]);
  });
});

describe("the MCP socket", () => {
  it("lists tools and survives frames that are no requests", async () => {
    const socket = await open(await serve(), "/mcp");
    expect(await socket.ask<Rpc>("{x")).toMatchObject({ id: null, error: { code: -32_700 } });
    expect(await socket.ask<Rpc>(Buffer.from([1, 2]))).toMatchObject({ error: { code: -32_700 } });
    expect(await socket.ask<Rpc>([request("ping")])).toMatchObject({ error: { code: -32_600 } });
    const { result } = await socket.ask<Rpc>(request("tools/list"));
    expect(result?.["tools"]).toHaveLength(5);
  });

  it("keeps one environment for its life", async () => {
    const server = await serve({ environment: ECHO });
    const socket = await open(server, "/mcp");
    await socket.ask<Rpc>(request("tools/call", { name: "get_step_count" }));
    expect(await metric(server, "openenv_sessions_active")).toBe(1);
    socket.socket.close();
    await until(async () => (await metric(server, "openenv_sessions_active")) === 0);
    expect(await socket.closed).toBe(1005);
  });
});
