import { z } from "zod";

/** Version of the protocol as `/openapi.json` states it. */
export const PROTOCOL_VERSION = "1.0.0";

/** What a reset or a step answers, over HTTP and inside the `data` of a socket reply. */
export const StepPayload = z.object({
  observation: z.record(z.string(), z.unknown()),
  reward: z.union([z.number(), z.boolean()]).nullish(),
  done: z.boolean().nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
});
export type StepPayload = z.infer<typeof StepPayload>;

/** Stable codes of the errors a socket answers with. */
export const WS_ERROR_CODES = [
  "INVALID_JSON",
  "UNKNOWN_TYPE",
  "VALIDATION_ERROR",
  "EXECUTION_ERROR",
  "CAPACITY_REACHED",
  "FACTORY_ERROR",
  "SESSION_ERROR",
] as const;
export type WsErrorCode = (typeof WS_ERROR_CODES)[number];

/** One problem with a message, in the form that FastAPI users know. */
export interface ValidationIssue {
  /** Kind of problem, such as `missing`, `extra_forbidden` or `literal_error`. */
  readonly type: string;
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly input?: unknown;
  readonly ctx?: Readonly<Record<string, unknown>>;
}

/** Message from client to server. `data` of `step` is the action itself. */
export type ClientMessage =
  | { readonly type: "reset"; readonly data?: Readonly<Record<string, unknown>> }
  | { readonly type: "step"; readonly data: Readonly<Record<string, unknown>> }
  | { readonly type: "state" }
  | { readonly type: "close" }
  | { readonly type: "mcp"; readonly data: Readonly<Record<string, unknown>> };

/** Message from server to client. */
export type ServerMessage =
  | { readonly type: "observation"; readonly data: StepPayload }
  | { readonly type: "state"; readonly data: Readonly<Record<string, unknown>> }
  | { readonly type: "mcp"; readonly data: Readonly<Record<string, unknown>> }
  | { readonly type: "error"; readonly data: WsErrorData };

/** The `data` of an error reply. */
export interface WsErrorData {
  readonly message: string;
  readonly code: WsErrorCode | (string & {});
  readonly errors?: readonly ValidationIssue[];
  readonly active_sessions?: number;
  readonly max_sessions?: number;
  readonly factory_name?: string;
}
