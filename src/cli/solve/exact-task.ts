import type { Agent, Explanation, Policy } from "../../core/agent.ts";
import type { Env } from "../../core/env.ts";
import { GymError } from "../../core/errors.ts";
import type { Mask } from "../../core/mask.ts";
import { RandomPolicy } from "../../core/random-policy.ts";
import { uniformPolicy } from "../../planning/behaviour.ts";
import { evaluateExactly, evaluatePolicyExactly } from "../../planning/evaluate-exactly.ts";
import { type Encoder, SupportDeskFeaturesEnv } from "../../supportdesk/index.ts";
import { modelToPlay, modelToSolve } from "./desk-model.ts";
import { MAX_STATES, type TaskOptions } from "./optima.ts";

/** What a player is worth on a task, without noise. */
export interface ExactTask {
  /** J: expected return, discounted by the γ that was asked for. */
  readonly return: number;
  /** Expected final raw score, in [0, 1]. */
  readonly rawScore: number;
}

/**
 * The exact value on a task of an agent's greedy policy, averaged over actions that it values equally, or of the random
 * policy; `undefined` of another policy, where the environment does not know its dynamics, and where more than
 * `maxStates` states are reached.
 */
export function exactTask(
  player: Agent<never> | Policy,
  { env, taskId }: { readonly env: Env; readonly taskId: string | undefined },
  { discount, maxStates = MAX_STATES }: TaskOptions,
): ExactTask | undefined {
  const options = { discount, maxStates };
  const model = "learn" in player ? modelToPlay(env, taskId) : modelToSolve(env, taskId);
  if (model === undefined) return undefined;
  try {
    if ("learn" in player) return evaluateExactly(onRows(player, env), model, options);
    return player instanceof RandomPolicy ? evaluatePolicyExactly(uniformPolicy, model, options) : undefined;
  } catch (error) {
    if (error instanceof GymError && ["MODEL_TOO_LARGE", "NOT_CONVERGED"].includes(error.code)) {
      return undefined;
    }
    throw error;
  }
}

/** An agent as its model sees it: on table rows, also where it reads the vectors that rows stand for. */
function onRows(agent: Agent<never>, env: Env): Agent {
  const rowAgent = agent as unknown as Agent;
  if (!(env instanceof SupportDeskFeaturesEnv)) return rowAgent;
  const { encoder } = env;
  const reader = agent as unknown as Agent<readonly number[]>;
  const explain = (key: number, mask?: Mask): Explanation => reader.explain(vectorOf(encoder, key), mask);
  const replaced: Readonly<Record<PropertyKey, unknown>> = { reads: "key", explain };
  return new Proxy(rowAgent, {
    get: (target, name) =>
      Object.hasOwn(replaced, name) ? replaced[name] : Reflect.get(target, name, target),
  });
}

/** The one-hot features of a table row, as `Encoder.oneHot` gives them for a view. */
function vectorOf({ features, featureCount }: Encoder, key: number): readonly number[] {
  const vector = new Array<number>(featureCount).fill(0);
  let rest = key;
  let offset = 0;
  for (const { values } of features) {
    vector[offset + (rest % values.length)] = 1;
    rest = Math.floor(rest / values.length);
    offset += values.length;
  }
  return vector;
}
