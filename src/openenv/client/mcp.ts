import { McpError, ProtocolError } from "./errors.ts";
import { isRecord } from "./text.ts";

type Data = Readonly<Record<string, unknown>>;

/** A tool that a server offers to agents. */
export interface McpTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly inputSchema: Data;
}

/** Carries one JSON-RPC request to a server and its response back. */
export type McpTransport = (request: Data) => Promise<Data>;

/** The tools of an environment. */
export class McpTools {
  readonly #transport: McpTransport;
  readonly #params: Data;
  #id = 0;

  /** @param params - Sent with every request, such as the id of a session. */
  constructor(transport: McpTransport, params: Data = {}) {
    this.#transport = transport;
    this.#params = params;
  }

  /** Every tool. @throws {McpError} If the environment has none to offer. */
  async listTools(): Promise<readonly McpTool[]> {
    const result = await this.request("tools/list");
    const tools = isRecord(result) ? result["tools"] : undefined;
    if (!Array.isArray(tools)) throw new ProtocolError("Expected tools/list to answer with a list `tools`.");
    return tools.map(readTool);
  }

  /**
   * Calls a tool.
   * @returns The plain value where the server gives one, else its whole result.
   * @throws {McpError} If the tool is unknown, its arguments are wrong, or it reports a failure.
   */
  async callTool(name: string, toolArguments: Data = {}): Promise<unknown> {
    const result = await this.request("tools/call", { name, arguments: toolArguments });
    if (!isRecord(result)) return result;
    if (result["is_error"] === true || result["isError"] === true) {
      throw new McpError(`The tool ${name} failed: ${textOf(result["content"])}`, { data: result });
    }
    return "data" in result ? result["data"] : (result["structuredContent"] ?? result);
  }

  /** Any other method. @throws {McpError} If the response is an error. */
  async request(method: string, params: Data = {}): Promise<unknown> {
    this.#id += 1;
    const merged = { ...params, ...this.#params };
    const response = await this.#transport({ jsonrpc: "2.0", id: this.#id, method, params: merged });
    const { error } = response;
    if (isRecord(error)) {
      const rpcCode = Number(error["code"]);
      throw new McpError(`${method} failed with ${rpcCode}: ${error["message"]}`, {
        rpcCode,
        data: error["data"],
      });
    }
    if (!("result" in response))
      throw new ProtocolError(`Expected a result or an error of ${method}, got neither.`);
    return response["result"];
  }
}

/** Tools of an environment of their own, kept by the server until it is closed. */
export class McpSession extends McpTools {
  /** Id the server gave the session. */
  readonly sessionId: string;

  private constructor(transport: McpTransport, sessionId: string) {
    super(transport, { session_id: sessionId });
    this.sessionId = sessionId;
  }

  /** Asks the server for a session. @throws {McpError} If it gives none, such as when it is full. */
  static async create(transport: McpTransport): Promise<McpSession> {
    const result = await new McpTools(transport).request("openenv/session/create");
    const sessionId = isRecord(result) ? result["session_id"] : undefined;
    if (typeof sessionId !== "string") throw new ProtocolError("Expected the server to name a session.");
    return new McpSession(transport, sessionId);
  }

  /** Gives the session back. @throws {McpError} If it is closed already. */
  async close(): Promise<void> {
    await this.request("openenv/session/close");
  }
}

function readTool(tool: unknown): McpTool {
  const { name, description, inputSchema, input_schema = {} } = isRecord(tool) ? tool : {};
  const schema = inputSchema ?? input_schema;
  if (typeof name !== "string" || !isRecord(schema))
    throw new ProtocolError("Expected every tool to have a name.");
  return { name, description: typeof description === "string" ? description : "", inputSchema: schema };
}

function textOf(content: unknown): string {
  const parts = Array.isArray(content) ? content : [];
  return parts.map((part) => (isRecord(part) ? part["text"] : "")).join(" ") || "no text";
}
