import type { FollowUp, KnowledgeSnippet, Observation, Ticket } from "./models.ts";
import type { Signals } from "./view.ts";
import type { IssueType, Priority, Queue, RiskFlag, Ruleset, Status } from "./vocabulary.ts";

/** The part of a scenario that agents see. */
export interface Brief {
  readonly task_id: string;
  readonly ruleset: Ruleset;
  readonly difficulty: Observation["difficulty"];
  readonly objective: string;
  readonly ticket: Ticket;
  readonly knowledge_base: readonly KnowledgeSnippet[];
  readonly risk_flags: readonly RiskFlag[];
  readonly signals: Signals;
  /** Steps until an unsubmitted episode ends. */
  readonly max_steps: number;
}

/** Phrases of which any one will do. */
export type MarkerGroup = readonly string[];

/** The part of a scenario that only grading and nature's script read. */
export interface Answer {
  readonly queue: Queue;
  readonly priority: Priority;
  readonly issue_type: IssueType;
  readonly status: Status;
  readonly resolution_code: string;
  readonly needed_fields: readonly string[];
  readonly reply: { readonly groups: readonly MarkerGroup[]; readonly forbidden: readonly string[] };
  readonly note: { readonly groups: readonly MarkerGroup[] };
  /** What the customer sends when a needed field was asked for; `null` if nothing comes back. */
  readonly follow_up: Omit<FollowUp, "round"> | null;
}

/** One problem: what is shown, and what it is graded by. */
export interface Scenario {
  readonly brief: Brief;
  readonly answer: Answer;
}
