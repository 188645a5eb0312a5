import { InvalidArgumentError } from "../../core/errors.ts";
import { ProtocolError } from "./errors.ts";

const STRING_OR_TOKEN = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/gs;
const SHOWN = 200;

/**
 * Parses JSON, and JSON in which Python wrote `NaN`, `Infinity` or `-Infinity`: those become `null`.
 * @throws {ProtocolError} If it is neither.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const repaired = text.replace(STRING_OR_TOKEN, (part) => (part.startsWith('"') ? part : "null"));
    return parseOrThrow(repaired, text);
  }
}

function parseOrThrow(repaired: string, original: string): unknown {
  try {
    return JSON.parse(repaired);
  } catch (cause) {
    throw new ProtocolError(`Expected JSON, got ${clip(JSON.stringify(original))}.`, { cause });
  }
}

/** A text of at most 200 characters. */
export function clip(text: string): string {
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`;
}

/**
 * Writes JSON that every server can read.
 * @throws {InvalidArgumentError} If a number is not finite, or the value is no JSON.
 */
export function toJson(value: object): string {
  try {
    return JSON.stringify(value, refuseNonFinite);
  } catch (cause) {
    if (cause instanceof InvalidArgumentError) throw cause;
    throw new InvalidArgumentError("Expected a value that can be written as JSON.", { cause });
  }
}

function refuseNonFinite(key: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new InvalidArgumentError(`Expected \`${key}\` to be a finite number, got ${value}.`);
  }
  return value;
}

/** Whether a value is an object with named values. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
