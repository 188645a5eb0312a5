import { choiceParameter, type Parameter } from "../../core/parameters.ts";
import type { Rng } from "../../core/random.ts";

/** What a reward between the ends of its range counts as. */
export const ROUNDING: Parameter = choiceParameter(
  {
    name: "rounding",
    default: "random",
    meaning:
      "a reward inside the range counts as a success at random, or as a fractional one, with less noise",
  },
  ["random", "fractional"],
);

/**
 * How much of a success a reward is, in [0, 1]. With `fractional` the reward itself; with `random` it is 1 with that
 * probability, else 0: one `next`, unless it is 0 or 1 already. Random rounding keeps the regret bound of rewards of 0 or 1
 * (Agrawal & Goyal 2012, algorithm 2); a fraction keeps the mean exactly, and beliefs are wider than they need be.
 *
 * @param unit - The reward as a share of its range, in [0, 1].
 */
export function successOf(
  unit: number,
  { rounding, rng }: { readonly rounding: unknown; readonly rng: Rng },
): number {
  if (rounding === "fractional" || unit === 0 || unit === 1) return unit;
  return rng.next() < unit ? 1 : 0;
}
