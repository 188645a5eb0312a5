import { InvalidArgumentError, show } from "../core/errors.ts";

/** @returns The value. @throws {InvalidArgumentError} Unless it is an integer >= `least`. */
export function integerOption(name: string, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new InvalidArgumentError(`Expected \`${name}\` to be an integer >= ${least}, got ${show(value)}.`);
}

/** @returns The value. @throws {InvalidArgumentError} Unless it is a number in [0, 1]. */
export function probabilityOption(name: string, value: number): number {
  if (value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError(`Expected \`${name}\` to be in [0, 1], got ${show(value)}.`);
}

/** @returns The value. @throws {InvalidArgumentError} Unless it is a finite number >= 0. */
export function amountOption(name: string, value: number): number {
  if (Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError(`Expected \`${name}\` to be a finite number >= 0, got ${show(value)}.`);
}

/** Options as a wrapper records them: a copy, with lists of its own. */
export function recorded(options: object): Readonly<Record<string, unknown>> {
  const copies = Object.entries(options).map(([name, value]) => [
    name,
    Array.isArray(value) ? Object.freeze([...value]) : value,
  ]);
  return Object.fromEntries(copies);
}
