import type { Env } from "../core/env.ts";
import { InvalidArgumentError } from "../core/errors.ts";
import type { TransitionModel } from "../core/model.ts";
import { checkSeed, createRng } from "../core/random.ts";
import { envSimulator, modelSimulator, type Simulator } from "./simulator.ts";
import { TreeSearch } from "./tree-search.ts";
import { checkDiscount } from "./value-iteration.ts";

/** Options of {@link mcts}. */
export interface MctsOptions {
  /** Episodes that are simulated, an integer ≥ 1. @defaultValue 1,000 */
  readonly simulations?: number;
  /** γ in [0, 1]. @defaultValue 1 */
  readonly discount?: number;
  /** Factor c ≥ 0 of the UCB1 bonus, on values scaled to [0, 1] by those seen so far. @defaultValue √2 */
  readonly exploration?: number;
  /** Steps after which a simulation stops, an integer ≥ 1; what is left then counts as 0. @defaultValue 200 */
  readonly maxSteps?: number;
  /** An integer in [0, 2^53). @defaultValue 0 */
  readonly seed?: number;
}

/** What a search found for the state it started from. */
export interface MctsResult {
  /** The action tried most often; of several, the one of the highest mean return, then the lowest index. */
  readonly action: number;
  /** Mean return of `action` in the simulations, in reward units. */
  readonly value: number;
  /** Visits by action, shape [actionCount]. */
  readonly visits: readonly number[];
  /** Mean returns by action, 0 where it was not tried; shape [actionCount]. */
  readonly values: readonly number[];
  /**
   * The largest return of a simulation and its actions from here to the end. Where nothing is random it is a lower bound
   * of V*, which these actions reach.
   */
  readonly best: { readonly return: number; readonly actions: readonly number[] };
}

/**
 * Monte-Carlo tree search (UCT): UCB1 in the tree, uniform allowed actions below it. A reference where a model is too
 * large for dynamic programming; it tends to the optimum as `simulations` grows.
 *
 * An environment is searched from where its episode stands, through `snapshot` and `restore`, and left as it was; only
 * masks and rewards are read. A model is searched from its start, or from `from`.
 *
 * @throws {InvalidArgumentError} If an option is out of range, the action space is not finite, or the environment is
 * stochastic: a snapshot holds its dice too, so that the search would see the future. Search its model instead.
 * @throws {ResetNeededError} If the environment has no running episode.
 * @see Kocsis & Szepesvári, Bandit based Monte-Carlo planning (ECML 2006).
 */
export function mcts(env: Env<unknown, number>, options?: MctsOptions): MctsResult;
export function mcts<State>(
  model: TransitionModel<State>,
  options?: MctsOptions & { readonly from?: State },
): MctsResult;
export function mcts<State>(
  world: Env<unknown, number> | TransitionModel<State>,
  options: MctsOptions & { readonly from?: State } = {},
): MctsResult {
  const { simulations = 1000, discount = 1, exploration = Math.SQRT2, maxSteps = 200, seed = 0 } = options;
  checkDiscount(discount);
  for (const [name, value] of Object.entries({ simulations, maxSteps })) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new InvalidArgumentError(`Expected \`${name}\` to be an integer >= 1, got ${value}.`);
    }
  }
  if (!(exploration >= 0))
    throw new InvalidArgumentError(`Expected \`exploration\` >= 0, got ${exploration}.`);
  const rng = createRng(checkSeed(seed)).fork("mcts");
  const settings = { simulations, discount, exploration, maxSteps, rng: rng.fork("rollouts") };
  const search = (simulator: Simulator): MctsResult => new TreeSearch(simulator, settings).run();
  if (!("snapshot" in world)) return search(modelSimulator(world, rng.fork("model"), options.from));
  const before = world.snapshot();
  try {
    return search(envSimulator(world));
  } finally {
    world.restore(before);
  }
}
