import type { Transition } from "../../core/agent.ts";
import { choiceParameter } from "../../core/parameters.ts";
import { BOOTSTRAP_MASK, DISCOUNT, numberOf } from "../hyperparameters.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import {
  bonusScaleParameter,
  LOG_TERM,
  MAX_REWARD,
  PLAN_EVERY,
  STEP_HORIZON,
  valueBound,
} from "./hyperparameters.ts";
import type { LearnedPair } from "./learned-pair.ts";
import type { Lookahead } from "./lookahead.ts";
import { ModelAgent, planIsDue } from "./model-agent.ts";
import { plan } from "./planner.ts";

/** What a bonus is computed from. */
export interface UcbviBonus {
  /** n(s, a), ≥ 1. */
  readonly visits: number;
  /** The most that anything can be worth, in reward units. */
  readonly bound: number;
  /** ι, the logarithm of the confidence level. */
  readonly logTerm: number;
}

/** `bound · √(ι / n)`, in reward units. @see Azar et al. 2017, Algorithm 3, without its constant 7. */
export function hoeffdingBonus({ visits, bound, logTerm }: UcbviBonus): number {
  return bound * Math.sqrt(logTerm / visits);
}

/**
 * `√(variance · ι / n) + bound · ι / n`, in reward units.
 *
 * @param variance - Of what follows, in squared reward units.
 * @see Azar et al. 2017, Algorithm 4, without its constants and its correction for the error of the variance.
 */
export function bernsteinBonus({ visits, bound, logTerm }: UcbviBonus, variance: number): number {
  return Math.sqrt((variance * logTerm) / visits) + (bound * logTerm) / visits;
}

/**
 * Upper-confidence-bound value iteration: `Q(s, a) = min(Q before, H · R_max, r̂ + b + Σ p̂(s′) · max_a′ Q(s′, a′))` with
 * a Hoeffding or Bernstein bonus b.
 *
 * Where the rows tell the step of the episode this is the paper's backward induction, one layer for each step; where
 * they do not, it is the stationary variant, one set of values for all steps. With γ < 1 values are at most
 * R_max / (1 − γ). It plans between episodes. Nothing follows a terminated step; a truncated one is followed. Draws as
 * {@link ModelAgent}; planning draws nothing.
 *
 * @see Azar, Osband & Munos, Minimax Regret Bounds for Reinforcement Learning (ICML 2017), Algorithms 1–4.
 */
export class Ucbvi extends ModelAgent {
  readonly #bound: number;
  readonly #scale: number;
  readonly #logTerm: number;
  readonly #isBernstein: boolean;
  readonly #planEvery: number;

  constructor(setup: TableSetup) {
    const { hyperparameters } = setup;
    super(setup, { name: "ucbvi", initialValue: valueBound(hyperparameters) });
    this.#bound = valueBound(hyperparameters);
    this.#scale = numberOf(hyperparameters, "bonusScale");
    this.#logTerm = numberOf(hyperparameters, "logTerm");
    this.#isBernstein = hyperparameters["bonusType"] === "bernstein";
    this.#planEvery = numberOf(hyperparameters, "planEvery");
  }

  protected override learned(_pair: LearnedPair, transition: Transition): void {
    if (!planIsDue(transition, this.episodes, this.#planEvery)) return;
    const before = this.table.values.slice();
    plan(this.model, this.table.values, {
      ...{ discount: this.discount, sweeps: this.sweeps },
      backup: (pair, ahead) => {
        const value = pair.meanReward + this.#bonus(pair, ahead) + ahead.mean(pair);
        return Math.min(before[pair.index] ?? this.#bound, value);
      },
    });
  }

  #bonus(pair: LearnedPair, ahead: Lookahead): number {
    const given = { visits: pair.count, bound: this.#bound, logTerm: this.#logTerm };
    const bonus = this.#isBernstein ? bernsteinBonus(given, ahead.variance(pair)) : hoeffdingBonus(given);
    return this.#scale * bonus;
  }
}

registerTableAgent("ucbvi", {
  family: "model-based",
  summary: "plans with upper confidence bounds on what actions are worth",
  source: "Azar, Osband & Munos 2017, Algorithms 1–4",
  parameters: [
    choiceParameter(
      {
        name: "bonusType",
        default: "hoeffding",
        meaning: "whether the bonus ignores or uses the variance of what follows",
      },
      ["hoeffding", "bernstein"],
    ),
    bonusScaleParameter(0.01),
    ...[LOG_TERM, MAX_REWARD, DISCOUNT, STEP_HORIZON, PLAN_EVERY, BOOTSTRAP_MASK],
  ],
  build: (setup) => new Ucbvi(setup),
});
