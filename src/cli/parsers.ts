import { InvalidArgumentError, show } from "../core/errors.ts";

/** Reads the value of a flag; earlier values are there for flags that may be repeated. */
export type Parser<Value> = (text: string, previous?: Value) => Value;

/** A hyperparameter as it is typed: `name=value`. */
export interface Assignment {
  readonly name: string;
  readonly value: string | number | boolean;
}

const MAX_SEEDS = 10_000;
const INTEGER = /^\d+$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Reads an integer of at least `min`. */
export function integer(flag: string, min: number): Parser<number> {
  return (text) => {
    const value = INTEGER.test(text) ? Number(text) : Number.NaN;
    if (Number.isSafeInteger(value) && value >= min) return value;
    throw new InvalidArgumentError(
      `Expected ${flag} to be an integer in [${min}, ${Number.MAX_SAFE_INTEGER}], got ${show(text)}.`,
    );
  };
}

/** Reads a finite number in [min, max]. */
export function number(
  flag: string,
  min = Number.NEGATIVE_INFINITY,
  max = Number.POSITIVE_INFINITY,
): Parser<number> {
  return (text) => {
    const value = NUMBER.test(text) ? Number(text) : Number.NaN;
    if (Number.isFinite(value) && value >= min && value <= max) return value;
    const rule = Number.isFinite(min) ? `in [${min}, ${max}]` : "to be a finite number";
    throw new InvalidArgumentError(`Expected ${flag} ${rule}, got ${show(text)}.`);
  };
}

/** Reads seeds: `0..19` (both ends included), `3`, or `1,5,7`. */
export function seeds(flag: string): Parser<readonly number[]> {
  return (text) => {
    const all = text.split(",").flatMap((part) => seedRange(flag, text, part));
    const twice = all.find((seed, index) => all.indexOf(seed) !== index);
    if (twice !== undefined)
      throw new InvalidArgumentError(`Expected ${flag} to be distinct, got ${twice} twice.`);
    return all;
  };
}

function seedRange(flag: string, text: string, part: string): readonly number[] {
  const [first = "", last = first, ...rest] = part.split("..");
  const [from, to] = [first, last].map((each) => (INTEGER.test(each) ? Number(each) : Number.NaN));
  const valid = rest.length === 0 && Number.isSafeInteger(from) && Number.isSafeInteger(to);
  const count = valid ? (to ?? 0) - (from ?? 0) + 1 : 0;
  if (count < 1 || count > MAX_SEEDS) {
    throw new InvalidArgumentError(
      `Expected ${flag} like 0..19, 3 or 1,5,7, with at most ${MAX_SEEDS} seeds, got ${show(text)}.`,
    );
  }
  return Array.from({ length: count }, (_, index) => (from ?? 0) + index);
}

/** Collects values: the flag may be repeated, and each value may hold several with commas between them. */
export function list(flag: string): Parser<readonly string[]> {
  return (text, previous = []) => {
    const parts = text.split(",").map((part) => part.trim());
    if (parts.includes(""))
      throw new InvalidArgumentError(`Expected ${flag} to be names with commas between, got ${show(text)}.`);
    return [...previous, ...parts];
  };
}

/** Collects `name=value`: the flag may be repeated. Numbers and booleans are recognised. */
export function assignments(flag: string, example = "stepSize=0.2"): Parser<readonly Assignment[]> {
  return (text, previous = []) => {
    const at = text.indexOf("=");
    const [name, value] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
    if (at < 1 || name === "" || value === "") {
      throw new InvalidArgumentError(`Expected ${flag} like ${example}, got ${show(text)}.`);
    }
    if (previous.some((each) => each.name === name)) {
      throw new InvalidArgumentError(`Expected each hyperparameter in one ${flag}, got "${name}" twice.`);
    }
    return [...previous, { name, value: plainValue(value) }];
  };
}

function plainValue(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  return NUMBER.test(text) ? Number(text) : text;
}
