import { InvalidArgumentError } from "../../core/errors.ts";
import { refuseUnknownKeys } from "../../core/names.ts";
import { isRecord } from "../client/text.ts";
import type { CheckResult } from "./report.ts";

type Data = Readonly<Record<string, unknown>>;

/** How a server is checked. */
export interface ConformanceOptions {
  /** Ids of the checks to make. @defaultValue all */
  readonly only?: readonly string[];
  /** Milliseconds that one answer may take. @defaultValue 5000 */
  readonly timeoutMs?: number;
  /** Milliseconds of silence that count as none. @defaultValue 500 */
  readonly quietMs?: number;
  /** An action the environment accepts. @defaultValue one made from `/schema` */
  readonly action?: Data;
  /** How many sessions the server allows at once, at most 256; without it the checks of a full server are skipped. */
  readonly maxSessions?: number;
  /** Milliseconds after which the server ends idle sessions; without it that check is skipped. */
  readonly sessionTimeoutMs?: number;
  /** Demands a server without `/reset`, `/step` and `/state`. @defaultValue what `/openapi.json` says */
  readonly production?: boolean;
  /** Headers of every request. @defaultValue {} */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as `Authorization: Bearer TOKEN`. */
  readonly token?: string;
  /** Told each result as it comes. */
  readonly onCheck?: (result: CheckResult) => void;
}

/** Options with their defaults. */
export interface Settings {
  readonly timeoutMs: number;
  readonly quietMs: number;
  readonly action: Data | undefined;
  readonly maxSessions: number | undefined;
  readonly sessionTimeoutMs: number | undefined;
  readonly production: boolean | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

const KNOWN = [
  ...["only", "timeoutMs", "quietMs", "action", "maxSessions", "sessionTimeoutMs", "production"],
  ...["headers", "token", "onCheck"],
];
const MAX_SESSIONS = 256;
const MAX_TIMEOUT_MS = 600_000;

/** @throws {UnknownOptionError | InvalidArgumentError} If an option is unknown or out of range. */
export function readSettings(options: ConformanceOptions): Settings {
  refuseUnknownKeys("conformance option", options, KNOWN);
  const { timeoutMs = 5000, quietMs = 500, action, maxSessions, sessionTimeoutMs, production } = options;
  const { headers = {}, token } = options;
  checkRange("timeoutMs", timeoutMs, MAX_TIMEOUT_MS);
  checkRange("quietMs", quietMs, MAX_TIMEOUT_MS);
  checkRange("maxSessions", maxSessions ?? 1, MAX_SESSIONS);
  checkRange("sessionTimeoutMs", sessionTimeoutMs ?? 1, MAX_TIMEOUT_MS);
  if (action !== undefined && !isRecord(action)) {
    throw new InvalidArgumentError("Expected `action` to be an object.");
  }
  const bearer = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const all = { ...headers, ...bearer };
  return { timeoutMs, quietMs, action, maxSessions, sessionTimeoutMs, production, headers: all };
}

function checkRange(name: string, value: number, max: number): void {
  if (Number.isSafeInteger(value) && value >= 1 && value <= max) return;
  throw new InvalidArgumentError(`Expected \`${name}\` to be an integer in [1, ${max}], got ${value}.`);
}
