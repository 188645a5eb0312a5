import type { Agent } from "../../core/agent.ts";
import { createPolicy } from "../../core/agent-registry.ts";
import { make } from "../../core/registry.ts";
import type { Solution } from "../../planning/solve.ts";
import type { ComparedEvaluation } from "../../report/compared.ts";
import { mean } from "../../report/comparison-statistics.ts";
import type { SpecRecord } from "../../runs/index.ts";
import { evaluate } from "../../training/evaluate.ts";
import { besideOptimum } from "../solve/compare.ts";
import { optimaOf, type TaskOptions } from "../solve/optima.ts";
import type { ComparisonPlan } from "./plan.ts";

const SCRIPTED = ["random", "do-nothing", "heuristic"];

/** What no policy can beat, as means over tasks. */
export interface Optimum {
  /** The largest return, at the γ of the comparison. */
  readonly return: number;
  /** The highest raw score of the policies that earn it. */
  readonly rawScore: number;
  /** The highest raw score of any policy, whatever it earns. */
  readonly bestRawScore: number;
  readonly steps: number;
}

/** Whom the learners stand beside. */
export interface Anchors {
  readonly scripted: readonly ComparedEvaluation[];
  /** `null` where it is not known. */
  readonly optimum: Optimum | null;
  /** Why the optimum is not known, where it is not. */
  readonly note?: string;
}

/** How a trained agent is measured. */
export interface Measuring {
  readonly plan: ComparisonPlan;
  /** Whether the tasks could be solved; else nothing is put beside it. */
  readonly knowsOptimum: boolean;
}

/** Plays a trained agent greedily, once on each task, and puts the exact optimum beside it. */
export function measure(
  agent: Agent<unknown>,
  measuredIn: SpecRecord,
  { plan, knowsOptimum }: Measuring,
): ComparedEvaluation {
  const env = make<unknown, number>(measuredIn);
  const options = optionsOf(plan);
  const evaluation = evaluate({ env, agent, seeds: [0], discount: options.discount });
  return knowsOptimum ? besideOptimum({ env, player: agent, evaluation }, options).evaluation : evaluation;
}

/** Plays the scripted players, and solves each task exactly. */
export function playAnchors(plan: ComparisonPlan): Anchors {
  const env = make<unknown, number>(plan.measuredIn);
  const options = optionsOf(plan);
  const { tasks, note } = optimaOf(env, env.taskIds, options);
  const scripted = SCRIPTED.map((name) => {
    const player = createPolicy(name);
    const evaluation = evaluate({ env, agent: player, discount: options.discount });
    return tasks === undefined ? evaluation : besideOptimum({ env, player, evaluation }, options).evaluation;
  });
  if (tasks === undefined) return { scripted, optimum: null, note };
  return { scripted, optimum: optimumOver([...tasks.values()]) };
}

function optionsOf({ maxStates, shared }: ComparisonPlan): TaskOptions {
  return { discount: shared.discount, maxStates };
}

function optimumOver(solutions: readonly Solution[]): Optimum {
  return {
    return: mean(solutions.map(({ optimalReturn }) => optimalReturn)),
    rawScore: mean(solutions.map(({ rawScoreOfOptimal }) => rawScoreOfOptimal.max)),
    bestRawScore: mean(solutions.map(({ bestRawScore }) => bestRawScore)),
    steps: mean(solutions.map(({ actions }) => actions.length)),
  };
}
