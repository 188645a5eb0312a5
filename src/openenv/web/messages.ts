import type { ActionDescription } from "../../supportdesk/action-library/index.ts";
import type { WireRecord } from "../served-environment.ts";
import type { StepPayload } from "../wire.ts";

/** One action of the running episode, as the page's log keeps it. */
export interface ActionLog {
  /** ISO 8601, in UTC. */
  readonly timestamp: string;
  readonly action: WireRecord;
  readonly observation: WireRecord;
  readonly reward: number | null;
  readonly done: boolean;
  /** Steps played, this one included. */
  readonly step_count: number;
}

/** The shared episode as every visitor sees it. */
export interface EpisodeState {
  /** `null` before the first reset. */
  readonly episode_id: string | null;
  readonly step_count: number;
  /** `null` before the first reset. */
  readonly current_observation: WireRecord | null;
  /** Oldest first, at most {@link MAX_ACTION_LOGS}. */
  readonly action_logs: readonly ActionLog[];
  /** No action has been played since the last reset. */
  readonly is_reset: boolean;
}

/** Actions that the log keeps. */
export const MAX_ACTION_LOGS = 1000;

/** What `/ws/ui` sends on connect and after every reset and step. */
export interface StateUpdate {
  readonly type: "state_update";
  readonly episode_state: EpisodeState;
}

/** The answer to `GET /web/library`: one library, and what else there is to choose. */
export interface NamedActionList {
  /** Names of the libraries; empty where the environment has no named actions. */
  readonly libraries: readonly string[];
  readonly masks: readonly string[];
  readonly name: string;
  readonly actions: readonly ActionDescription[];
}

/** Which named actions are offered now; 1 offered, 0 not. Shape [actions of the library]. */
export interface OfferedActions {
  readonly library: string;
  readonly mask: string;
  readonly offered: readonly number[];
}

/** What a bundled policy did in one step. */
export interface PolicyChoice {
  readonly policy: string;
  /** The action in the spelling of the action libraries. */
  readonly name: string;
  readonly action: WireRecord;
}

/** The answer to `POST /web/policy`. */
export type PolicyStep = StepPayload & { readonly choice: PolicyChoice };

/** One component of the final grade. */
export interface GradedComponent {
  readonly name: string;
  /** Weight in percent. */
  readonly weight: number;
  /** In [0, 1]. */
  readonly credit: number;
}

/** How the episode stands. Components and evidence appear once it has ended, never before. */
export interface GradeReport {
  readonly ended: boolean;
  /** Reported score, strictly inside (0, 1). */
  readonly score: number;
  readonly outcome: string;
  readonly components?: readonly GradedComponent[];
  readonly evidence?: WireRecord;
}
