import { InvalidArgumentError } from "../../core/errors.ts";
import { refuseUnknownKeys } from "../../core/names.ts";

/** How a client talks to its server. */
export interface ClientOptions {
  /**
   * `websocket` uses `/ws`; `http` uses `/reset`, `/step` and `/state`, for servers that keep one episode behind them;
   * `auto` tries the first and falls back to the second where the server has no `/ws`.
   * @defaultValue "auto"
   */
  readonly transport?: "auto" | "websocket" | "http";
  /** Headers of every request and of the socket. @defaultValue {} */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as `Authorization: Bearer TOKEN`, as private Spaces want it. */
  readonly token?: string;
  /** Milliseconds a connection may take to open. @defaultValue 10000 */
  readonly connectTimeoutMs?: number;
  /** Milliseconds an answer may take. @defaultValue 60000 */
  readonly messageTimeoutMs?: number;
  /** Bytes of the largest answer. @defaultValue 104857600 */
  readonly maxPayloadBytes?: number;
  /** How often a failed connection, or one that met a full server, is tried again. @defaultValue 3 */
  readonly connectRetries?: number;
  /** Milliseconds before the first retry; each further one waits twice as long, at most 10 s. @defaultValue 250 */
  readonly retryDelayMs?: number;
  /** Selects a kept episode of a server that keeps several behind its HTTP routes. */
  readonly sessionId?: string;
  /** Waits that many milliseconds; tests put their own in its place. */
  readonly delay?: (milliseconds: number) => Promise<void>;
}

/** Options with their defaults. */
export interface ClientSettings {
  readonly transport: "auto" | "websocket" | "http";
  readonly headers: Readonly<Record<string, string>>;
  readonly connectTimeoutMs: number;
  readonly messageTimeoutMs: number;
  readonly maxPayloadBytes: number;
  readonly connectRetries: number;
  readonly retryDelayMs: number;
  readonly sessionId: string | undefined;
  readonly delay: (milliseconds: number) => Promise<void>;
}

const DEFAULTS = {
  transport: "auto",
  connectTimeoutMs: 10_000,
  messageTimeoutMs: 60_000,
  maxPayloadBytes: 100 * 1024 * 1024,
  connectRetries: 3,
  retryDelayMs: 250,
} as const;
const KNOWN = [...Object.keys(DEFAULTS), "headers", "token", "sessionId", "delay"];
const MAX_DELAY_MS = 10_000;
const MAX_TIMER_MS = 2 ** 31 - 1;

/** @throws {UnknownOptionError | InvalidArgumentError} If an option is unknown or out of range. */
export function readClientOptions(options: ClientOptions): ClientSettings {
  refuseUnknownKeys("client option", options, KNOWN);
  const { headers = {}, token, sessionId, delay = wait } = options;
  const settings = { ...DEFAULTS, ...options, sessionId, delay };
  for (const name of ["connectTimeoutMs", "messageTimeoutMs", "maxPayloadBytes"] as const) {
    checkInteger(name, settings[name], 1);
  }
  for (const name of ["connectRetries", "retryDelayMs"] as const) checkInteger(name, settings[name], 0);
  if (!["auto", "websocket", "http"].includes(settings.transport)) {
    throw new InvalidArgumentError(
      `Expected \`transport\` to be auto, websocket or http, got "${settings.transport}".`,
    );
  }
  const bearer = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return { ...settings, headers: { ...headers, ...bearer } };
}

function checkInteger(name: string, value: number, min: number): void {
  if (Number.isSafeInteger(value) && value >= min && value <= MAX_TIMER_MS) return;
  throw new InvalidArgumentError(`Expected \`${name}\` to be an integer of at least ${min}, got ${value}.`);
}

/** Milliseconds before the given retry, counted from 0. */
export function backoff({ retryDelayMs }: ClientSettings, retry: number): number {
  return Math.min(MAX_DELAY_MS, retryDelayMs * 2 ** retry);
}

/** Resolves after that many milliseconds. */
export function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
