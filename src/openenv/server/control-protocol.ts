import { z } from "zod";
import { issue, issuesOf, summarize, within } from "../issues.ts";
import { JsonTextError, readJsonText } from "../json-text.ts";
import type { WireRecord } from "../served-environment.ts";
import type { ServerMessage, ValidationIssue, WsErrorCode } from "../wire.ts";
import type { Log } from "./log.ts";
import type { Mcp } from "./mcp.ts";
import { socketMcpHost } from "./mcp-hosts.ts";
import type { Metrics } from "./metrics.ts";
import { isUnexpected, meaningOf } from "./problems.ts";
import type { SessionRecord } from "./session-store.ts";

const data = z.record(z.string(), z.unknown());

/** The messages of a client; a key that is not named here is refused. */
const MESSAGES = {
  reset: z.strictObject({ type: z.literal("reset"), data: data.optional() }),
  step: z.strictObject({ type: z.literal("step"), data }),
  state: z.strictObject({ type: z.literal("state") }),
  mcp: z.strictObject({ type: z.literal("mcp"), data }),
  close: z.strictObject({ type: z.literal("close") }),
};

type MessageType = keyof typeof MESSAGES;

/** An answer to a frame; `undefined` means that the client asked to close. */
export interface Reply {
  readonly type: string;
  readonly message: ServerMessage | undefined;
}

/** What the protocol of `/ws` works on. */
export interface ControlSite {
  readonly mcp: Mcp;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** The frame that reports an error. */
export function errorMessage(
  code: WsErrorCode,
  message: string,
  issues?: readonly ValidationIssue[],
): ServerMessage {
  return { type: "error", data: { message, code, ...(issues !== undefined && { errors: issues }) } };
}

function invalid(issues: readonly ValidationIssue[]): ServerMessage {
  return errorMessage("VALIDATION_ERROR", summarize("message", issues), issues);
}

function isMessageType(type: unknown): type is MessageType {
  return typeof type === "string" && Object.hasOwn(MESSAGES, type);
}

/** The protocol of `/ws` for one socket: one answer for each frame, in order. */
export class ControlProtocol {
  readonly #record: SessionRecord;
  readonly #site: ControlSite;

  constructor(record: SessionRecord, site: ControlSite) {
    this.#record = record;
    this.#site = site;
  }

  /** Answers one frame; a binary one has no text. Never throws. */
  answer(text: string | undefined): Reply {
    if (text === undefined) {
      const part = { type: "json_type", loc: [], msg: "Frames should be text, not binary" };
      return { type: "unreadable", message: invalid([issue(part, undefined)]) };
    }
    try {
      return this.#answerFrame(readJsonText(text));
    } catch (error) {
      if (!(error instanceof JsonTextError)) throw error;
      return {
        type: "unreadable",
        message: errorMessage("INVALID_JSON", `Invalid JSON: ${error.message}.`),
      };
    }
  }

  #answerFrame(frame: unknown): Reply {
    if (typeof frame !== "object" || frame === null || Array.isArray(frame)) {
      const part = { type: "model_attributes_type", loc: [], msg: "Input should be an object" };
      return { type: "unreadable", message: invalid([issue(part, frame)]) };
    }
    const { type } = frame as { readonly type?: unknown };
    if (isMessageType(type)) return { type, message: this.#answerTyped(type, frame) };
    const allowed = Object.keys(MESSAGES).join(", ");
    const shown = typeof type === "string" ? JSON.stringify(type.slice(0, 64)) : typeof type;
    const message = `Unknown message type ${shown}. Allowed: ${allowed}.`;
    return { type: "unknown", message: errorMessage("UNKNOWN_TYPE", message) };
  }

  /** The data goes on as it was sent, because checking it as any record copies it without odd keys. */
  #answerTyped(type: MessageType, frame: { readonly data?: WireRecord }): ServerMessage | undefined {
    const parsed = MESSAGES[type].safeParse(frame);
    if (!parsed.success) return invalid(issuesOf(parsed.error, frame));
    try {
      return this.#carryOut(type, frame.data ?? {});
    } catch (error) {
      return this.#explain(error);
    }
  }

  #carryOut(type: MessageType, given: WireRecord): ServerMessage | undefined {
    const { session } = this.#record;
    switch (type) {
      case "reset":
        return { type: "observation", data: within(["data"], () => session.reset(given)) };
      case "step": {
        const payload = session.step(given);
        this.#site.metrics.step(payload.done === true);
        return { type: "observation", data: payload };
      }
      case "state":
        return { type: "state", data: session.state() };
      case "mcp":
        return { type: "mcp", data: this.#site.mcp(given, socketMcpHost(this.#record)) };
      case "close":
        return undefined;
    }
  }

  #explain(error: unknown): ServerMessage {
    const { kind, message, issues } = meaningOf(error);
    if (kind === "invalid") return errorMessage("VALIDATION_ERROR", message, issues);
    if (isUnexpected(error)) this.#site.log.error("environment_failed", { message });
    return errorMessage("EXECUTION_ERROR", message);
  }
}
