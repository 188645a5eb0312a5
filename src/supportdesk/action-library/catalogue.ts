import type { Action } from "../models.ts";
import { BUNDLE_NAMES, BUNDLES } from "../playbook/bundles.ts";
import { dispositionCode, FAMILIES, GUIDE_PRIORITIES } from "../playbook/families.ts";
import { NOTE_TEMPLATE_NAMES, NOTE_TEMPLATES, REPLY_TEMPLATE_NAMES, REPLY_TEMPLATES } from "../templates.ts";
import { outstandingFields } from "../view.ts";
import { ISSUE_TYPES, type IssueType, PRIORITIES, type Status } from "../vocabulary.ts";
import { type MacroAction, macro } from "./macro.ts";

const CORE_ISSUE_TYPES = Object.keys(GUIDE_PRIORITIES) as readonly IssueType[];

/** Queue and issue type by the routing table; priority stays open. */
function classify(issueType: IssueType): MacroAction {
  const { queue } = FAMILIES[issueType];
  return macro({
    name: `classify:${issueType}`,
    group: "classify",
    action: { operation: "classify", queue, issue_type: issueType },
    writes: ["classification"],
  });
}

/** Queue, issue type and priority in one, by the routing guide. */
function classifyByGuide(issueType: IssueType): MacroAction {
  const { queue } = FAMILIES[issueType];
  return macro({
    name: `classify:${issueType}`,
    group: "classify",
    action: {
      operation: "classify",
      queue,
      priority: GUIDE_PRIORITIES[issueType] ?? null,
      issue_type: issueType,
    },
    writes: ["classification", "priority"],
  });
}

function requestFields(label: string, fields: readonly string[], distractor = false): MacroAction {
  return macro({
    name: `request:${label}`,
    group: "request",
    action: { operation: "request_info", requested_fields: [...fields] },
    distractor,
  });
}

/** Asks again for what is outstanding. */
const REQUEST_MISSING = macro({
  name: "request:missing",
  group: "request",
  action: { operation: "request_info", requested_fields: [] },
  compile: (view) => ({ operation: "request_info", requested_fields: [...outstandingFields(view)] }),
});

/** Submits in a status, with the resolution code that the playbook gives to the case's own issue type. */
function submit(status: Status): MacroAction {
  const actions = new Map<IssueType | null, Action>();
  for (const issueType of [null, ...ISSUE_TYPES]) {
    const resolutionCode = issueType === null ? null : dispositionCode(issueType, status);
    actions.set(issueType, Object.freeze({ operation: "submit", status, resolution_code: resolutionCode }));
  }
  const action: Action = { operation: "submit", status };
  return macro({
    name: `submit:${status}`,
    group: "submit",
    action,
    compile: (view) => actions.get(view.case.issue_type) ?? action,
  });
}

const DISTRACTING_REPLIES: readonly string[] = ["generic_sorry", "premature_promise"];
const DISTRACTING_NOTES: readonly string[] = ["low_signal"];

const REPLIES = REPLY_TEMPLATE_NAMES.map((template) =>
  macro({
    name: `reply:${template}`,
    group: "reply",
    action: { operation: "draft_reply", reply: REPLY_TEMPLATES[template] },
    writes: ["reply"],
    distractor: DISTRACTING_REPLIES.includes(template),
  }),
);

const NOTES = NOTE_TEMPLATE_NAMES.map((template) =>
  macro({
    name: `note:${template}`,
    group: "note",
    action: { operation: "add_internal_note", internal_note: NOTE_TEMPLATES[template] },
    writes: ["note"],
    distractor: DISTRACTING_NOTES.includes(template),
  }),
);

const LOOKUPS = [
  macro({ name: "lookup:account", group: "lookup", action: { operation: "lookup_account" } }),
  macro({ name: "lookup:status_page", group: "lookup", action: { operation: "check_status_page" } }),
  macro({ name: "lookup:kb", group: "lookup", action: { operation: "search_kb" } }),
];

const BUNDLE_REQUESTS = BUNDLE_NAMES.map((bundle) => requestFields(bundle, BUNDLES[bundle]));
const WAIT = macro({ name: "wait", group: "wait", action: { operation: "wait" } });
const SUBMIT_STATUSES = ["resolved", "waiting_on_customer", "escalated", "pending_approval"] as const;

/** The 60 actions of the library `standard`, which is also where single actions are added from. */
export const STANDARD_ACTIONS: readonly MacroAction[] = [
  ...ISSUE_TYPES.map(classify),
  ...PRIORITIES.map((priority) =>
    macro({
      name: `priority:${priority}`,
      group: "priority",
      action: { operation: "classify", priority },
      writes: ["priority"],
    }),
  ),
  ...BUNDLE_REQUESTS,
  REQUEST_MISSING,
  requestFields("everything", Object.values(BUNDLES).flat(), true),
  requestFields("secret", ["password"], true),
  ...LOOKUPS,
  macro({ name: "approval", group: "approval", action: { operation: "request_approval" } }),
  macro({ name: "ack", group: "ack", action: { operation: "send_ack" } }),
  WAIT,
  ...REPLIES,
  ...NOTES,
  ...SUBMIT_STATUSES.map(submit),
];

function standard(...names: readonly string[]): MacroAction[] {
  return names.flatMap((name) => STANDARD_ACTIONS.filter((each) => each.name === name));
}

function distracting(name: string): MacroAction[] {
  return standard(name).map((each) => Object.freeze({ ...each, distractor: true }));
}

/** The 24 actions of the library `minimal`. */
export const MINIMAL_ACTIONS: readonly MacroAction[] = [
  ...CORE_ISSUE_TYPES.map(classifyByGuide),
  ...standard("request:identity", "request:diagnostics", "request:compliance"),
  ...distracting("request:billing_ref"),
  REQUEST_MISSING,
  WAIT,
  ...standard("reply:confirm_refund", "reply:verify_safe", "reply:incident_ack", "reply:policy_review"),
  ...standard("reply:premature_promise"),
  ...standard("note:commercial", "note:security", "note:technical", "note:governance", "note:low_signal"),
  ...standard("submit:resolved", "submit:waiting_on_customer", "submit:escalated"),
];
