/** How much a server writes: nothing; failures; also start and stop; also every request and session. */
export const LOG_LEVELS = ["silent", "error", "info", "debug"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

type Details = Readonly<Record<string, string | number | boolean>>;

/** A log of JSON lines, each with `time`, `level`, `event` and details. */
export interface Log {
  error(event: string, details?: Details): void;
  info(event: string, details?: Details): void;
  debug(event: string, details?: Details): void;
  /** Whether `debug` writes anything. */
  readonly isDebug: boolean;
}

/** What a log is made of. */
export interface LogOptions {
  readonly level: LogLevel;
  /** Takes one line with its line feed. */
  readonly write: (line: string) => void;
  readonly now: () => Date;
}

/** A log that writes everything up to a level. */
export function createLog({ level, write, now }: LogOptions): Log {
  const rank = LOG_LEVELS.indexOf(level);
  const at =
    (name: LogLevel) =>
    (event: string, details: Details = {}) => {
      if (LOG_LEVELS.indexOf(name) > rank) return;
      write(`${JSON.stringify({ time: now().toISOString(), level: name, event, ...details })}\n`);
    };
  return { error: at("error"), info: at("info"), debug: at("debug"), isDebug: level === "debug" };
}
