import { InvalidArgumentError, show } from "./errors.ts";
import type { JsonValue } from "./json.ts";
import { refuseUnknownKeys } from "./names.ts";

/** One hyperparameter: how it is called, what it may be, and what it means. */
export interface Parameter {
  readonly name: string;
  readonly default: JsonValue;
  /** Allowed values in words, such as `(0, 1]`. */
  readonly range: string;
  readonly meaning: string;
  /** @returns The value to use. @throws {InvalidArgumentError} If it is not allowed. */
  readonly parse: (value: unknown) => JsonValue;
}

/** The values that a parameter of one number may have. */
export interface NumberRange {
  readonly name: string;
  readonly default: number;
  readonly meaning: string;
  readonly min: number;
  readonly max: number;
  /** Leaves `min` itself out. @defaultValue false */
  readonly aboveMin?: boolean;
  /** Whole numbers only. @defaultValue false */
  readonly integer?: boolean;
}

/** A hyperparameter that is one number. Numerals in text are accepted, as a command line gives them. */
export function numberParameter(spec: NumberRange): Parameter {
  const { name, min, max, aboveMin = false, integer = false } = spec;
  const lower = min === Number.NEGATIVE_INFINITY ? "(-∞" : `${aboveMin ? "(" : "["}${min}`;
  const upper = max === Number.POSITIVE_INFINITY ? "∞)" : `${max}]`;
  const range = `${integer ? "integer in " : ""}${lower}, ${upper}`;
  const parse = (value: unknown): number => {
    const number = toNumber(value);
    const inside = (aboveMin ? number > min : number >= min) && number <= max && Number.isFinite(number);
    if (!inside || (integer && !Number.isInteger(number))) {
      const rule = integer ? `to be an ${range}` : `in ${range}`;
      throw new InvalidArgumentError(`Expected \`${name}\` ${rule}, got ${show(value)}.`);
    }
    return number;
  };
  return { name, default: spec.default, range, meaning: spec.meaning, parse };
}

/** A hyperparameter that is one of a few words. */
export function choiceParameter(
  spec: { readonly name: string; readonly default: string; readonly meaning: string },
  choices: readonly string[],
): Parameter {
  const parse = (value: unknown): string => {
    if (typeof value === "string" && choices.includes(value)) return value;
    throw new InvalidArgumentError(
      `Expected \`${spec.name}\` to be one of ${choices.join(", ")}, got ${show(value)}.`,
    );
  };
  return { ...spec, range: choices.join(" | "), parse };
}

/** A hyperparameter that is on or off. */
export function booleanParameter(spec: {
  readonly name: string;
  readonly default: boolean;
  readonly meaning: string;
}): Parameter {
  const parse = (value: unknown): boolean => {
    if (value === true || value === "true") return true;
    if (value === false || value === "false") return false;
    throw new InvalidArgumentError(`Expected \`${spec.name}\` to be true or false, got ${show(value)}.`);
  };
  return { ...spec, range: "true | false", parse };
}

/**
 * Fills in defaults and checks every given value.
 * @throws {UnknownOptionError | InvalidArgumentError} If a name is unknown or a value is not allowed.
 */
export function readParameters(
  owner: string,
  parameters: readonly Parameter[],
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, JsonValue>> {
  refuseUnknownKeys(
    `hyperparameter of ${owner}`,
    given,
    parameters.map(({ name }) => name),
  );
  return Object.fromEntries(
    parameters.map(({ name, default: fallback, parse }) => {
      const value = given[name];
      return [name, parse(value === undefined ? fallback : value)];
    }),
  );
}

/** A number, or NaN for anything that does not read as one. */
export function toNumber(value: unknown): number {
  if (typeof value === "number") return value;
  return typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
}
