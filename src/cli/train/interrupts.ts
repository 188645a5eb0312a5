import { InterruptedError } from "../errors.ts";

/** The signals that a training can be stopped with, and the exit codes that shells expect. */
const CODES = { SIGINT: 130, SIGTERM: 143 } as const;
type Signal = keyof typeof CODES;

/** Notes that the process was asked to stop, so that a training can end its step and save what it has. */
export interface Interrupts {
  /** Whether it was asked to. */
  readonly isAsked: boolean;
  /** The error that ends the process as the signal would. */
  error(message: string): InterruptedError;
  /** Leaves signals to the process again. */
  stop(): void;
}

/** Begins to watch. A second signal of the same kind ends the process at once. */
export function watchInterrupts(): Interrupts {
  let asked: Signal | undefined;
  const note = (signal: Signal): void => {
    asked ??= signal;
  };
  const signals = Object.keys(CODES) as Signal[];
  for (const signal of signals) process.once(signal, note);
  return {
    get isAsked() {
      return asked !== undefined;
    },
    error: (message) => new InterruptedError(message, CODES[asked ?? "SIGINT"]),
    stop: () => {
      for (const signal of signals) process.off(signal, note);
    },
  };
}
