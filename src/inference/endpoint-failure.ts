import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from "openai";
import { EndpointError } from "./chat.ts";

const LONGEST_MESSAGE = 120;
const HTML = /^\s*<(!doctype|html|head|body)/i;

/** The code of the error at the bottom of a chain of causes, such as `ECONNREFUSED`. */
function systemCode(error: unknown): string | undefined {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if ("code" in cause && typeof cause.code === "string") return cause.code;
  }
  return undefined;
}

function rootMessage(error: Error): string {
  return error.cause instanceof Error ? rootMessage(error.cause) : error.message;
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
  if (error instanceof APIConnectionError) {
    return `endpoint unreachable: ${systemCode(error) ?? short(rootMessage(error))}`;
  }
  if (error instanceof APIError && error.status !== undefined) return statusReason(error);
  if (error instanceof SyntaxError) return "endpoint answered no JSON";
  return `endpoint failed: ${short(error instanceof Error ? error.message : String(error))}`;
}

/** Puts a failure of the client into one short line, with the key blotted out wherever a server echoed it. */
export function endpointError(error: unknown, blot: (text: string) => string): EndpointError {
  return new EndpointError(blot(reasonOf(error)), { cause: error });
}
