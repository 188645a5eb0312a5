import { GymError } from "../../core/errors.ts";
import type { ValidationIssue, WsErrorCode, WsErrorData } from "../wire.ts";

/** The server answered with an error frame. `code` is the one it sent, such as `CAPACITY_REACHED`. */
export class ServerError extends GymError {
  override readonly name = "ServerError";
  declare readonly code: WsErrorCode | (string & {});
  /** The problems of a `VALIDATION_ERROR`. */
  readonly errors: readonly ValidationIssue[];
  /** Sessions in use, where a full server says so. */
  readonly activeSessions: number | undefined;
  /** Sessions the server allows, where a full server says so. */
  readonly maxSessions: number | undefined;

  constructor(data: WsErrorData) {
    super(data.code, `The server answered ${data.code}: ${data.message}${firstProblem(data)}`);
    this.errors = data.errors ?? [];
    this.activeSessions = data.active_sessions;
    this.maxSessions = data.max_sessions;
  }
}

/** The first problem of a refused message, unless the message says it already. */
function firstProblem({ message, errors = [] }: WsErrorData): string {
  const [problem] = errors;
  if (typeof problem?.msg !== "string" || message.includes(problem.msg)) return "";
  return ` (${[problem.loc].flat().join(".")}: ${problem.msg})`;
}

/** The server could not be reached, or the connection ended. */
export class ConnectionError extends GymError {
  override readonly name = "ConnectionError";
  /** Close code of the socket, where it was open before. */
  readonly closeCode: number | undefined;
  /** What the server said when it closed. */
  readonly reason: string | undefined;
  /** HTTP status that refused the socket. */
  readonly status: number | undefined;

  constructor(message: string, details: ConnectionDetails = {}) {
    super("CONNECTION", message, { cause: details.cause });
    this.closeCode = details.closeCode;
    this.reason = details.reason;
    this.status = details.status;
  }
}

/** What is known of a failed connection. */
export interface ConnectionDetails {
  readonly closeCode?: number;
  readonly reason?: string;
  readonly status?: number;
  readonly cause?: unknown;
}

/** No answer came in time; the connection was closed and cannot be used further. */
export class TimeoutError extends GymError {
  override readonly name = "TimeoutError";

  constructor(message: string) {
    super("TIMEOUT", message);
  }
}

/** The server answered something the protocol does not know. */
export class ProtocolError extends GymError {
  override readonly name = "ProtocolError";

  constructor(message: string, options?: { readonly cause?: unknown }) {
    super("BAD_REPLY", message, options);
  }
}

/** An HTTP request was refused. */
export class HttpError extends GymError {
  override readonly name = "HttpError";
  readonly status: number;
  /** The parsed body, or its text where it is no JSON. */
  readonly body: unknown;

  constructor(message: string, answer: { readonly status: number; readonly body: unknown }) {
    super("HTTP_STATUS", message);
    this.status = answer.status;
    this.body = answer.body;
  }
}

/** A JSON-RPC error, or a tool that reported a failure. */
export class McpError extends GymError {
  override readonly name = "McpError";
  /** JSON-RPC code, such as -32601; `undefined` where the tool itself reported the failure. */
  readonly rpcCode: number | undefined;
  readonly data: unknown;

  constructor(message: string, details: { readonly rpcCode?: number; readonly data?: unknown } = {}) {
    super("MCP", message);
    this.rpcCode = details.rpcCode;
    this.data = details.data;
  }
}
