import type { WrapperRequest } from "../../core/env-spec.ts";
import { InvalidArgumentError, show } from "../../core/errors.ts";

type JsonRecord = Readonly<Record<string, unknown>>;

/** Reads a JSON object. @throws {InvalidArgumentError} If it is none. */
export function readObject(flag: string, text: string): JsonRecord {
  const value = parsed(text);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new InvalidArgumentError(
    `Expected ${flag} to be a JSON object such as {"size":5}, got ${show(text)}.`,
  );
}

/** Reads `NAME=JSON`, or `NAME` for a wrapper without options. @throws {InvalidArgumentError} If it is neither. */
export function readWrapper(text: string): WrapperRequest {
  const at = text.indexOf("=");
  const name = (at < 0 ? text : text.slice(0, at)).trim();
  if (name === "") {
    throw new InvalidArgumentError(`Expected --wrapper like TimeLimit={"maxSteps":50}, got ${show(text)}.`);
  }
  return { name, kwargs: at < 0 ? {} : readObject(`--wrapper ${name}`, text.slice(at + 1)) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
