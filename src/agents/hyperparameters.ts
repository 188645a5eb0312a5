import type { Hyperparameters } from "../core/agent-registry.ts";
import { InvalidArgumentError, show } from "../core/errors.ts";
import { booleanParameter, numberParameter, type Parameter } from "../core/parameters.ts";
import { parseSchedule, type Schedule, scheduleParameter } from "./schedules.ts";

/** The value of a numeric hyperparameter. @throws {InvalidArgumentError} If it is missing or no number. */
export function numberOf(hyperparameters: Hyperparameters, name: string): number {
  const value = hyperparameters[name];
  if (typeof value === "number") return value;
  throw new InvalidArgumentError(`Expected \`${name}\` to be a number, got ${show(value)}.`);
}

/** The value of a yes-or-no hyperparameter. @throws {InvalidArgumentError} If it is missing or neither. */
export function booleanOf(hyperparameters: Hyperparameters, name: string): boolean {
  const value = hyperparameters[name];
  if (typeof value === "boolean") return value;
  throw new InvalidArgumentError(`Expected \`${name}\` to be true or false, got ${show(value)}.`);
}

/** The schedule in a hyperparameter. @throws {InvalidArgumentError} If it is missing or no schedule. */
export function scheduleOf(hyperparameters: Hyperparameters, name: string): Schedule {
  return parseSchedule(hyperparameters[name]);
}

/** α of a table agent. @param fallback - Its default. */
export function stepSizeParameter(fallback: number | string): Parameter {
  return scheduleParameter({
    name: "stepSize",
    default: fallback,
    meaning: "α, the share of the way a value moves towards its target",
    min: 0,
    max: 1,
    aboveMin: true,
    perVisit: true,
  });
}

export const EPSILON: Parameter = scheduleParameter({
  name: "epsilon",
  default: "linear(1, 0.05, 0.5)",
  meaning: "ε, the share of uniformly random actions while learning",
  min: 0,
  max: 1,
});

export const DISCOUNT: Parameter = numberParameter({
  name: "discount",
  default: 1,
  meaning: "γ, what a reward one step later is worth",
  min: 0,
  max: 1,
});

export const INITIAL_VALUE: Parameter = numberParameter({
  name: "initialValue",
  default: 0,
  meaning: "value of every action before it is first learned; high values make the agent explore",
  min: Number.NEGATIVE_INFINITY,
  max: Number.POSITIVE_INFINITY,
});

export const HORIZON: Parameter = numberParameter({
  name: "horizon",
  default: 20_000,
  meaning: "episodes, over all tasks, that schedules are stretched over",
  min: 1,
  max: Number.POSITIVE_INFINITY,
  integer: true,
});

export const BOOTSTRAP_MASK: Parameter = booleanParameter({
  name: "bootstrapMask",
  default: true,
  meaning: "whether next values are taken over the allowed next actions only",
});
