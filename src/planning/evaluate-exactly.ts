import type { Agent } from "../core/agent.ts";
import { InvalidArgumentError } from "../core/errors.ts";
import type { TransitionModel } from "../core/model.ts";
import { type EnumerateOptions, enumerate } from "./enumerate.ts";
import type { FiniteMdp } from "./finite-mdp.ts";
import { finalScores, withRewards } from "./objectives.ts";
import { fromStart } from "./solve.ts";
import { policyValues } from "./value-iteration.ts";

/** What a policy is worth, without noise. */
export interface ExactEvaluation {
  /** Expected discounted return from the start, in reward units. */
  readonly return: number;
  /** Expected final raw score, in [0, 1]. */
  readonly rawScore: number;
  /** Expected number of steps. */
  readonly steps: number;
  /** States that the policy reaches. */
  readonly stateCount: number;
}

/** What `evaluateExactly` takes beside agent and model. */
export interface ExactEvaluationOptions extends EnumerateOptions {
  /** γ in [0, 1] of the return. @defaultValue 1 */
  readonly discount?: number;
}

/**
 * The exact value of an agent's greedy policy. Tied actions are averaged over, so that no tie rule shows.
 *
 * @throws {InvalidArgumentError} If the agent has another number of actions than the model.
 * @throws {GymError} `MODEL_TOO_LARGE` or `NOT_CONVERGED`, as for `solve`.
 */
export function evaluateExactly<State>(
  agent: Agent,
  model: TransitionModel<State>,
  options: ExactEvaluationOptions = {},
): ExactEvaluation {
  if (agent.actionCount !== model.actionCount) {
    throw new InvalidArgumentError(
      `Expected an agent with the ${model.actionCount} actions of the model, got ${agent.name} with ${agent.actionCount}.`,
    );
  }
  const { discount = 1 } = options;
  const { mdp } = enumerate(restricted(model, agent), options);
  const policy = uniformPolicy(mdp);
  const worth = (process: FiniteMdp, gamma: number): number =>
    fromStart(mdp, policyValues(process, policy, { discount: gamma }).values);
  const ones = new Float64Array(mdp.edgeNext.length).fill(1);
  return {
    return: worth(mdp, discount),
    rawScore: worth(withRewards(mdp, finalScores(mdp)), 1),
    steps: worth(withRewards(mdp, ones), 1),
    stateCount: mdp.stateCount,
  };
}

/** The model with the agent's greedy actions alone. */
function restricted<State>(model: TransitionModel<State>, agent: Agent): TransitionModel<State> {
  const mask = new Uint8Array(model.actionCount);
  return {
    actionCount: model.actionCount,
    initial: () => model.initial(),
    stateKey: (state) => model.stateKey(state),
    actions: (state) => {
      const allowed = model.actions(state);
      if (allowed.length === 0) return allowed;
      mask.fill(0);
      for (const action of allowed) mask[action] = 1;
      return agent.explain(model.observe(state), mask).greedy;
    },
    transitions: (state, action) => model.transitions(state, action),
    observe: (state) => model.observe(state),
    score: (state) => model.score(state),
    actionName: (action) => model.actionName(action),
  };
}

/** Every pair of a state equally often. */
function uniformPolicy(mdp: FiniteMdp): Float64Array {
  const policy = new Float64Array(mdp.pairAction.length);
  for (let state = 0; state < mdp.stateCount; state += 1) {
    const first = mdp.pairStart[state] ?? 0;
    const end = mdp.pairStart[state + 1] ?? 0;
    policy.fill(1 / (end - first), first, end);
  }
  return policy;
}
