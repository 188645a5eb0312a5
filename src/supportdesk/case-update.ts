import type { Action, CaseState, FollowUp } from "./models.ts";
import type { Answer } from "./scenario.ts";
import type { View } from "./view.ts";

/** What an action did to a case. */
export interface CaseUpdate {
  readonly case: CaseState;
  readonly followUp: FollowUp;
  /** Case or follow-up differ from before. */
  readonly changed: boolean;
  /** A field was asked for that had been asked for before. */
  readonly askedAgain: boolean;
}

/** Whether an action's field says something other than the case. */
function differs(value: string | null | undefined, current: string | null): boolean {
  return value !== null && value !== undefined && value !== current;
}

function writesPlainField(caseState: CaseState, action: Action): boolean {
  return (
    differs(action.queue, caseState.queue) ||
    differs(action.priority, caseState.priority) ||
    differs(action.issue_type, caseState.issue_type) ||
    differs(action.status, caseState.status) ||
    differs(action.resolution_code, caseState.resolution_code) ||
    differs(action.reply, caseState.reply) ||
    differs(action.internal_note, caseState.internal_note)
  );
}

function writeFields(caseState: CaseState, action: Action, newFields: readonly string[]): CaseState {
  const { requested_fields: asked } = caseState;
  return {
    queue: action.queue ?? caseState.queue,
    priority: action.priority ?? caseState.priority,
    issue_type: action.issue_type ?? caseState.issue_type,
    status: action.status ?? caseState.status,
    resolution_code: action.resolution_code ?? caseState.resolution_code,
    requested_fields: newFields.length === 0 ? asked : [...asked, ...newFields],
    reply: action.reply ?? caseState.reply,
    internal_note: action.internal_note ?? caseState.internal_note,
  };
}

const NO_FIELDS: readonly string[] = [];

function unasked(caseState: CaseState, requested: readonly string[]): readonly string[] {
  if (requested.length === 0) return NO_FIELDS;
  return [...new Set(requested)].filter((field) => !caseState.requested_fields.includes(field));
}

/** The customer's answer: the scripted one if a needed field was asked for, else nothing. */
function deliver(answer: Answer, caseState: CaseState, pending: FollowUp): FollowUp {
  const { follow_up: script, needed_fields: needed } = answer;
  const asksForNeeded = caseState.requested_fields.some((field) => needed.includes(field));
  if (script === null || !asksForNeeded) return { ...pending, status: "none", message: "" };
  return { ...script, round: pending.round + 1 };
}

function nextFollowUp(answer: Answer, view: View, action: Action): FollowUp {
  const delivers = action.operation === "wait" && view.follow_up.status === "pending";
  return delivers ? deliver(answer, view.case, view.follow_up) : view.follow_up;
}

/**
 * Writes an action to the case and moves the follow-up. Every field that is not null is applied, whatever the
 * operation; `wait` first delivers a pending answer; naming a new field then makes an answer pending.
 */
export function applyAction(answer: Answer, view: View, action: Action): CaseUpdate {
  const requested = action.requested_fields ?? NO_FIELDS;
  const newFields = unasked(view.case, requested);
  const writes = newFields.length > 0 || writesPlainField(view.case, action);
  const delivered = nextFollowUp(answer, view, action);
  const followUp: FollowUp =
    newFields.length === 0 ? delivered : { ...delivered, status: "pending", message: "" };
  return {
    case: writes ? writeFields(view.case, action, newFields) : view.case,
    followUp,
    changed: writes || followUp !== view.follow_up,
    askedAgain: requested.length > 0 && new Set(requested).size > newFields.length,
  };
}
