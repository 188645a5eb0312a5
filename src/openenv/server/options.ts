import { InvalidArgumentError, show } from "../../core/errors.ts";
import { refuseUnknownKeys, unknownName } from "../../core/names.ts";
import { describeEnvironment } from "../describe.ts";
import type { ServedEnvironment } from "../served-environment.ts";
import { LOG_LEVELS, type LogLevel } from "./log.ts";
import { packageVersion } from "./package-version.ts";
import { MACHINE, type Surroundings } from "./surroundings.ts";

/** With the routes that play (`simulation`), or without (`production`). */
export const SERVER_MODES = ["simulation", "production"] as const;
export type ServerMode = (typeof SERVER_MODES)[number];

/** Whether HTTP requests that name no session get an environment each, or share one. */
export const HTTP_SESSIONS = ["stateless", "shared"] as const;
export type HttpSessions = (typeof HTTP_SESSIONS)[number];

/** What `startServer` takes. Times are in milliseconds. */
export interface ServerOptions {
  /** A registered id, or a description of your own. @defaultValue "SupportDesk-v1" */
  readonly environment?: string | ServedEnvironment;
  /** An integer in [0, 65535]; 0 takes a free one. @defaultValue 8000 */
  readonly port?: number;
  /** @defaultValue "0.0.0.0" */
  readonly host?: string;
  /** @defaultValue "simulation" */
  readonly mode?: ServerMode;
  /** @defaultValue "stateless" */
  readonly httpSessions?: HttpSessions;
  /** Sessions at once, an integer ≥ 1: sockets and MCP sessions together. @defaultValue 256 */
  readonly maxSessions?: number;
  /** A socket that says nothing for so long is closed; 0 for never. @defaultValue 0 */
  readonly sessionTimeoutMs?: number;
  /** How long sessions made over HTTP are kept unused; 0 for ever. @defaultValue 600000 */
  readonly keptSessionTimeoutMs?: number;
  /** Largest body and frame, in bytes, an integer ≥ 1. @defaultValue 4194304 */
  readonly maxMessageBytes?: number;
  /** Bytes that may wait for a client that does not read, an integer ≥ 1. @defaultValue 1048576 */
  readonly maxWaitingBytes?: number;
  /** Time between two pings, and for the answer to one, > 0. @defaultValue 20000 */
  readonly pingMs?: number;
  /** Time a client has to send a request, > 0. @defaultValue 30000 */
  readonly requestTimeoutMs?: number;
  /** Time a refused client has to read why, ≥ 0. @defaultValue 1000 */
  readonly refusalMs?: number;
  /** Time that clients have to leave when the server stops, ≥ 0. @defaultValue 2000 */
  readonly graceMs?: number;
  /** Asked of every request but `/health`, as `Authorization: Bearer TOKEN`. @defaultValue none */
  readonly token?: string;
  /** Whether the web page is served. @defaultValue false */
  readonly web?: boolean;
  /** @defaultValue "info" */
  readonly logLevel?: LogLevel;
  /** Takes the log, a JSON line at a time. @defaultValue nothing is logged */
  readonly log?: (line: string) => void;
  /** The clock and the source of ids. @defaultValue those of the machine */
  readonly surroundings?: Surroundings;
}

/** Checked options, with every default. */
export type CheckedOptions = Required<Omit<ServerOptions, "environment" | "token">> & {
  readonly environment: ServedEnvironment;
  readonly token: string | undefined;
};

const DEFAULTS = {
  port: 8000,
  host: "0.0.0.0",
  mode: "simulation",
  httpSessions: "stateless",
  maxSessions: 256,
  sessionTimeoutMs: 0,
  keptSessionTimeoutMs: 600_000,
  maxMessageBytes: 4 * 1024 * 1024,
  maxWaitingBytes: 1024 * 1024,
  pingMs: 20_000,
  requestTimeoutMs: 30_000,
  refusalMs: 1000,
  graceMs: 2000,
  web: false,
  logLevel: "info",
  surroundings: MACHINE,
} as const;

const LONGEST_MS = 2 ** 31 - 1;
const MEBIBYTE = 1024 * 1024;

/** Numbers that are allowed, by option. */
const RANGES = {
  port: [0, 65_535],
  maxSessions: [1, 1_000_000],
  sessionTimeoutMs: [0, LONGEST_MS],
  keptSessionTimeoutMs: [0, LONGEST_MS],
  maxMessageBytes: [1, 256 * MEBIBYTE],
  maxWaitingBytes: [1, 256 * MEBIBYTE],
  pingMs: [1, LONGEST_MS],
  requestTimeoutMs: [1, LONGEST_MS],
  refusalMs: [0, LONGEST_MS],
  graceMs: [0, LONGEST_MS],
} as const;

function checkNumbers(options: Readonly<Record<string, unknown>>): void {
  for (const [name, [min, max]] of Object.entries(RANGES)) {
    const value = options[name];
    if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) continue;
    throw new InvalidArgumentError(
      `Expected \`${name}\` to be an integer in [${min}, ${max}], got ${show(value)}.`,
    );
  }
}

function checkName(kind: string, value: string, known: readonly string[]): void {
  if (!known.includes(value)) throw unknownName(kind, String(value), known);
}

function described(id: string): ServedEnvironment {
  return describeEnvironment(id, { version: packageVersion() });
}

/** Fills in defaults. @throws {GymError} If an option is unknown or wrong. */
export function readOptions(options: ServerOptions): CheckedOptions {
  const known = ["environment", "token", "log", ...Object.keys(DEFAULTS)];
  refuseUnknownKeys("server option", options, known);
  const { environment = "SupportDesk-v1", token, log = () => {}, ...given } = options;
  const chosen = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const checked = { ...DEFAULTS, ...chosen };
  checkNumbers(checked);
  checkName("server mode", checked.mode, SERVER_MODES);
  checkName("kind of HTTP sessions", checked.httpSessions, HTTP_SESSIONS);
  checkName("log level", checked.logLevel, LOG_LEVELS);
  if (token === "") throw new InvalidArgumentError("Expected `token` to have at least one character.");
  return {
    ...checked,
    log,
    token,
    environment: typeof environment === "string" ? described(environment) : environment,
  };
}
