import type { Agent } from "../../core/agent.ts";
import type { Env } from "../../core/env.ts";
import type { JsonValue } from "../../core/json.ts";
import type { CurvePoint, EvaluationEvent, TrainingCallback } from "../../training/callbacks.ts";
import { exactTask } from "./exact-task.ts";

/** A point of a learning curve, with what the greedy policy scores exactly. */
export interface ExactPoint extends CurvePoint {
  /** Mean over tasks, in [0, 1]; `null` where the dynamics are not known or the policy reaches too many states. */
  readonly exactGreedyRaw?: number | null;
}

/**
 * Computes at each evaluation of a training what the greedy policy scores exactly: averaged over actions that the agent
 * values equally, where one greedy episode takes one of them.
 */
export class ExactCurve implements TrainingCallback<never> {
  readonly #env: Env;
  #scores = new Map<number, number | null>();

  /** @param env - Where the agent is evaluated. */
  constructor(env: Env) {
    this.#env = env;
  }

  onEvaluate({ point, agent }: EvaluationEvent): undefined {
    this.#scores.set(point.episodes, exactScore(agent, this.#env));
  }

  save(): JsonValue {
    return [...this.#scores].map((entry) => [...entry]);
  }

  restore(saved: JsonValue): void {
    // What `save` gave.
    this.#scores = new Map(saved as unknown as readonly [number, number | null][]);
  }

  /** The curve of the training with the exact scores. */
  addTo(curve: readonly CurvePoint[]): readonly ExactPoint[] {
    return curve.map((point) => ({ ...point, exactGreedyRaw: this.#scores.get(point.episodes) ?? null }));
  }
}

/**
 * What the greedy policy of an agent scores exactly, as a mean over tasks; `null` where the dynamics are not known or it
 * reaches too many states.
 */
export function exactScore(agent: Agent<never>, env: Env): number | null {
  const { taskIds } = env;
  const named = taskIds.length === 0 ? [undefined] : taskIds;
  let sum = 0;
  for (const taskId of named) {
    const exact = exactTask(agent, { env, taskId }, { discount: 1 });
    if (exact === undefined) return null;
    sum += exact.rawScore;
  }
  return sum / named.length;
}
