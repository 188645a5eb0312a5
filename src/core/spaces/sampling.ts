import { InvalidArgumentError, MaskError, show } from "../errors.ts";
import { checkMask, countAllowed, type Mask, nthAllowed } from "../mask.ts";
import type { Rng } from "../random.ts";

/** Largest distance of the sum of probabilities from 1; 32-bit floats stay well inside. */
const SUM_TOLERANCE = 1e-6;

/** What a draw is restricted to or weighed by; `name` says in errors whose it is. */
export interface Restriction<M, P> {
  readonly name: string;
  readonly mask: M | undefined;
  readonly probability: P | undefined;
}

/** @throws {InvalidArgumentError} If both a mask and a probability are given. */
export function restriction<M, P>(
  space: { toString(): string },
  mask: M | undefined,
  probability: P | undefined,
): Restriction<M, P> {
  if (mask !== undefined && probability !== undefined) {
    throw new InvalidArgumentError(`Expected a mask or a probability for ${space}, got both.`);
  }
  return {
    mask,
    probability,
    get name() {
      return space.toString();
    },
  };
}

const isList = (value: unknown): value is ArrayLike<number> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && "length" in value);

/** @throws {MaskError} If it is no list of `count` zeros and ones with at least one 1. */
export function checkSpaceMask(mask: unknown, count: number, name: string): asserts mask is Mask {
  if (!isList(mask)) throw new MaskError(`Expected \`${name}\` to be a list of 0 and 1, got ${show(mask)}.`);
  checkMask(mask as Mask, count, name);
}

/** @throws {InvalidArgumentError} If it is no list of `count` numbers, each in [0, 1] and with the sum 1. */
export function checkProbability(
  probability: unknown,
  count: number,
  name: string,
): asserts probability is ArrayLike<number> {
  checkShares(probability, count, name);
  let sum = 0;
  for (let index = 0; index < count; index += 1) sum += probability[index] ?? 0;
  if (Math.abs(sum - 1) > SUM_TOLERANCE) {
    throw new InvalidArgumentError(`Expected \`${name}\` to add up to 1, got ${sum}.`);
  }
}

/** @throws {InvalidArgumentError} If it is no list of `count` numbers in [0, 1]. */
export function checkShares(
  shares: unknown,
  count: number,
  name: string,
): asserts shares is ArrayLike<number> {
  if (!isList(shares) || shares.length !== count) {
    const got = isList(shares) ? `${shares.length}` : show(shares);
    throw new InvalidArgumentError(`Expected \`${name}\` to have ${count} numbers, got ${got}.`);
  }
  for (let index = 0; index < count; index += 1) {
    const share: unknown = shares[index];
    if (typeof share !== "number" || !(share >= 0 && share <= 1)) {
      throw new InvalidArgumentError(`Expected \`${name}[${index}]\` in [0, 1], got ${show(share)}.`);
    }
  }
}

/** A draw from 0 to count − 1: uniform, uniform over what the mask allows, or as probable as given. */
export function drawIndex(rng: Rng, count: number, limits: Restriction<unknown, unknown>): number {
  const { mask, probability } = limits;
  if (mask !== undefined) {
    checkSpaceMask(mask, count, `${limits.name} mask`);
    return nthAllowed(mask, rng.integer(countAllowed(mask)));
  }
  if (probability === undefined) return rng.integer(count);
  checkProbability(probability, count, `${limits.name} probability`);
  return weighted(rng.double(), probability);
}

/** The first index at which the running sum passes `quantile`; the last probable one where rounding keeps it below. */
function weighted(quantile: number, probability: ArrayLike<number>): number {
  let sum = 0;
  let last = 0;
  for (let index = 0; index < probability.length; index += 1) {
    const share = probability[index] ?? 0;
    if (share > 0) last = index;
    sum += share;
    if (share > 0 && quantile < sum) return index;
  }
  return last;
}

/**
 * The restrictions of the parts of a composite that takes a list, one for each part.
 * @throws {MaskError} If a mask is not a list of that length. @throws {InvalidArgumentError} If a probability is not.
 */
export function listParts(
  limits: Restriction<unknown, unknown>,
  count: number,
): readonly { readonly mask: unknown; readonly probability: unknown }[] {
  const { mask, probability } = limits;
  if (mask !== undefined && !(Array.isArray(mask) && mask.length === count)) {
    throw new MaskError(
      `Expected \`${limits.name} mask\` to be a list of ${count} masks, got ${show(mask)}.`,
    );
  }
  if (probability !== undefined && !(Array.isArray(probability) && probability.length === count)) {
    throw new InvalidArgumentError(
      `Expected \`${limits.name} probability\` to be a list of ${count} probabilities, got ${show(probability)}.`,
    );
  }
  const part = (from: unknown, index: number): unknown => (Array.isArray(from) ? from[index] : undefined);
  return Array.from({ length: count }, (_, index) => ({
    mask: part(mask, index),
    probability: part(probability, index),
  }));
}

/**
 * A mask or probability that must be a record with known keys.
 * @throws {MaskError} If a mask is not. @throws {InvalidArgumentError} If a probability is not.
 */
export function recordPart(
  given: unknown,
  keys: readonly string[],
  name: string,
): Readonly<Record<string, unknown>> {
  const isRecord = typeof given === "object" && given !== null && !isList(given);
  if (isRecord && Object.keys(given).every((key) => keys.includes(key))) {
    return given as Readonly<Record<string, unknown>>;
  }
  const message = `Expected \`${name}\` to be a record of ${keys.join(", ") || "nothing"}, got ${show(given)}.`;
  throw name.endsWith("mask") ? new MaskError(message) : new InvalidArgumentError(message);
}
