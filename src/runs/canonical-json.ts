import { createHash } from "node:crypto";
import { z } from "zod";
import type { JsonObject, JsonValue } from "../core/json.ts";

/** Any plain data. */
export const Json: z.ZodType<JsonValue> = z.json();

/** Plain data by name. */
export const JsonRecord: z.ZodType<JsonObject> = z.record(z.string(), Json);

/** The one text of a JSON value: no spaces, and the names of every object sorted by code unit. */
export function canonicalJson(value: JsonValue): string {
  return JSON.stringify(value, (_name, part: JsonValue) => (isObject(part) ? sorted(part) : part));
}

/** The SHA-256 of the canonical text, in hexadecimal. */
export function checksum(value: JsonValue): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sorted(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
