import fc from "fast-check";
import type { Action } from "../../src/supportdesk/models.ts";
import { BUNDLES } from "../../src/supportdesk/playbook/bundles.ts";
import { NOTE_TEMPLATES, REPLY_TEMPLATES } from "../../src/supportdesk/templates.ts";
import {
  CANONICAL_ISSUE_TYPES,
  CANONICAL_OPERATIONS,
  CANONICAL_QUEUES,
  CANONICAL_STATUSES,
  PRIORITIES,
} from "../../src/supportdesk/vocabulary.ts";
import { TASKS } from "./desk-play.ts";

const FIELDS: readonly string[] = [
  ...BUNDLES.identity,
  ...BUNDLES.diagnostics,
  ...BUNDLES.compliance,
  "password",
  "shoe_size",
];
const REPLIES: readonly string[] = [...Object.values(REPLY_TEMPLATES), "", "Hm.", "refund within two days"];
const NOTES: readonly string[] = [...Object.values(NOTE_TEMPLATES), "", "policy, data, owner"];

const optional = <T>(values: readonly T[]): fc.Arbitrary<T | null> =>
  fc.option(fc.constantFrom(...values), { freq: 2 });

/** Any canonical task. */
export const anyTask = fc.constantFrom(...TASKS);

/** A valid action with any mixture of fields, as the lenient desk takes them. */
export const anyAction: fc.Arbitrary<Action> = fc.record(
  {
    operation: fc.constantFrom(...CANONICAL_OPERATIONS),
    queue: optional(CANONICAL_QUEUES),
    priority: optional(PRIORITIES),
    issue_type: optional(CANONICAL_ISSUE_TYPES),
    status: optional(CANONICAL_STATUSES),
    resolution_code: optional(["refund_issued", "recovery_pending", "incident_opened", "made_up"]),
    requested_fields: fc.option(fc.subarray([...FIELDS], { maxLength: 5 }), { freq: 2 }),
    reply: optional(REPLIES),
    internal_note: optional(NOTES),
  },
  { requiredKeys: ["operation"] },
);

/** An action of one operation with no field but its own, so that episodes last. */
const modestAction: fc.Arbitrary<Action> = fc.oneof(
  fc.constant<Action>({ operation: "wait" }),
  fc.constantFrom(...CANONICAL_QUEUES).map((queue): Action => ({ operation: "classify", queue })),
  fc.constantFrom(...PRIORITIES).map((priority): Action => ({ operation: "classify", priority })),
  fc
    .constantFrom(...CANONICAL_ISSUE_TYPES)
    .map((issueType): Action => ({ operation: "classify", issue_type: issueType })),
  fc
    .subarray([...FIELDS], { minLength: 1, maxLength: 4 })
    .map((requestedFields): Action => ({ operation: "request_info", requested_fields: requestedFields })),
  fc.constantFrom(...REPLIES).map((reply): Action => ({ operation: "draft_reply", reply })),
  fc
    .constantFrom(...NOTES)
    .map((internalNote): Action => ({ operation: "add_internal_note", internal_note: internalNote })),
);

/** Up to nine actions, more than any task takes; one in six carries many fields at once. */
export const anyActions: fc.Arbitrary<Action[]> = fc.array(
  fc.oneof({ weight: 5, arbitrary: modestAction }, { weight: 1, arbitrary: anyAction }),
  { minLength: 1, maxLength: 9 },
);
