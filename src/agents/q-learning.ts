import type { Transition } from "../core/agent.ts";
import { fullMask, type Mask } from "../core/mask.ts";
import type { Parameter } from "../core/parameters.ts";
import { EXPLORATION_PARAMETERS } from "./exploration/index.ts";
import { bestAllowed } from "./greedy.ts";
import {
  BOOTSTRAP_MASK,
  booleanOf,
  DISCOUNT,
  HORIZON,
  INITIAL_VALUE,
  numberOf,
  stepSizeParameter,
} from "./hyperparameters.ts";
import { TableAgent } from "./table-agent.ts";
import { registerTableAgent, type TableSetup } from "./table-state.ts";

/**
 * One-step Q-learning target, `r + γ · max_a′ Q(s′, a′)`.
 *
 * @param reward - r, in reward units.
 * @param discount - γ in [0, 1], or 0 if the transition terminated. A truncated transition keeps γ.
 * @param bestNext - max_a′ Q(s′, a′), in reward units.
 * @returns The target, in reward units.
 * @see Watkins, Learning from Delayed Rewards (PhD thesis, Cambridge, 1989); Sutton & Barto, Reinforcement Learning
 *   (2nd ed., 2018), eq. 6.8.
 */
export function qLearningTarget(reward: number, discount: number, bestNext: number): number {
  return reward + discount * bestNext;
}

const PARAMETERS: readonly Parameter[] = [
  stepSizeParameter(0.1),
  DISCOUNT,
  ...EXPLORATION_PARAMETERS,
  INITIAL_VALUE,
  HORIZON,
  BOOTSTRAP_MASK,
];

/**
 * Q-learning: `Q(s, a) += α · (r + γ · max_a′ Q(s′, a′) − Q(s, a))`, off-policy.
 *
 * Nothing follows a terminated step; a truncated one bootstraps. Ties are broken at random while it learns and by
 * {@link tieRank} in evaluation.
 */
export class QLearning extends TableAgent {
  /** Overrides the next mask where the maximum is over every action. */
  readonly #everyAction: Mask | undefined;

  constructor(setup: TableSetup) {
    super(setup, { name: "q-learning", discount: numberOf(setup.hyperparameters, "discount") });
    const masked = booleanOf(setup.hyperparameters, "bootstrapMask");
    this.#everyAction = masked ? undefined : fullMask(setup.actionCount);
  }

  protected override update(transition: Transition): void {
    const { context, action, reward } = transition;
    const best = transition.terminated ? 0 : this.#best(transition);
    this.moveTowards(context, action, qLearningTarget(reward, this.continuation(transition), best));
  }

  #best({ nextContext, nextMask }: Transition): number {
    const { table } = this;
    return bestAllowed(table.values, table.offset(nextContext), this.#everyAction ?? nextMask);
  }
}

registerTableAgent("q-learning", {
  family: "tabular",
  summary: "one-step off-policy control with a table of action values",
  source: "Watkins 1989; Sutton & Barto 2018, §6.5",
  parameters: PARAMETERS,
  build: (setup) => new QLearning(setup),
});
