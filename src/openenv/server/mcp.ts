import { z } from "zod";
import { GymError } from "../../core/errors.ts";
import { unknownName } from "../../core/names.ts";
import { check } from "../issues.ts";
import type { ServedEnvironment, ServedTool, Session, WireRecord } from "../served-environment.ts";
import { ValidationError } from "../validation-error.ts";
import { answerRpc, RPC, RpcError, type RpcRequest, type RpcResponse } from "./rpc.ts";

/** Versions of the Model Context Protocol that are spoken, newest first. */
const MCP_VERSIONS = ["2025-06-18", "2025-03-26", "2024-11-05"] as const;

/** Names that a tool must not have, because agents do not control episodes. */
const RESERVED = ["reset", "step", "state", "close"];

/** How a transport finds the session that a call is about. */
export interface McpHost {
  /** Runs `use` on the session; without an id on the one of the transport. @throws {RpcError} If there is none. */
  withSession<Result>(sessionId: string | undefined, use: (session: Session) => Result): Result;
  /** Checks that a session is there. @throws {RpcError} If it is not. */
  requireSession(sessionId: string | undefined): void;
  /** @returns The id of the session. @throws {RpcError} If there is no slot. */
  create(): string;
  /** @throws {RpcError} If there is no such session, or it is the transport's own. */
  close(sessionId: string): void;
}

/** Answers one request of the Model Context Protocol. */
export type Mcp = (message: unknown, host: McpHost) => RpcResponse;

const SessionParams = z.looseObject({ session_id: z.string().optional() });
const CloseParams = z.looseObject({ session_id: z.string() });
const CallParams = z.looseObject({
  name: z.string(),
  arguments: z.record(z.string(), z.unknown()).nullish(),
  session_id: z.string().optional(),
});

function readParams<Schema extends z.ZodType>(schema: Schema, { params }: RpcRequest): z.output<Schema> {
  try {
    return check(schema, params, "params");
  } catch (error) {
    if (error instanceof ValidationError) throw new RpcError(RPC.badParams, error.message);
    throw error;
  }
}

/** The result of a tool, for MCP clients and for those that read `data`. */
function toolResult(data: unknown): WireRecord {
  const isRecord = typeof data === "object" && data !== null && !Array.isArray(data);
  const structured = isRecord ? data : { result: data };
  return {
    content: [{ type: "text", text: typeof data === "string" ? data : JSON.stringify(data) }],
    structuredContent: structured,
    isError: false,
    data,
    structured_content: structured,
    is_error: false,
  };
}

function callTool(tools: ReadonlyMap<string, ServedTool>, request: RpcRequest, host: McpHost): WireRecord {
  const { name, arguments: given, session_id } = readParams(CallParams, request);
  const tool = tools.get(name);
  if (tool === undefined) {
    throw new RpcError(RPC.badParams, unknownName("tool", name.slice(0, 64), [...tools.keys()]).message);
  }
  return host.withSession(session_id, (session) => {
    try {
      return toolResult(tool.call(session, check(tool.input, given ?? {}, `arguments of ${name}`)));
    } catch (error) {
      if (error instanceof ValidationError) throw new RpcError(RPC.badParams, error.message, error.issues);
      if (error instanceof GymError) throw new RpcError(RPC.failed, error.message);
      throw error;
    }
  });
}

function describeTool({ name, description, input }: ServedTool): WireRecord {
  const { $schema: _draft, ...inputSchema } = z.toJSONSchema(input, { io: "input" });
  return { name, description, inputSchema };
}

function initialize({ params }: RpcRequest, { name, version }: ServedEnvironment): WireRecord {
  const asked = MCP_VERSIONS.find((each) => each === params["protocolVersion"]);
  return {
    protocolVersion: asked ?? MCP_VERSIONS[0],
    capabilities: { tools: { listChanged: false } },
    serverInfo: { name, version },
  };
}

/** @throws {GymError} If a tool has a name that would let an agent control the episode. */
export function createMcp(served: ServedEnvironment): Mcp {
  const reserved = served.tools.find(({ name }) => RESERVED.includes(name));
  if (reserved !== undefined) {
    throw new GymError("REGISTRATION", `A tool must not be called "${reserved.name}".`);
  }
  const tools = new Map(served.tools.map((tool) => [tool.name, tool]));
  const call = (request: RpcRequest, host: McpHost): unknown => {
    switch (request.method) {
      case "initialize":
        return initialize(request, served);
      case "ping":
      case "notifications/initialized":
      case "notifications/cancelled":
        return {};
      case "tools/list":
        host.requireSession(readParams(SessionParams, request).session_id);
        return { tools: served.tools.map(describeTool) };
      case "tools/call":
        return callTool(tools, request, host);
      case "openenv/session/create":
        return { session_id: host.create() };
      case "openenv/session/close": {
        const { session_id } = readParams(CloseParams, request);
        host.close(session_id);
        return { session_id, closed: true };
      }
      default:
        throw new RpcError(
          RPC.unknownMethod,
          `Method not found: ${JSON.stringify(request.method.slice(0, 64))}`,
        );
    }
  };
  return (message, host) => answerRpc(message, (request) => call(request, host));
}
