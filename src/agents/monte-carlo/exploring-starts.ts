import type { Choice, Transition } from "../../core/agent.ts";
import { type Mask, nthAllowed } from "../../core/mask.ts";
import type { Rng } from "../../core/random.ts";
import type { Exploration } from "../exploration/exploration.ts";
import { bestAllowed } from "../greedy.ts";
import { BOOTSTRAP_MASK, DISCOUNT, HORIZON, stepSizeParameter } from "../hyperparameters.ts";
import type { Row } from "../row.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { MonteCarlo } from "./monte-carlo.ts";
import { OPTIMISTIC_VALUE, VISIT } from "./visits.ts";

/**
 * The first action of an episode is a uniform allowed one (one `integer`), the others are greedy, ties broken uniformly
 * (one `integer` if there are several).
 */
export class ExploringStart implements Exploration {
  #isAtStart = true;

  startEpisode(): void {
    this.#isAtStart = true;
  }

  /** The first step of the episode was taken. */
  leaveStart(): void {
    this.#isAtStart = false;
  }

  choose({ greedy, mask }: Row, rng: Rng): Choice {
    if (!this.#isAtStart) return { action: greedy.breakTie(rng), propensity: 1 / greedy.tieCount };
    const action = nthAllowed(mask, rng.integer(greedy.allowedCount));
    return { action, propensity: 1 / greedy.allowedCount };
  }

  writeProbabilities({ greedy, mask }: Row, probabilities: Float64Array): void {
    for (let action = 0; action < probabilities.length; action += 1) {
      const exploiting = greedy.has(action) ? 1 / greedy.tieCount : 0;
      probabilities[action] = this.#isAtStart ? (mask[action] ?? 0) / greedy.allowedCount : exploiting;
    }
  }
}

/**
 * Monte Carlo control with exploring starts: `Q(s, a) += α · (G − Q(s, a))` at the end of an episode that begins with a
 * random action and goes on greedily.
 *
 * It explores the first step alone, so it finds the best behaviour only where episodes can begin in every state, or
 * where `initialValue` is high enough to make it try the rest. A greedy policy need not end an episode: where nothing
 * else ends it, the step budget of the environment must, and the truncated episode is completed by the highest allowed
 * value.
 *
 * @see Sutton & Barto, Reinforcement Learning (2nd ed., 2018), §5.3.
 */
export class MonteCarloExploringStarts extends MonteCarlo {
  readonly #start: ExploringStart;

  constructor(setup: TableSetup) {
    const start = new ExploringStart();
    super(setup, { name: "monte-carlo-exploring-starts", exploration: start });
    this.#start = start;
    if (!this.isBetweenEpisodes) start.leaveStart();
  }

  protected override update(transition: Transition): void {
    super.update(transition);
    this.#start.leaveStart();
  }

  protected override stateValue(context: number, mask: Mask): number {
    const { table } = this;
    return bestAllowed(table.values, table.offset(context), mask);
  }
}

registerTableAgent("monte-carlo-exploring-starts", {
  family: "tabular",
  summary: "Monte Carlo control that begins every episode with a random action and goes on greedily",
  source: "Sutton & Barto 2018, §5.3",
  parameters: [stepSizeParameter(0.1), VISIT, DISCOUNT, OPTIMISTIC_VALUE, HORIZON, BOOTSTRAP_MASK],
  build: (setup) => new MonteCarloExploringStarts(setup),
});
