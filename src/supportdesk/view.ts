import type { CaseState, FollowUp, Ticket } from "./models.ts";
import type { IssueType, Ruleset } from "./vocabulary.ts";

/** Small discrete facts about a ticket that tabular agents see: tagged from its text or drawn with it. */
export interface Signals {
  readonly suggested_topic: IssueType | "unclear";
  /** 1 few users, 2 a team, 3 many users, production or regulated data. */
  readonly impact: 1 | 2 | 3;
  /** 1 can wait, 2 degraded or a dated deadline, 3 active loss or stopped work. */
  readonly urgency: 1 | 2 | 3;
}

/**
 * The part of an episode that action libraries, masks, encoders and hints may read: what the agent sees, without
 * the history and feedback that are written for people and language models.
 */
export interface View {
  readonly task_id: string;
  readonly ruleset: Ruleset;
  /** As it arrived; the running clock is `sla_minutes_remaining`. */
  readonly ticket: Ticket;
  readonly signals: Signals;
  readonly case: CaseState;
  readonly follow_up: FollowUp;
  readonly remaining_steps: number;
  readonly sla_minutes_remaining: number;
  /** The episode is over. */
  readonly ended: boolean;
}

/** Queue and issue type are both set. */
export function isClassified({ queue, issue_type }: CaseState): boolean {
  return queue !== null && issue_type !== null;
}

/** The customer answered, but something asked for is absent or unusable. */
export function isIncomplete({ status }: FollowUp): boolean {
  return status === "partial" || status === "incorrect" || status === "no_reply";
}

/** Fields asked for that have not come back usable. */
export function outstandingFields(view: View): readonly string[] {
  const { provided_fields, wrong_fields } = view.follow_up;
  return view.case.requested_fields.filter(
    (field) => !provided_fields.includes(field) || wrong_fields.includes(field),
  );
}
