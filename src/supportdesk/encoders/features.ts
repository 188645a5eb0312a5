import { CANONICAL_TASK_IDS } from "../canonical/task-ids.ts";
import { matrixPriority } from "../playbook/priority-matrix.ts";
import { NOTE_TEMPLATE_NAMES, noteTemplateOf, REPLY_TEMPLATE_NAMES, replyTemplateOf } from "../templates.ts";
import { isClassified, type View } from "../view.ts";
import {
  CUSTOMER_TIERS,
  FOLLOW_UP_STATUSES,
  ISSUE_TYPES,
  PRIORITIES,
  WORKFLOW_STAGES,
} from "../vocabulary.ts";
import { workflowStage } from "../workflow.ts";

/** A small discrete fact about a view. */
export interface Feature {
  readonly name: string;
  /** One word for each value; its length is the number of values. */
  readonly values: readonly string[];
  /** Index into `values`. */
  readonly read: (view: View) => number;
  /** Fixed for the whole episode, so that it need be read only once. */
  readonly fixed: boolean;
  /** Tells how many steps are left, which an external budget may not show. */
  readonly showsBudget: boolean;
}

interface FeatureOptions {
  readonly fixed?: boolean;
  readonly showsBudget?: boolean;
}

function feature(
  name: string,
  values: readonly string[],
  read: (view: View) => number,
  { fixed = false, showsBudget = false }: FeatureOptions = {},
): Feature {
  return { name, values, read, fixed, showsBudget };
}

function bit(name: string, read: (view: View) => boolean): Feature {
  return feature(name, ["no", "yes"], (view) => (read(view) ? 1 : 0));
}

/** A fact that the canonical ruleset does not have: always its first value. */
function absent(name: string, values: readonly string[]): Feature {
  return feature(name, values, () => 0, { fixed: true });
}

const LEVELS = ["1", "2", "3"];
const TOPICS: readonly string[] = ["unclear", ...ISSUE_TYPES];
const MAX_ROUND = 2;
const MAX_STEPS = 10;

function slaBand({ sla_minutes_remaining: minutes }: View): number {
  if (minutes > 60) return 0;
  if (minutes > 30) return 1;
  return minutes >= 0 ? 2 : 3;
}

function templateIndex(names: readonly string[], text: string | null, template: string | undefined): number {
  return text === null || template === undefined ? 0 : 1 + names.indexOf(template);
}

/** Every feature that encoders are composed of, in the order of the documentation. */
export const FEATURES: readonly Feature[] = [
  feature("suggested_topic", TOPICS, ({ signals }) => TOPICS.indexOf(signals.suggested_topic), {
    fixed: true,
  }),
  feature("impact", LEVELS, ({ signals }) => signals.impact - 1, { fixed: true }),
  feature("urgency", LEVELS, ({ signals }) => signals.urgency - 1, { fixed: true }),
  feature(
    "matrix_priority",
    PRIORITIES,
    ({ signals }) => PRIORITIES.indexOf(matrixPriority(signals.impact, signals.urgency)),
    { fixed: true },
  ),
  feature("tier", CUSTOMER_TIERS, ({ ticket }) => CUSTOMER_TIERS.indexOf(ticket.customer_tier), {
    fixed: true,
  }),
  absent("sentiment", ["neutral", "upset", "angry"]),
  absent("claimed_urgency", LEVELS),
  absent("risk_hint", ["none", "security", "regulated", "payment"]),
  absent("secondary", ["none", "present"]),
  absent("account_lookup", ["none", "identity", "commercial", "technical", "governance"]),
  absent("status_page", ["unchecked", "incident", "quiet"]),
  absent("kb", ["unsearched", "policy", "conflict", "none"]),
  feature("follow_up", FOLLOW_UP_STATUSES, ({ follow_up }) => FOLLOW_UP_STATUSES.indexOf(follow_up.status)),
  feature("round", ["0", "1", "2+"], ({ follow_up }) => Math.min(MAX_ROUND, follow_up.round)),
  absent("approval", ["none", "pending", "granted", "refused"]),
  feature("issue_set", ["unset", ...ISSUE_TYPES], ({ case: { issue_type } }) =>
    issue_type === null ? 0 : 1 + ISSUE_TYPES.indexOf(issue_type),
  ),
  feature("priority_set", ["unset", ...PRIORITIES], ({ case: { priority } }) =>
    priority === null ? 0 : 1 + PRIORITIES.indexOf(priority),
  ),
  feature("reply_set", ["unset", ...REPLY_TEMPLATE_NAMES], ({ case: { reply } }) =>
    templateIndex(REPLY_TEMPLATE_NAMES, reply, reply === null ? undefined : replyTemplateOf(reply)),
  ),
  feature("note_set", ["unset", ...NOTE_TEMPLATE_NAMES], ({ case: { internal_note: note } }) =>
    templateIndex(NOTE_TEMPLATE_NAMES, note, note === null ? undefined : noteTemplateOf(note)),
  ),
  feature("sla_band", ["over 60", "31-60", "0-30", "breached"], slaBand),
  feature(
    "steps_left",
    Array.from({ length: MAX_STEPS + 1 }, (_, steps) => String(steps)),
    ({ remaining_steps }) => Math.min(MAX_STEPS, remaining_steps),
    { showsBudget: true },
  ),
  feature("stage", WORKFLOW_STAGES, (view) => WORKFLOW_STAGES.indexOf(workflowStage(view))),
  feature(
    "task_id",
    ["other", ...CANONICAL_TASK_IDS],
    ({ task_id }) => 1 + (CANONICAL_TASK_IDS as readonly string[]).indexOf(task_id),
    { fixed: true },
  ),
  bit("classified", ({ case: caseState }) => isClassified(caseState)),
  bit("priority", ({ case: { priority } }) => priority !== null),
  bit("requested", ({ case: { requested_fields } }) => requested_fields.length > 0),
  bit("reply", ({ case: { reply } }) => reply !== null),
  bit("note", ({ case: { internal_note: note } }) => note !== null),
];
