import type { Agent } from "../core/agent.ts";
import { InvalidArgumentError } from "../core/errors.ts";
import type { Mask } from "../core/mask.ts";
import type { TransitionModel } from "../core/model.ts";
import { greedyPolicyOf, type TablePolicy } from "./behaviour.ts";
import { canGoOnForEver } from "./components.ts";
import { type EnumerateOptions, enumerate, requireModel } from "./enumerate.ts";
import type { FiniteMdp } from "./finite-mdp.ts";
import { finalScores, withRewards } from "./objectives.ts";
import { fromStart } from "./policy-range.ts";
import { policyValues } from "./value-iteration.ts";

/** What a policy is worth, without noise. */
export interface ExactEvaluation {
  /** Expected discounted return from the start, in reward units. */
  readonly return: number;
  /** Expected final raw score, in [0, 1]. */
  readonly rawScore: number;
  /** Expected number of steps; ∞ where play may never end. */
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
  requireModel(model);
  if (agent.actionCount !== model.actionCount) {
    throw new InvalidArgumentError(
      `Expected an agent with the ${model.actionCount} actions of the model, got ${agent.name} with ${agent.actionCount}.`,
    );
  }
  return evaluatePolicyExactly(greedyPolicyOf(agent), model, options);
}

/**
 * The exact value of a memoryless policy, such as `behaviourPolicyOf(agent)` or `uniformPolicy`. Only states that the
 * policy reaches are enumerated.
 *
 * @throws {InvalidArgumentError} If its probabilities are negative, or those of the allowed actions do not sum to 1.
 * @throws {GymError} `MODEL_TOO_LARGE` or `NOT_CONVERGED`, as for `solve`.
 * @see Sutton & Barto 2018, §4.1.
 */
export function evaluatePolicyExactly<State>(
  policy: TablePolicy,
  model: TransitionModel<State>,
  options: ExactEvaluationOptions = {},
): ExactEvaluation {
  const { discount = 1 } = options;
  const followed = new FollowedModel(model, policy);
  const { mdp, states } = enumerate(followed, options);
  const probabilities = Float64Array.from(states.flatMap((state) => followed.probabilitiesOf(state)));
  const worth = (rewarded: FiniteMdp, gamma: number): number =>
    fromStart(mdp, policyValues(rewarded, probabilities, { discount: gamma }).values);
  const ones = new Float64Array(mdp.edgeNext.length).fill(1);
  return {
    return: worth(mdp, discount),
    rawScore: worth(withRewards(mdp, finalScores(mdp)), 1),
    steps: canGoOnForEver(mdp) ? Number.POSITIVE_INFINITY : worth(withRewards(mdp, ones), 1),
    stateCount: mdp.stateCount,
  };
}

const TOLERANCE = 1e-9;

/** A model with the actions alone that a policy takes. */
class FollowedModel<State> implements TransitionModel<State> {
  readonly actionCount: number;
  readonly #model: TransitionModel<State>;
  readonly #policy: TablePolicy;

  constructor(model: TransitionModel<State>, policy: TablePolicy) {
    this.actionCount = model.actionCount;
    this.#model = model;
    this.#policy = policy;
  }

  initial(): ReturnType<TransitionModel<State>["initial"]> {
    return this.#model.initial();
  }

  stateKey(state: State): string | number {
    return this.#model.stateKey(state);
  }

  actions(state: State): readonly number[] {
    const allowed = this.#model.actions(state);
    if (allowed.length === 0) return allowed;
    const probabilities = this.#ask(state, allowed);
    return allowed.filter((action) => (probabilities[action] ?? 0) > 0);
  }

  /** Probabilities of `actions(state)`, in their order. */
  probabilitiesOf(state: State): readonly number[] {
    const allowed = this.#model.actions(state);
    if (allowed.length === 0) return [];
    const probabilities = this.#ask(state, allowed);
    return allowed.map((action) => probabilities[action] ?? 0).filter((probability) => probability > 0);
  }

  #ask(state: State, allowed: readonly number[]): ArrayLike<number> {
    const key = this.#model.observe(state);
    const probabilities = this.#policy(key, maskOf(allowed, this.actionCount));
    const sum = allowed.reduce((total, action) => total + (probabilities[action] ?? 0), 0);
    const isProper = allowed.every((action) => (probabilities[action] ?? 0) >= 0);
    if (isProper && Math.abs(sum - 1) <= TOLERANCE) return probabilities;
    throw new InvalidArgumentError(
      `Expected a policy whose probabilities of the allowed actions are at least 0 and sum to 1, got the sum ${sum} in row ${key}.`,
    );
  }

  transitions(state: State, action: number): ReturnType<TransitionModel<State>["transitions"]> {
    return this.#model.transitions(state, action);
  }

  observe(state: State): number {
    return this.#model.observe(state);
  }

  score(state: State): number {
    return this.#model.score(state);
  }

  actionName(action: number): string {
    return this.#model.actionName(action);
  }
}

/** The mask that allows some actions. */
export function maskOf(allowed: readonly number[], actionCount: number): Mask {
  const mask = new Uint8Array(actionCount);
  for (const action of allowed) mask[action] = 1;
  return mask;
}
