import { z } from "zod";

/** Codes of JSON-RPC errors. */
export const RPC = {
  notJson: -32_700,
  badRequest: -32_600,
  unknownMethod: -32_601,
  badParams: -32_602,
  failed: -32_603,
  server: -32_000,
} as const;

type Id = string | number | null;

/** An answer: exactly one of `result` and `error`. */
export type RpcResponse =
  | { readonly jsonrpc: "2.0"; readonly id: Id; readonly result: unknown }
  | { readonly jsonrpc: "2.0"; readonly id: Id; readonly error: RpcErrorData };

interface RpcErrorData {
  readonly code: number;
  readonly message: string;
  readonly data: unknown;
}

/** A request that is refused, with the code and data of the answer. */
export class RpcError extends Error {
  override readonly name = "RpcError";
  readonly code: number;
  readonly data: unknown;

  constructor(code: number, message: string, data: unknown = null) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

const RpcRequest = z.strictObject({
  jsonrpc: z.literal("2.0"),
  method: z.string(),
  params: z.record(z.string(), z.unknown()).default({}),
  id: z.union([z.string(), z.int(), z.null()]).optional(),
});

/** A checked request. */
export type RpcRequest = z.infer<typeof RpcRequest>;

/** The answer that reports an error. */
export function rpcFailure(id: Id, { code, message, data }: RpcErrorData): RpcResponse {
  return { jsonrpc: "2.0", id, error: { code, message, data } };
}

/** Whether a message is a request that its sender wants no answer to. */
export function isNotification(message: unknown): boolean {
  const parsed = RpcRequest.safeParse(message);
  return parsed.success && parsed.data.id === undefined && parsed.data.method.startsWith("notifications/");
}

/** Checks the envelope, carries out the method and wraps what it gives or throws. */
export function answerRpc(message: unknown, call: (request: RpcRequest) => unknown): RpcResponse {
  const parsed = RpcRequest.safeParse(message);
  if (!parsed.success) {
    const [problem] = parsed.error.issues;
    const where = problem?.path.join(".") || "request";
    const text = `Invalid JSON-RPC request: ${where}: ${problem?.message ?? "not a request"}`;
    return rpcFailure(null, { code: RPC.badRequest, message: text, data: null });
  }
  const { id = null } = parsed.data;
  try {
    return { jsonrpc: "2.0", id, result: call(parsed.data) ?? null };
  } catch (error) {
    if (error instanceof RpcError) return rpcFailure(id, error);
    const text = error instanceof Error ? error.message : String(error);
    return rpcFailure(id, { code: RPC.failed, message: text, data: null });
  }
}
