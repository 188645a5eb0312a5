import type { RewardFunction } from "./rewards.ts";

/** Who ends an episode that runs out of steps: the task itself, or someone outside. */
export const BUDGETS = ["terminal", "external"] as const;
export type Budget = (typeof BUDGETS)[number];

/** What `required_next_actions` shows: by the playbook, nothing, or (LEAKY) by the gold answer. */
export const HINT_MODES = ["workflow", "none", "full"] as const;
export type HintMode = (typeof HINT_MODES)[number];

/** Everything about the dynamics that is chosen at construction. */
export interface Rules {
  readonly budget: Budget;
  readonly hints: HintMode;
  /** Refuse fields that do not belong to the operation. */
  readonly strictOperations: boolean;
  readonly reward: RewardFunction;
}
