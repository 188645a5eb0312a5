import type { Choice } from "../../core/agent.ts";
import { EpsilonGreedy } from "../exploration/epsilon-greedy.ts";
import { EPSILON, HORIZON, scheduleOf } from "../hyperparameters.ts";
import type { FeatureRow } from "../linear/feature-row.ts";
import { type FeatureSetup, registerFeatureAgent } from "../linear/feature-state.ts";
import { REGULARIZATION } from "./hyperparameters.ts";
import { RidgeBandit } from "./ridge-bandit.ts";

/**
 * ε-greedy on ridge regressions: with probability ε a uniform allowed action, else one of highest `xᵀθ_a`. What LinUCB is
 * without its bonus. Draws as in {@link EpsilonGreedy}.
 */
export class LinGreedy extends RidgeBandit {
  readonly #exploration: EpsilonGreedy;

  constructor(setup: FeatureSetup) {
    super(setup, "lingreedy");
    this.#exploration = new EpsilonGreedy(scheduleOf(setup.hyperparameters, "epsilon"), this.horizon);
    this.#exploration.startEpisode(this.episodes);
  }

  protected override startEpisode(episode: number): void {
    this.#exploration.startEpisode(episode);
  }

  protected override choose(row: FeatureRow): Choice {
    return this.#exploration.choose(row, this.rng);
  }
}

registerFeatureAgent("lingreedy", {
  family: "feature-bandit",
  summary: "a linear contextual bandit that is greedy, and now and then takes any action",
  source: "MABWiser (Strong et al. 2019), LinGreedy",
  parameters: [{ ...EPSILON, default: 0.1 }, HORIZON, REGULARIZATION],
  build: (setup) => new LinGreedy(setup),
});
