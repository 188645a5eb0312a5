import { z } from "zod";
import type { Transition } from "../../core/agent.ts";
import type { JsonObject } from "../../core/json.ts";
import { booleanOf } from "../hyperparameters.ts";
import { readExtra } from "../saved-extra.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { SoftmaxAgent, softmaxParameters } from "./softmax-agent.ts";

const NAME = "actor-critic";

/**
 * One-step actor-critic: with `δ = r + γ · V(s′) − V(s)`, `V(s) += α_v · δ` and `H(s, ·) += α · γ^t · δ · ∇ ln π(a | s)`.
 *
 * Nothing follows a terminated step; a truncated one bootstraps. γ^t of the running episode is part of the saved state.
 *
 * @see Sutton & Barto, Reinforcement Learning (2nd ed., 2018), §13.5; on masks Huang & Ontañón, A Closer Look at Invalid
 *   Action Masking in Policy Gradient Algorithms (2020).
 */
export class ActorCritic extends SoftmaxAgent {
  readonly #discountsGradient: boolean;
  /** γ^t, or 1 where it is left out. */
  #weight: number;

  constructor(setup: TableSetup) {
    super(setup, NAME);
    this.#discountsGradient = booleanOf(setup.hyperparameters, "discountGradient");
    const saved = readExtra(setup, NAME, { weight: z.number().min(0).max(1) });
    this.#weight = saved?.weight ?? 1;
  }

  protected override update(transition: Transition): void {
    const { context, reward, nextContext, terminated, truncated } = transition;
    const following = terminated ? 0 : this.continuation(transition) * this.stateValue(nextContext);
    const target = reward + following;
    this.reinforce(transition, { target, advantage: this.#weight * (target - this.stateValue(context)) });
    if (terminated || truncated) this.#weight = 1;
    else if (this.#discountsGradient) this.#weight *= this.continuation(transition);
  }

  protected override saveExtra(): JsonObject {
    return { ...super.saveExtra(), weight: this.#weight };
  }
}

registerTableAgent(NAME, {
  family: "policy-gradient",
  summary: "moves a softmax policy by the one-step error of the state values that it learns beside it",
  source: "Sutton & Barto 2018, §13.5",
  parameters: softmaxParameters(0.2, 0.3),
  build: (setup) => new ActorCritic(setup),
});
