import type { JsonObject, JsonValue } from "./json.ts";
import type { Mask } from "./mask.ts";

/** What an agent chose, with the probability it chose it with: the propensity, in (0, 1]. */
export interface Choice {
  readonly action: number;
  readonly propensity: number;
}

/** One step of experience. `Context` is a table row (an integer) or a feature vector. */
export interface Transition<Context = number> {
  readonly context: Context;
  readonly mask: Mask;
  readonly action: number;
  readonly propensity: number;
  readonly reward: number;
  readonly nextContext: Context;
  readonly nextMask: Mask;
  /** The task ended: nothing follows, so a learner does not bootstrap. */
  readonly terminated: boolean;
  /** The episode was stopped from outside: a learner bootstraps from `nextContext`. */
  readonly truncated: boolean;
  /** Steps of the environment that the action took, an integer ≥ 1: what follows is weighed by γ^duration. @defaultValue 1 */
  readonly duration?: number;
}

/** What an agent believes about one context. Arrays have shape [actionCount]. */
export interface Explanation {
  readonly values: readonly number[];
  readonly counts: readonly number[];
  /** Allowed actions of the highest value. */
  readonly greedy: readonly number[];
}

/** A saved agent: plain JSON, restored by `agentFromJSON`. */
export interface SavedAgent extends JsonObject {
  /** Version of this layout, `supportdesk.agent-state/1`. */
  readonly schema: string;
  readonly name: string;
  readonly hyperparameters: JsonObject;
  readonly state: JsonValue;
}

/** A context as a table row (an integer), or as a vector of numbers. */
export type AgentReads = "key" | "features";

/**
 * A learner over integer actions.
 *
 * `act` explores and may draw random numbers; `actGreedily` never explores and never changes the agent. Schedules
 * count the episodes the agent itself has seen end, so training 10 + 10 episodes equals training 20.
 */
export interface Agent<Context = number> {
  readonly name: string;
  /** What it acts on, table rows or vectors of numbers; absent where it does not say. */
  readonly reads?: AgentReads;
  readonly actionCount: number;
  /** γ in [0, 1] of the agent's targets. */
  readonly discount: number;
  act(context: Context, mask: Mask): Choice;
  /** The best known action; ties are broken by a rule seeded per context. */
  actGreedily(context: Context, mask: Mask): number;
  /** Learns from one step. The caller may reuse the transition object: copy what is kept. */
  learn(transition: Transition<Context>): void;
  explain(context: Context, mask?: Mask): Explanation;
  toJSON(): SavedAgent;
}

/** A fixed rule of behaviour that does not learn. */
export interface Policy<Observation = unknown, Action = unknown> {
  readonly name: string;
  /** Whether the same observation can get different actions. */
  readonly stochastic: boolean;
  /**
   * What it acts on: `env` takes the observation, mask and action space of the environment it is evaluated in;
   * `unwrapped` plays the innermost environment, past encoders, action libraries and masks.
   */
  readonly plays: "env" | "unwrapped";
  /** Restarts the policy's stream before an episode. */
  seed?(seed: number): void;
  act(observation: Observation, mask: Mask | undefined): Action;
}
