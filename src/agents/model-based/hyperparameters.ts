import type { Hyperparameters } from "../../core/agent-registry.ts";
import { choiceParameter, numberParameter, type Parameter } from "../../core/parameters.ts";
import { numberOf } from "../hyperparameters.ts";

/** R_max of the optimistic agents. */
export const MAX_REWARD: Parameter = numberParameter({
  name: "maxReward",
  default: 1,
  meaning: "R_max, the largest reward of one step; what was never tried is worth it at every step",
  min: 0,
  max: 1e100,
  aboveMin: true,
});

/** H of the optimistic agents and of planning at γ = 1. */
export const STEP_HORIZON: Parameter = numberParameter({
  name: "stepHorizon",
  default: 10,
  meaning: "H, the most steps of an episode: how far planning looks at γ = 1, and what bounds values there",
  min: 1,
  max: 1_000_000,
  integer: true,
});

/** How often agents that plan between episodes do so. */
export const PLAN_EVERY: Parameter = numberParameter({
  name: "planEvery",
  default: 1,
  meaning: "episodes from one plan to the next; more is faster where there are many rows",
  min: 1,
  max: Number.POSITIVE_INFINITY,
  integer: true,
});

/** n of the agents that learn from simulated steps. */
export const PLANNING_STEPS: Parameter = numberParameter({
  name: "planningSteps",
  default: 10,
  meaning: "n, updates from the learned model after every real step",
  min: 0,
  max: 100_000,
  integer: true,
});

/** c of the agents with a bonus from the papers. @param fallback - Its default. */
export function bonusScaleParameter(fallback: number): Parameter {
  return numberParameter({
    name: "bonusScale",
    default: fallback,
    meaning: "c, what the bonus is multiplied by; theory wants about 1 and more, practice far less",
    min: 0,
    max: 1e100,
  });
}

/** ι of the agents with a bonus from the papers. */
export const LOG_TERM: Parameter = numberParameter({
  name: "logTerm",
  default: 1,
  meaning: "ι, in the papers the logarithm of rows · actions · steps / failure probability",
  min: 0,
  max: 1e100,
  aboveMin: true,
});

/** Which of the past a simulated step shows. */
export const RECALL: Parameter = choiceParameter(
  {
    name: "recall",
    default: "frequent",
    meaning:
      "simulated steps show outcomes as often as they were seen, or the latest one, which suits change",
  },
  ["frequent", "latest"],
);

/**
 * The most that anything can be worth: R_max / (1 − γ), or R_max · H at γ = 1.
 * @returns In reward units.
 */
export function valueBound(hyperparameters: Hyperparameters): number {
  const maxReward = numberOf(hyperparameters, "maxReward");
  const discount = numberOf(hyperparameters, "discount");
  return discount < 1 ? maxReward / (1 - discount) : maxReward * numberOf(hyperparameters, "stepHorizon");
}
