import { z } from "zod";
import type { Agent, SavedAgent } from "../../core/agent.ts";
import { agentFromJSON } from "../../core/agent-registry.ts";
import { GymError } from "../../core/errors.ts";
import type { TrainingCallback } from "../callbacks.ts";
import { type EvaluateOptions, type Evaluation, evaluate } from "../evaluate.ts";
import { isBetter, meritOf } from "./merit.ts";
import { readSaved } from "./shared.ts";

/** The best agent of a run so far, with the evaluation that chose it. */
export interface BestSoFar {
  /** Episodes it was trained. */
  readonly episodes: number;
  readonly steps: number;
  /** Mean raw score of that evaluation; `null` where the environment gives none. */
  readonly rawScore: number | null;
  /** Mean return of that evaluation. */
  readonly return: number;
  /** To be restored with `agentFromJSON`. */
  readonly agent: SavedAgent;
}

/** A callback that keeps the best agent it has seen evaluated. */
export interface BestAgent extends TrainingCallback<never> {
  /** `undefined` before the first evaluation. */
  readonly best: BestSoFar | undefined;
  /** Evaluations that it was chosen from. */
  readonly evaluations: number;
  /**
   * Evaluates the best agent anew. The best of many noisy evaluations looks better than it is, so where anything is
   * random the seeds are fresh by default: 100 to 199.
   *
   * @throws {GymError} `UNSUPPORTED` if nothing was evaluated yet.
   */
  reevaluate(options: Omit<EvaluateOptions, "agent">): Evaluation;
}

const Saved = z.strictObject({
  evaluations: z.int().nonnegative(),
  best: z
    .strictObject({
      episodes: z.int().nonnegative(),
      steps: z.int().nonnegative(),
      rawScore: z.number().nullable(),
      return: z.number(),
      agent: z.strictObject({
        schema: z.string(),
        name: z.string(),
        hyperparameters: z.record(z.string(), z.json()),
        state: z.json(),
      }),
    })
    .nullable(),
});

const FRESH_SEEDS: readonly number[] = Array.from({ length: 100 }, (_, index) => 100 + index);

/** Keeps the agent of the best evaluation: of strictly higher mean raw score, then return; of equals the first. */
export function bestAgent(): BestAgent {
  let best: BestSoFar | undefined;
  let evaluations = 0;
  return {
    get best() {
      return best;
    },
    get evaluations() {
      return evaluations;
    },
    onEvaluate: ({ point: { episodes, steps }, evaluation, agent }) => {
      const merit = meritOf(evaluation.mean);
      evaluations += 1;
      if (best !== undefined && !isBetter(merit, best)) return undefined;
      best = { episodes, steps, ...merit, agent: structuredClone(agent.toJSON()) };
      return undefined;
    },
    save: () => ({ evaluations, best: best === undefined ? null : { ...best } }),
    restore: (saved) => {
      const state = readSaved("bestAgent", Saved, saved);
      evaluations = state.evaluations;
      best = state.best ?? undefined;
    },
    reevaluate: (options) => {
      if (best === undefined) throw new GymError("UNSUPPORTED", "No agent was evaluated yet: train first.");
      const agent: Agent<never> = agentFromJSON<never>(best.agent);
      const seeds = options.env.metadata.stochastic ? { seeds: FRESH_SEEDS } : {};
      return evaluate({ ...seeds, ...options, agent });
    },
  };
}
