import { describe, expect, it } from "vitest";
import { replying, type Script } from "./scripted-server.ts";
import { pair, rejection } from "./support.ts";

type Rpc = {
  readonly id: number;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
};

const answers: Readonly<Record<string, object>> = {
  "tools/list": {
    result: {
      tools: [
        { name: "add", description: "Adds.", inputSchema: { type: "object" } },
        { name: "greet", description: null, input_schema: { type: "object", title: "G" } },
      ],
    },
  },
  add: { result: { content: [], isError: false, data: 3, structured_content: {} } },
  lookup: { result: { content: [], structuredContent: { a: 1 } } },
  plain: { result: 7 },
  broken: { result: { isError: true, content: [{ type: "text", text: "out of order" }] } },
  unknown: { error: { code: -32602, message: "Unknown tool", data: { name: "unknown" } } },
  neither: {},
};

function answer(text: string): object {
  const { id, method, params }: Rpc = JSON.parse(text);
  return { jsonrpc: "2.0", id, ...answers[String(params["name"] ?? method)] };
}

const overSocket: Script = {
  socket: replying((message) => {
    const { type, data } = JSON.parse(message);
    return JSON.stringify({ type, data: answer(JSON.stringify(data)) });
  }),
};

describe("the tools of a client", () => {
  it("are listed with either name of the schema", async () => {
    const { client } = await pair(overSocket);
    expect(await client.mcp.listTools()).toEqual([
      { name: "add", description: "Adds.", inputSchema: { type: "object" } },
      { name: "greet", description: "", inputSchema: { type: "object", title: "G" } },
    ]);
  });

  it.each([
    ["add", 3],
    ["lookup", { a: 1 }],
    ["plain", 7],
  ])("give the plain value: %s", async (name, value) => {
    const { client } = await pair(overSocket);
    expect(await client.mcp.callTool(name, { a: 1, b: 2 })).toEqual(value);
  });

  it.each([
    ["broken", { code: "MCP", rpcCode: undefined, message: "The tool broken failed: out of order" }],
    ["unknown", { code: "MCP", rpcCode: -32602, message: "tools/call failed with -32602: Unknown tool" }],
    ["neither", { code: "BAD_REPLY" }],
  ])("throw what went wrong: %s", async (name, error) => {
    const { client } = await pair(overSocket);
    expect(await rejection(client.mcp.callTool(name))).toMatchObject(error);
  });

  it("send JSON-RPC with ids that count up", async () => {
    const sent: string[] = [];
    const { client } = await pair({
      socket: replying((message) => {
        sent.push(message);
        return '{"type":"mcp","data":{"jsonrpc":"2.0","id":1,"result":null}}';
      }),
    });
    await client.mcp.callTool("add", { a: 1 });
    await client.mcp.request("ping");
    expect(sent).toEqual([
      '{"type":"mcp","data":{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"add","arguments":{"a":1}}}}',
      '{"type":"mcp","data":{"jsonrpc":"2.0","id":2,"method":"ping","params":{}}}',
    ]);
  });
});

describe("a session for tools alone", () => {
  const seen: Rpc[] = [];
  const kept: Script = {
    http: ({ body }) => {
      const request: Rpc = JSON.parse(body);
      seen.push(request);
      if (request.method === "openenv/session/create") return [200, { result: { session_id: "s-1" } }];
      if (request.method === "openenv/session/close") return [200, { result: { closed: true } }];
      return [200, answer(body)];
    },
  };

  it("is created, named in every call and closed", async () => {
    const { client } = await pair(kept);
    const session = await client.openMcpSession();
    expect(session.sessionId).toBe("s-1");
    expect(await session.callTool("add", { a: 1, b: 2 })).toBe(3);
    await session.close();
    expect(seen.map(({ method, params }) => [method, params["session_id"]])).toEqual([
      ["openenv/session/create", undefined],
      ["tools/call", "s-1"],
      ["openenv/session/close", "s-1"],
    ]);
  });

  it("is refused by a server that is full", async () => {
    const error = { code: -32000, message: "full", data: { max_sessions: 1 } };
    const { client } = await pair({ http: () => [200, { jsonrpc: "2.0", id: 1, error }] });
    expect(await rejection(client.openMcpSession())).toMatchObject({
      rpcCode: -32000,
      data: { max_sessions: 1 },
    });
  });

  it("is not taken from a server that does not name it", async () => {
    const { client } = await pair({ http: () => [200, { jsonrpc: "2.0", id: 1, result: {} }] });
    expect(await rejection(client.openMcpSession())).toMatchObject({ code: "BAD_REPLY" });
  });
});
