import type { Mask } from "../../core/mask.ts";
import { EXPLORATION_PARAMETERS } from "../exploration/index.ts";
import { BOOTSTRAP_MASK, DISCOUNT, HORIZON, INITIAL_VALUE, stepSizeParameter } from "../hyperparameters.ts";
import type { TableAgentOptions } from "../table-agent.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import type { FinishedEpisode } from "./episode-memory.ts";
import { EpisodicAgent } from "./episodic-agent.ts";
import { forEachVisit, VISIT } from "./visits.ts";

/**
 * On-policy Monte Carlo control: `Q(s, a) += α · (G − Q(s, a))` at the end of an episode, for the first or for every
 * visit of each state and action in it, in the order of the steps. With a step size of `visits(1)` a value is the mean
 * of its returns.
 *
 * A truncated episode is completed by the expected value under the behaviour policy. Draws are those of the exploration.
 *
 * @see Sutton & Barto, Reinforcement Learning (2nd ed., 2018), §5.4 (first visit, ε-soft policies); Singh & Sutton,
 *   Reinforcement Learning with Replacing Eligibility Traces (Machine Learning, 1996), on first and every visit.
 */
export class MonteCarlo extends EpisodicAgent {
  constructor(setup: TableSetup, options: Omit<TableAgentOptions, "discount"> = { name: "monte-carlo" }) {
    super(setup, options);
  }

  protected override stateValue(context: number, mask: Mask): number {
    return this.expectedValue(context, mask);
  }

  protected override learnEpisode(episode: FinishedEpisode): void {
    forEachVisit(episode, this.setup.hyperparameters["visit"], ({ context, action }, episodeReturn) =>
      this.moveTowards(context, action, episodeReturn),
    );
  }
}

registerTableAgent("monte-carlo", {
  family: "tabular",
  summary: "on-policy control that averages the returns of whole episodes",
  source: "Sutton & Barto 2018, §5.4",
  parameters: [
    stepSizeParameter(0.1),
    VISIT,
    DISCOUNT,
    ...EXPLORATION_PARAMETERS,
    INITIAL_VALUE,
    HORIZON,
    BOOTSTRAP_MASK,
  ],
  build: (setup) => new MonteCarlo(setup),
});
