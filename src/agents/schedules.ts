import { InvalidArgumentError, show } from "../core/errors.ts";
import { type Parameter, toNumber } from "../core/parameters.ts";

/**
 * A hyperparameter that may change while an agent learns. Schedules count the episodes of all tasks together, against
 * a horizon that is fixed when the agent is created.
 */
export interface Schedule {
  /** How it is written and stored: `0.1`, or text such as `linear(1, 0.05, 0.5)`. */
  readonly form: number | string;
  /** The extremes among its values, for range checks. */
  readonly extremes: readonly number[];
  /** Whether it counts visits of a state and action, and not episodes. */
  readonly countsVisits: boolean;
  /**
   * @param episode - Episodes that ended before, ≥ 0.
   * @param horizon - Episodes that the schedule is stretched over, ≥ 1.
   * @param visits - n(s, a) including this visit, ≥ 1.
   */
  readonly at: (episode: number, horizon: number, visits: number) => number;
}

/** The same `value` always. */
export function constant(value: number): Schedule {
  return { form: value, extremes: [value], countsVisits: false, at: () => value };
}

/**
 * A straight line from `start` to `end` over the first `fraction` of the horizon, then `end`.
 * @throws {InvalidArgumentError} If `fraction` is outside (0, 1].
 */
export function linear(start: number, end: number, fraction: number): Schedule {
  check(fraction > 0 && fraction <= 1, "`fraction` in (0, 1]", fraction);
  return {
    form: `linear(${start}, ${end}, ${fraction})`,
    extremes: [start, end],
    countsVisits: false,
    at: (episode, horizon) => {
      const progress = episode / (fraction * horizon);
      return progress >= 1 ? end : start + (end - start) * progress;
    },
  };
}

/**
 * A geometric path from `start` to `end` over the first `fraction` of the horizon, then `end`.
 * @throws {InvalidArgumentError} If `fraction` is outside (0, 1], or `start` or `end` is not above 0.
 */
export function exponential(start: number, end: number, fraction: number): Schedule {
  check(fraction > 0 && fraction <= 1, "`fraction` in (0, 1]", fraction);
  check(start > 0, "`start` above 0", start);
  check(end > 0, "`end` above 0", end);
  return {
    form: `exponential(${start}, ${end}, ${fraction})`,
    extremes: [start, end],
    countsVisits: false,
    at: (episode, horizon) => {
      const progress = episode / (fraction * horizon);
      return progress >= 1 ? end : start * (end / start) ** progress;
    },
  };
}

/** `start / (1 + rate · episode)`; the horizon plays no part. @throws {InvalidArgumentError} If `rate` is below 0. */
export function inverse(start: number, rate: number): Schedule {
  check(rate >= 0, "`rate` of at least 0", rate);
  return {
    form: `inverse(${start}, ${rate})`,
    extremes: [start],
    countsVisits: false,
    at: (episode) => start / (1 + rate * episode),
  };
}

/**
 * A step size of n(s, a)^−omega: `visits(1)` is the sample average; convergence needs omega above ½.
 * @throws {InvalidArgumentError} If `omega` is outside (0, 1].
 */
export function visits(omega: number): Schedule {
  check(omega > 0 && omega <= 1, "`omega` in (0, 1]", omega);
  return {
    form: `visits(${omega})`,
    extremes: [1],
    countsVisits: true,
    at: (_episode, _horizon, visited) => (omega === 1 ? 1 / visited : visited ** -omega),
  };
}

interface Maker {
  readonly parameters: readonly string[];
  readonly make: (first: number, second: number, third: number) => Schedule;
}

const MAKERS: ReadonlyMap<string, Maker> = new Map([
  ["linear", { parameters: ["start", "end", "fraction"], make: linear }],
  ["exponential", { parameters: ["start", "end", "fraction"], make: exponential }],
  ["inverse", { parameters: ["start", "rate"], make: inverse }],
  ["visits", { parameters: ["omega"], make: visits }],
]);

const FORMS = [...MAKERS].map(([kind, { parameters }]) => `${kind}(${parameters.join(", ")})`);

/**
 * Reads a schedule from a number or from its text form.
 * @throws {InvalidArgumentError} If it is neither, or an argument is out of range.
 */
export function parseSchedule(value: unknown): Schedule {
  const number = toNumber(value);
  if (Number.isFinite(number)) return constant(number);
  const [, kind = "", list = ""] = (typeof value === "string" && /^(\w+)\((.*)\)$/.exec(value.trim())) || [];
  const maker = MAKERS.get(kind);
  const given = list.split(",").map(toNumber);
  if (maker === undefined || given.length !== maker.parameters.length || !given.every(Number.isFinite)) {
    throw new InvalidArgumentError(`Expected a number or ${FORMS.join(", ")}, got ${show(value)}.`);
  }
  const [first = 0, second = 0, third = 0] = given;
  return maker.make(first, second, third);
}

/** What a schedule parameter may be. All values of the schedule are in the range. */
export interface ScheduleRange {
  readonly name: string;
  readonly default: number | string;
  readonly meaning: string;
  readonly min: number;
  readonly max: number;
  /** Leaves `min` itself out. @defaultValue false */
  readonly aboveMin?: boolean;
  /** Whether `visits(omega)` is allowed. @defaultValue false */
  readonly perVisit?: boolean;
}

/** A hyperparameter that is a number or a schedule of numbers, kept in the form of {@link Schedule.form}. */
export function scheduleParameter(spec: ScheduleRange): Parameter {
  const { name, min, max, aboveMin = false, perVisit = false } = spec;
  const forms = FORMS.filter((form) => perVisit || !form.startsWith("visits"));
  const upper = max === Number.MAX_VALUE ? "∞)" : `${max}]`;
  const range = `${aboveMin ? "(" : "["}${min}, ${upper} or ${forms.join(", ")}`;
  const inside = (value: number): boolean => (aboveMin ? value > min : value >= min) && value <= max;
  const parse = (value: unknown): number | string => {
    const schedule = tryParse(name, value);
    if (!schedule.extremes.every(inside) || (schedule.countsVisits && !perVisit)) {
      throw new InvalidArgumentError(`Expected \`${name}\` in ${range}, got ${show(value)}.`);
    }
    return schedule.form;
  };
  return { name, default: spec.default, range, meaning: spec.meaning, parse };
}

function tryParse(name: string, value: unknown): Schedule {
  try {
    return parseSchedule(value);
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw new InvalidArgumentError(`\`${name}\`: ${error.message}`, { cause: error });
  }
}

function check(holds: boolean, expected: string, got: number): void {
  if (!holds) throw new InvalidArgumentError(`Expected ${expected}, got ${got}.`);
}
