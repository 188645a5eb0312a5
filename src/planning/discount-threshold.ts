import { InvalidArgumentError } from "../core/errors.ts";
import type { TransitionModel } from "../core/model.ts";
import { type EnumerateOptions, enumerate } from "./enumerate.ts";
import type { FiniteMdp } from "./finite-mdp.ts";
import { TIE } from "./objectives.ts";
import { type Solution, solveMdp } from "./solve.ts";

/** A model, or one for each γ where the reward depends on it, as with potential-based shaping. */
export type ModelOrFamily<State> = TransitionModel<State> | ((discount: number) => TransitionModel<State>);

/** The optimum for one γ. */
export interface DiscountedSolution extends Solution {
  readonly discount: number;
}

/**
 * The optimum for each γ: what discounting does to the final raw score. A model that does not depend on γ is enumerated
 * once.
 *
 * @param discounts - Values of γ, each in [0, 1].
 * @throws {GymError} As `solve`.
 */
export function solveForDiscounts<State>(
  model: ModelOrFamily<State>,
  discounts: readonly number[],
  options: EnumerateOptions = {},
): readonly DiscountedSolution[] {
  const solveAt = solver(model, options);
  return discounts.map((discount) => ({ discount, ...solveAt(discount) }));
}

/** Options of {@link discountThreshold}. */
export interface ThresholdOptions extends EnumerateOptions {
  /** Values of γ tried between 0 and 1 before bisection, an integer ≥ 1. @defaultValue 20 */
  readonly gridSize?: number;
  /** Width to which the threshold is narrowed, > 0. @defaultValue 1e-4 */
  readonly precision?: number;
}

/** From which γ on, up to 1, every optimal policy ends with the best final raw score. */
export interface DiscountThreshold {
  /** A γ at which it does not, just below `from`; 0 where there is none. */
  readonly below: number;
  /** The smallest γ from which on it does; `null` where it does not at γ = 1. */
  readonly from: number | null;
}

/**
 * The discount below which the best final raw score stops being optimal, from 1 downwards by a grid and bisection within
 * the first interval that fails; what is narrower than the grid can be missed.
 *
 * @throws {InvalidArgumentError} If an option is out of range.
 * @throws {GymError} As `solve`.
 */
export function discountThreshold<State>(
  model: ModelOrFamily<State>,
  options: ThresholdOptions = {},
): DiscountThreshold {
  const { gridSize = 20, precision = 1e-4 } = options;
  if (!Number.isSafeInteger(gridSize) || gridSize < 1) {
    throw new InvalidArgumentError(`Expected \`gridSize\` to be an integer >= 1, got ${gridSize}.`);
  }
  if (!(precision > 0)) throw new InvalidArgumentError(`Expected \`precision\` above 0, got ${precision}.`);
  const solveAt = solver(model, options);
  const holds = (discount: number): boolean => {
    const { bestRawScore, rawScoreOfOptimal } = solveAt(discount);
    return rawScoreOfOptimal.min >= bestRawScore - TIE;
  };
  if (!holds(1)) return { below: 1, from: null };
  let from = 1;
  for (let rank = gridSize - 1; rank >= 0; rank -= 1) {
    const discount = rank / gridSize;
    if (!holds(discount)) return bisect(holds, { below: discount, from, precision });
    from = discount;
  }
  return { below: 0, from: 0 };
}

function bisect(
  holds: (discount: number) => boolean,
  given: { readonly below: number; readonly from: number; readonly precision: number },
): DiscountThreshold {
  let { below, from } = given;
  while (from - below > given.precision) {
    const middle = (below + from) / 2;
    if (holds(middle)) from = middle;
    else below = middle;
  }
  return { below, from };
}

function solver<State>(
  model: ModelOrFamily<State>,
  options: EnumerateOptions,
): (discount: number) => Solution {
  if (typeof model === "function") return (discount) => solveEnumerated(model(discount), discount, options);
  const { mdp } = enumerate(model, options);
  return (discount) => solved(mdp, discount, model);
}

function solveEnumerated<State>(
  model: TransitionModel<State>,
  discount: number,
  options: EnumerateOptions,
): Solution {
  return solved(enumerate(model, options).mdp, discount, model);
}

function solved<State>(mdp: FiniteMdp, discount: number, model: TransitionModel<State>): Solution {
  return solveMdp(mdp, { discount, nameOf: (action) => model.actionName(action) });
}
