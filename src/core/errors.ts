/**
 * Stable identifiers of every error the library throws on purpose; servers and command lines map them. Errors that a
 * remote server sent keep the identifier it gave them.
 */
export type ErrorCode =
  | "RESET_NEEDED"
  | "EPISODE_ENDED"
  | "ENV_CLOSED"
  | "INVALID_ACTION"
  | "INVALID_ARGUMENT"
  | "UNKNOWN_NAME"
  | "UNKNOWN_OPTION"
  | "NAMESPACE_NOT_FOUND"
  | "VERSION_NOT_FOUND"
  | "DEPRECATED_ENV"
  | "REGISTRATION"
  | "EMPTY_MASK"
  | "BAD_SNAPSHOT"
  | "BAD_FILE"
  | "FILE_EXISTS"
  | "UNSUPPORTED"
  | "CONNECTION"
  | "TIMEOUT"
  | "BAD_REPLY"
  | "HTTP_STATUS"
  | "MCP"
  | (string & {});

/** A value as error messages show it. */
export function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "object" && value !== null) return showObject(value);
  return typeof value === "bigint" ? `${value}n` : String(value);
}

/** What JSON has no form for, such as a record that holds itself, is named by its kind. */
function showObject(value: object): string {
  try {
    return JSON.stringify(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

/**
 * Base of all errors thrown on misuse. The message is one line: what was wrong, what is allowed and,
 * where it helps, what to write instead.
 */
export class GymError extends Error {
  override readonly name: string = "GymError";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** `step` or `actionMask` was called before `reset`, or after the episode ended. */
export class ResetNeededError extends GymError {
  override readonly name = "ResetNeededError";

  constructor(phase: "new" | "ended") {
    super(
      phase === "new" ? "RESET_NEEDED" : "EPISODE_ENDED",
      phase === "new"
        ? "Call `reset()` before `step()`."
        : "The episode has ended: call `reset()` to start the next one.",
    );
  }
}

/** The environment was used after `close()`. */
export class ClosedEnvironmentError extends GymError {
  override readonly name = "ClosedEnvironmentError";

  constructor() {
    super("ENV_CLOSED", "The environment is closed: make a new one.");
  }
}

/** An action is outside the action space; the episode was not touched. */
export class InvalidActionError extends GymError {
  override readonly name = "InvalidActionError";

  constructor(message: string, options?: { readonly cause?: unknown }) {
    super("INVALID_ACTION", message, options);
  }
}

/** An option or argument has the wrong type or is out of range. */
export class InvalidArgumentError extends GymError {
  override readonly name = "InvalidArgumentError";

  constructor(message: string, options?: { readonly cause?: unknown }) {
    super("INVALID_ARGUMENT", message, options);
  }
}

/** An option, reset option or hyperparameter that nothing reads. */
export class UnknownOptionError extends GymError {
  override readonly name = "UnknownOptionError";

  constructor(message: string) {
    super("UNKNOWN_OPTION", message);
  }
}

/** A name that is not registered: an environment, agent, library, encoder, task or mode. */
export class UnknownNameError extends GymError {
  override readonly name = "UnknownNameError";

  constructor(message: string) {
    super("UNKNOWN_NAME", message);
  }
}

/** An action mask is all zero, of the wrong length, or holds something other than 0 and 1. */
export class MaskError extends GymError {
  override readonly name = "MaskError";

  constructor(message: string) {
    super("EMPTY_MASK", message);
  }
}

/** A snapshot or a saved agent does not fit what it is restored into. */
export class SnapshotError extends GymError {
  override readonly name = "SnapshotError";

  constructor(message: string, options?: { readonly cause?: unknown }) {
    super("BAD_SNAPSHOT", message, options);
  }
}
