import type { TransitionModel } from "../core/model.ts";
import { enumerate } from "./enumerate.ts";
import { backup, type FiniteMdp } from "./finite-mdp.ts";
import { optimalPairs, quickest, type Solution, type SolveOptions, solveMdp } from "./solve.ts";
import { checkDiscount, optimalValues, type PairSet, pairValues } from "./value-iteration.ts";

/** What is known of one state. */
export interface SolvedState {
  /** V*: the largest expected discounted return from here, in reward units. */
  readonly value: number;
  /** Every allowed action, ascending, with Q* in reward units. */
  readonly actions: readonly { readonly action: number; readonly value: number }[];
  /** The optimal actions, ascending; differences up to 1e-9 are ties. */
  readonly optimal: readonly number[];
  /** Of the optimal actions, the one with the fewest steps left; of equals the lowest; −1 once ended. */
  readonly best: number;
}

/** The optimum of a model in each of its states. */
export class SolvedStates<State> {
  readonly model: TransitionModel<State>;
  readonly #mdp: FiniteMdp;
  readonly #options: SolveOptions & { readonly discount: number };
  readonly #indices: ReadonlyMap<string | number, number>;
  readonly #values: Float64Array;
  readonly #optimal: PairSet;
  readonly #best: PairSet;

  /** @throws {GymError} As `solve` does. */
  constructor(model: TransitionModel<State>, options: SolveOptions = {}) {
    const { discount = 1 } = options;
    checkDiscount(discount);
    const { mdp, states } = enumerate(model, options);
    this.model = model;
    this.#mdp = mdp;
    this.#options = { ...options, discount };
    this.#indices = new Map(states.map((state, index) => [model.stateKey(state), index]));
    this.#values = optimalValues(mdp, this.#options).values;
    this.#optimal = optimalPairs(mdp, pairValues(mdp, this.#values, discount), this.#values);
    this.#best = quickest(mdp, this.#optimal, this.#options);
  }

  /** The optimum of the whole, as `solve` gives it. */
  solution(): Solution {
    return solveMdp(this.#mdp, { ...this.#options, nameOf: (action) => this.model.actionName(action) });
  }

  /** What is known of a state; `undefined` of one that cannot be reached, or where the episode has ended. */
  at(state: State): SolvedState | undefined {
    const index = this.#indices.get(this.model.stateKey(state));
    return index === undefined ? undefined : this.#read(index);
  }

  #read(index: number): SolvedState {
    const { pairStart, pairAction } = this.#mdp;
    const pairs = Array.from(
      { length: (pairStart[index + 1] ?? 0) - (pairStart[index] ?? 0) },
      (_, offset) => (pairStart[index] ?? 0) + offset,
    );
    const actionOf = (pair: number): number => pairAction[pair] ?? -1;
    const best = pairs.find((pair) => this.#best[pair] === 1);
    return {
      value: this.#values[index] ?? 0,
      actions: pairs.map((pair) => ({
        action: actionOf(pair),
        value: backup(this.#mdp, pair, this.#values, this.#options.discount),
      })),
      optimal: pairs.filter((pair) => this.#optimal[pair] === 1).map(actionOf),
      best: best === undefined ? -1 : actionOf(best),
    };
  }
}

/**
 * Solves a model and keeps what is known of each state, for telling what an optimal policy would do on the way.
 * @throws {GymError} `MODEL_TOO_LARGE` past `maxStates`, `NOT_CONVERGED` if values grow for ever, or `INVALID_ARGUMENT`.
 */
export function solveStates<State>(
  model: TransitionModel<State>,
  options: SolveOptions = {},
): SolvedStates<State> {
  return new SolvedStates(model, options);
}
