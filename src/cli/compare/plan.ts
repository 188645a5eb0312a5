import { InvalidArgumentError } from "../../core/errors.ts";
import type { Arrival } from "../../report/comparison-statistics.ts";
import type { Manifest, SpecRecord } from "../../runs/index.ts";
import type { CompareFlags } from "../commands/compare.ts";
import type { TrainFlags } from "../commands/train.ts";
import { DEFAULTS } from "../defaults.ts";
import { type Experiment, readExperiment, TRAINING_ENV, trainingEnv } from "../train/experiment.ts";
import { manifestsOf } from "../train/setup.ts";
import { assignmentsOf, chooseAgents, type Learner } from "./choose-agents.ts";

/** A learner with what each of its seeds is trained by. */
export interface PlannedAgent {
  readonly learner: Learner;
  /** One for each seed. */
  readonly manifests: readonly Manifest[];
  /** Where its final greedy episodes are measured: the same desk, rewards and γ for all, seen as it sees them. */
  readonly measuredIn: SpecRecord;
}

/** What is compared under one mask. */
export interface ComparisonPlan {
  readonly mask: string;
  readonly agents: readonly PlannedAgent[];
  /** The experiment as far as all agents share it. */
  readonly shared: Experiment;
  /** Where scripted players and the optimum are measured. */
  readonly measuredIn: SpecRecord;
  readonly arrival: Arrival;
  /** States of a task up to which the optimum is shown. */
  readonly maxStates: number;
}

const SEEDS: readonly number[] = [0, 1, 2, 3, 4];
/** Solving is quick beside the training of several agents, so that larger tasks are worth it. */
const MAX_STATES = 100_000;
/** Evaluations that a threshold must hold for after the first. */
const HOLD = 2;

/**
 * What is to be compared: one plan for each mask, which differ in nothing else.
 * @throws {GymError} If a flag is wrong.
 */
export function planComparisons(flags: CompareFlags): readonly ComparisonPlan[] {
  const { masks, ...rest } = flags;
  const learners = chooseAgents(flags);
  if (masks === undefined) return [planOf(rest, learners)];
  const other = (["mask", "maskBehaviour", "maskEvaluation"] as const).find((name) => name in flags);
  if (other !== undefined) {
    throw new InvalidArgumentError("Expected --masks or the other flags of masks, got both: leave one out.");
  }
  const twice = masks.find((mask, index) => masks.indexOf(mask) < index);
  if (twice !== undefined)
    throw new InvalidArgumentError(`Expected each of --masks once, got "${twice}" twice.`);
  return masks.map((mask) => planOf({ ...rest, mask }, learners));
}

function planOf(flags: CompareFlags, learners: readonly Learner[]): ComparisonPlan {
  const { threshold = 1, maxStates = MAX_STATES, set = [] } = flags;
  const shared = readExperiment(trainFlags(flags));
  const assigned = assignmentsOf(set, learners);
  const agents = learners.map((learner): PlannedAgent => {
    const { name } = learner;
    const own = { ...trainFlags(flags, learner), agent: name, set: assigned.get(name) ?? [] };
    return {
      learner,
      manifests: manifestsOf(readExperiment(own)),
      measuredIn: { id: trainingEnv(name), kwargs: shared.evaluationOptions },
    };
  });
  return {
    mask: flags.maskEvaluation ?? flags.mask ?? DEFAULTS.mask,
    agents,
    shared,
    measuredIn: { id: TRAINING_ENV, kwargs: shared.evaluationOptions },
    arrival: { threshold, hold: HOLD },
    maxStates,
  };
}

/** The flags of `train` that the flags of a comparison stand for; γ is left to a learner that has none. */
function trainFlags(flags: CompareFlags, learner?: Learner): TrainFlags {
  const { agents, family, set, masks, threshold, maxStates, json, ...rest } = flags;
  const { discount, gamma, ...withoutDiscount } = rest;
  const discounts = learner?.parameters.some(({ name }) => name === "discount") ?? true;
  return { seeds: SEEDS, ...(discounts ? rest : withoutDiscount) };
}
