/** One possible result of an action. */
export interface ModelTransition<State> {
  /** In (0, 1]; the transitions of a state and action sum to 1. */
  readonly probability: number;
  readonly next: State;
  readonly reward: number;
  readonly terminated: boolean;
  readonly truncated: boolean;
}

/**
 * The exact dynamics of an environment, as Gymnasium's toy-text table `P`, for planning and exact evaluation.
 * All methods are pure; states are values that the model alone interprets.
 */
export interface TransitionModel<State = unknown> {
  /** Start states with their probabilities, which sum to 1. */
  initial(): readonly { readonly probability: number; readonly state: State }[];
  /** The identity of a state: equal for two states if and only if everything that follows is the same. */
  stateKey(state: State): string | number;
  /** Allowed actions, as indices; empty once ended. */
  actions(state: State): readonly number[];
  transitions(state: State, action: number): readonly ModelTransition<State>[];
  /** What an agent sees there: its table row. */
  observe(state: State): number;
  /** Raw score in [0, 1]. */
  score(state: State): number;
  /** Number of actions: all indices are in [0, actionCount). */
  readonly actionCount: number;
  actionName(action: number): string;
}
