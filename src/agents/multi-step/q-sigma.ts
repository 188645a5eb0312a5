import type { Transition } from "../../core/agent.ts";
import { numberOf, scheduleOf } from "../hyperparameters.ts";
import { CONTROL_PARAMETERS } from "../one-step/control-agent.ts";
import type { WaitingStep } from "../one-step/waiting-step.ts";
import type { Schedule } from "../schedules.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { SIGMA, STEPS, targetParameter } from "./hyperparameters.ts";
import { NStepAgent } from "./n-step-agent.ts";
import { requirePropensity, TargetPolicy } from "./target-policy.ts";

/**
 * n-step Q(σ): between n-step SARSA (σ = 1) and n-step tree backup (σ = 0). The return of a step is
 * `G = r + γ · (σ · G′ + (1 − σ) · (V′ + π(a′ | s′) · (G′ − Q(s′, a′))))`, with the return G′ of the action a′ taken next,
 * Q(s′, a′) after n steps, and `V′ = Σ_a π(a | s′) · Q(s′, a)`.
 *
 * It acts by its behaviour policy b, which is also π unless `target` is greedy. Then the step size is multiplied with the
 * importance ratio `Π (σ · π(a | s) / b(a | s) + 1 − σ)` over the actions after the first that are in the return, b as it
 * was when they were taken; the product with α is kept within 1, so that a value never moves beyond its target. The ratio
 * corrects returns that are sampled (σ = 1) or expected (σ = 0); for a mixture of both, values of explored actions leave a
 * bias of the order σ · (1 − σ) for as long as it explores. σ may change from episode to episode.
 *
 * Nothing follows a termination; a truncation bootstraps with V′. An action that took k steps is followed at γ^k. Learning
 * draws nothing.
 *
 * @see De Asis, Hernandez-Garcia, Holland & Sutton, Multi-step Reinforcement Learning: A Unifying Algorithm (AAAI 2018).
 */
export class QSigma extends NStepAgent {
  readonly #target: TargetPolicy;
  readonly #schedule: Schedule;
  readonly #horizon: number;

  constructor(setup: TableSetup) {
    super(setup, "q-sigma");
    const { hyperparameters, actionCount } = setup;
    this.#target = new TargetPolicy(hyperparameters["target"], this.exploration, actionCount);
    this.#schedule = scheduleOf(hyperparameters, "sigma");
    this.#horizon = numberOf(hyperparameters, "horizon");
  }

  /** σ of this episode. */
  get #sigma(): number {
    return this.#schedule.at(this.episodes, this.#horizon, 1);
  }

  protected override needsNextAction(): boolean {
    return this.#sigma > 0;
  }

  protected override update(transition: Transition): void {
    if (!this.#target.isBehaviour) requirePropensity(transition);
    super.update(transition);
  }

  protected override backUp(
    step: WaitingStep,
    next: WaitingStep | undefined,
    rest: number | undefined,
  ): number {
    const { reward, discount } = step;
    if (discount === 0) return reward;
    const row = this.look(step.nextContext, this.bootstrapOver(step.nextMask));
    this.#target.read(row);
    const { mean } = this.#target;
    if (next === undefined) return reward + discount * mean;
    const sigma = this.#sigma;
    const value = row.value(next.action);
    const sampled = rest ?? value;
    const expected = mean + this.#target.probability(next.action) * (sampled - value);
    return reward + discount * (sigma * sampled + (1 - sigma) * expected);
  }

  protected override importance([first, ...others]: readonly WaitingStep[]): number {
    const sigma = this.#sigma;
    if (this.#target.isBehaviour || sigma === 0 || first === undefined) return 1;
    let ratio = 1;
    let before = first;
    for (const step of others) {
      this.#target.read(this.look(before.nextContext, this.bootstrapOver(before.nextMask)));
      ratio *= (sigma * this.#target.probability(step.action)) / step.propensity + 1 - sigma;
      before = step;
    }
    return ratio;
  }
}

registerTableAgent("q-sigma", {
  family: "multi-step",
  summary: "n-step targets between sampling as SARSA does and the expectation of tree backup",
  source: "De Asis et al. 2018; Sutton & Barto 2018, §7.6",
  parameters: [...CONTROL_PARAMETERS, STEPS, SIGMA, targetParameter("behaviour")],
  build: (setup) => new QSigma(setup),
});
