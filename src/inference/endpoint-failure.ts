import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from "openai";
import { EndpointError } from "./chat.ts";

const LONGEST_MESSAGE = 120;
const HTML = /^\s*<(!doctype|html|head|body)/i;

/** What lies at the bottom of a chain of causes: the code of the system, such as `ECONNREFUSED`, or the message. */
function rootReason(error: Error, depth = 5): string {
  if ("code" in error && typeof error.code === "string") return error.code;
  return error.cause instanceof Error && depth > 0
    ? rootReason(error.cause, depth - 1)
    : short(error.message);
}

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE)}…` : line;
}

function statusReason({ status, message }: APIError): string {
  const text = message.replace(/^\d{3} /, "");
  if (HTML.test(text)) return `endpoint answered ${status} with an HTML page`;
  return text.includes("(no body)")
    ? `endpoint answered ${status}`
    : `endpoint answered ${status}: ${short(text)}`;
}

function reasonOf(error: unknown): string {
  if (error instanceof EndpointError) return error.message;
  if (error instanceof APIConnectionError && error.cause instanceof EndpointError) return error.cause.message;
  if (error instanceof APIUserAbortError) return "time for the model is used up";
  if (error instanceof APIConnectionTimeoutError) return "endpoint timed out";
  if (error instanceof APIConnectionError) return `endpoint unreachable: ${rootReason(error)}`;
  if (error instanceof APIError && error.status !== undefined) return statusReason(error);
  if (error instanceof SyntaxError) return "endpoint answered no JSON";
  return `endpoint failed: ${short(error instanceof Error ? error.message : String(error))}`;
}

/**
 * Puts a failure of the client into one short line, with the key blotted out wherever a server echoed it. It has no
 * `cause`, which would still hold the key.
 */
export function endpointError(error: unknown, blot: (text: string) => string): EndpointError {
  return new EndpointError(blot(reasonOf(error)));
}
