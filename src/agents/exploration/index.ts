import type { Hyperparameters } from "../../core/agent-registry.ts";
import { choiceParameter, numberParameter, type Parameter } from "../../core/parameters.ts";
import { EPSILON, numberOf, scheduleOf } from "../hyperparameters.ts";
import { scheduleParameter } from "../schedules.ts";
import { Boltzmann } from "./boltzmann.ts";
import { EpsilonGreedy } from "./epsilon-greedy.ts";
import type { Exploration } from "./exploration.ts";
import { Mellowmax } from "./mellowmax.ts";
import { UpperConfidence } from "./ucb.ts";

/** Names of the ways to explore. */
export const EXPLORATION_NAMES = ["epsilon-greedy", "boltzmann", "ucb", "mellowmax"] as const;

/** Hyperparameters of agents whose exploration can be chosen. */
export const EXPLORATION_PARAMETERS: readonly Parameter[] = [
  choiceParameter(
    {
      name: "exploration",
      default: "epsilon-greedy",
      meaning: "how actions are tried while learning",
    },
    EXPLORATION_NAMES,
  ),
  EPSILON,
  scheduleParameter({
    name: "temperature",
    default: 0.1,
    meaning: "τ of boltzmann, in reward units; low values are greedy",
    min: 0,
    max: Number.MAX_VALUE,
    aboveMin: true,
  }),
  numberParameter({
    name: "confidence",
    default: 1,
    meaning: "c of ucb, in reward units; high values explore more",
    min: 0,
    max: Number.POSITIVE_INFINITY,
  }),
  numberParameter({
    name: "omega",
    default: 5,
    meaning: "ω of mellowmax, in 1 / reward units; high values are greedy",
    min: 0,
    max: Number.POSITIVE_INFINITY,
    aboveMin: true,
  }),
];

/** What an exploration is built for. */
export interface ExplorationSetup {
  readonly actionCount: number;
  /** Episodes that schedules are stretched over. */
  readonly horizon: number;
}

/** The exploration that checked hyperparameters ask for; ε-greedy where an agent leaves no choice. */
export function createExploration(hyperparameters: Hyperparameters, setup: ExplorationSetup): Exploration {
  const { actionCount, horizon } = setup;
  switch (hyperparameters["exploration"]) {
    case "boltzmann":
      return new Boltzmann(scheduleOf(hyperparameters, "temperature"), setup);
    case "ucb":
      return new UpperConfidence(numberOf(hyperparameters, "confidence"), actionCount);
    case "mellowmax":
      return new Mellowmax(numberOf(hyperparameters, "omega"), actionCount);
    default:
      return new EpsilonGreedy(scheduleOf(hyperparameters, "epsilon"), horizon);
  }
}
