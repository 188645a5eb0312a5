import type { Transition } from "../../core/agent.ts";
import type { JsonObject } from "../../core/json.ts";
import { booleanParameter } from "../../core/parameters.ts";
import { booleanOf } from "../hyperparameters.ts";
import { EpisodeMemory, type FinishedEpisode, savedEpisode } from "../monte-carlo/episode-memory.ts";
import { readExtra } from "../saved-extra.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { SoftmaxAgent, softmaxParameters } from "./softmax-agent.ts";

const NAME = "reinforce";

/**
 * REINFORCE: when an episode has ended, `H(s, ·) += α · γ^t · (G − V(s)) · ∇ ln π(a | s)` for its steps from first to
 * last, where V(s), the mean return of the row so far or a value moved by a constant step, is the baseline. Without a
 * baseline G alone weighs the gradient.
 *
 * A terminated episode is worth its rewards; the returns of a truncated one are completed by γ^k · V(s) of the state it
 * was stopped in, which is learned with or without a baseline. The steps of the running episode are part of the saved
 * state.
 *
 * @see Williams, Simple Statistical Gradient-Following Algorithms (Machine Learning, 1992); Sutton & Barto, Reinforcement
 *   Learning (2nd ed., 2018), §13.3 and §13.4; on masks Huang & Ontañón, A Closer Look at Invalid Action Masking in
 *   Policy Gradient Algorithms (2020).
 */
export class Reinforce extends SoftmaxAgent {
  readonly #memory: EpisodeMemory;
  readonly #hasBaseline: boolean;
  readonly #discountsGradient: boolean;

  constructor(setup: TableSetup) {
    super(setup, NAME);
    const { actionCount, hyperparameters } = setup;
    const saved = readExtra(setup, NAME, { episode: savedEpisode(actionCount) });
    this.#memory = new EpisodeMemory(saved?.episode);
    this.#hasBaseline = booleanOf(hyperparameters, "baseline");
    this.#discountsGradient = booleanOf(hyperparameters, "discountGradient");
  }

  protected override update(transition: Transition): void {
    this.look(transition.context, transition.mask);
    const tail = ({ nextContext }: Transition): number => this.stateValue(nextContext);
    const episode = this.#memory.take(transition, this.continuation(transition), tail);
    if (episode !== undefined) this.#learnEpisode(episode);
  }

  #learnEpisode({ steps, returns }: FinishedEpisode): void {
    let weight = 1;
    for (const [time, step] of steps.entries()) {
      const target = returns[time] ?? 0;
      const baseline = this.#hasBaseline ? this.stateValue(step.context) : 0;
      this.reinforce(step, { target, advantage: weight * (target - baseline) });
      if (this.#discountsGradient) weight *= step.discount;
    }
  }

  protected override saveExtra(): JsonObject {
    return { ...super.saveExtra(), episode: this.#memory.save() };
  }
}

registerTableAgent(NAME, {
  family: "policy-gradient",
  summary: "moves a softmax policy along the gradient of the returns of whole episodes",
  source: "Williams 1992; Sutton & Barto 2018, §13.3 and §13.4",
  parameters: [
    ...softmaxParameters(0.2, 0.1),
    booleanParameter({
      name: "baseline",
      default: true,
      meaning: "whether state values are taken off the returns, which lowers the variance and not the mean",
    }),
  ],
  build: (setup) => new Reinforce(setup),
});
