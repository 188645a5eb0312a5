import { InvalidArgumentError } from "../errors.ts";
import { checkSeed, createRng } from "../random.ts";
import type { Seeding } from "./options.ts";

function labelled(seed: number, index: number): number {
  return createRng(seed).fork("vector").fork(String(index)).integer(Number.MAX_SAFE_INTEGER);
}

/**
 * The seed of each environment of a vector, shape [count]: a lone environment that is reset with `seeds[i]` plays the
 * episodes of environment i.
 *
 * @param seed - Root seed, an integer in [0, 2^53), or a list of `count` seeds that are taken as they are.
 * @throws {InvalidArgumentError} If a seed is out of range, also after the index was added, or the list is too short.
 */
export function vectorSeeds(
  seed: number | readonly number[],
  count: number,
  seeding: Seeding = "label",
): readonly number[] {
  if (typeof seed !== "number" && Array.isArray(seed)) {
    if (seed.length === count) return seed.map(checkSeed);
    throw new InvalidArgumentError(`Expected \`seed\` to list ${count} seeds, got ${seed.length}.`);
  }
  const root = checkSeed(seed);
  return Array.from({ length: count }, (_, index) =>
    seeding === "sequential" ? checkSeed(root + index) : labelled(root, index),
  );
}
