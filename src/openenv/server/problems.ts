import { GymError, InvalidActionError, ResetNeededError, UnknownNameError } from "../../core/errors.ts";
import { issue } from "../issues.ts";
import { JsonTextError } from "../json-text.ts";
import { ValidationError } from "../validation-error.ts";
import type { ValidationIssue } from "../wire.ts";
import { CapacityError } from "./session-store.ts";

/** A request that is refused with a status of its own. */
export class HttpProblem extends Error {
  override readonly name = "HttpProblem";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.status = status;
    this.headers = headers;
  }
}

/** What an error means to whoever sent the message. */
export interface Meaning {
  /** `invalid`: the input was wrong. `conflict`: not now. `full`: no room. `failed`: the environment threw. */
  readonly kind: "invalid" | "conflict" | "full" | "failed";
  /** One line. */
  readonly message: string;
  readonly issues?: readonly ValidationIssue[];
}

/** An error of a session in terms that both HTTP and sockets answer with. */
export function meaningOf(error: unknown): Meaning {
  if (error instanceof ValidationError)
    return { kind: "invalid", message: error.message, issues: error.issues };
  if (error instanceof InvalidActionError || error instanceof UnknownNameError) {
    const issues = [issue({ type: "value_error", loc: [], msg: error.message }, undefined)];
    return { kind: "invalid", message: error.message, issues };
  }
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof ResetNeededError) return { kind: "conflict", message };
  if (error instanceof CapacityError) return { kind: "full", message };
  return { kind: "failed", message };
}

/** Whether an error is none that the gym throws on purpose, so that whoever runs the server should see it. */
export function isUnexpected(error: unknown): boolean {
  return !(error instanceof GymError || error instanceof HttpProblem || error instanceof JsonTextError);
}

const STATUS = { invalid: 422, conflict: 409, full: 503, failed: 500 } as const;

/** The answer to a request that threw. */
export function responseOf(error: unknown): Response {
  if (error instanceof HttpProblem) {
    return Response.json({ detail: error.message }, { status: error.status, headers: error.headers });
  }
  if (error instanceof JsonTextError) {
    const { message, position } = error;
    const detail = [
      { type: "json_invalid", loc: ["body", position], msg: message, input: {}, ctx: { error: message } },
    ];
    return Response.json({ detail }, { status: 422 });
  }
  const { kind, message, issues } = meaningOf(error);
  return Response.json({ detail: issues ?? message }, { status: STATUS[kind] });
}
