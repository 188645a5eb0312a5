import { describe, expect, it } from "vitest";
import {
  ACTION_LIBRARY_NAMES,
  type ActionLibrary,
  actionLibrary,
} from "../../../src/supportdesk/action-library/index.ts";
import { SupportDeskDiscreteEnv } from "../../../src/supportdesk/env/discrete.ts";
import type { Action, CaseState } from "../../../src/supportdesk/models.ts";
import { NOTE_TEMPLATES, REPLY_TEMPLATES } from "../../../src/supportdesk/templates.ts";
import { TASKS } from "../../support/desk-play.ts";
import { libraryText, viewOf } from "../../support/desk-views.ts";

const MINIMAL = [
  "classify:duplicate_charge",
  "classify:account_compromise",
  "classify:production_incident",
  "classify:regulated_exception",
  "classify:general_question",
  "request:identity",
  "request:diagnostics",
  "request:compliance",
  "request:billing_ref",
  "request:missing",
  "wait",
  "reply:confirm_refund",
  "reply:verify_safe",
  "reply:incident_ack",
  "reply:policy_review",
  "reply:premature_promise",
  "note:commercial",
  "note:security",
  "note:technical",
  "note:governance",
  "note:low_signal",
  "submit:resolved",
  "submit:waiting_on_customer",
  "submit:escalated",
];

const prefixed = (prefix: string, names: string): string[] =>
  names.split(" ").map((name) => `${prefix}:${name}`);

const STANDARD = [
  ...prefixed("classify", "duplicate_charge invoice_query refund_exception account_compromise sso_lockout"),
  ...prefixed("classify", "impersonation security_disclosure abuse_report production_incident api_quota"),
  ...prefixed("classify", "integration_failure data_loss regulated_exception privacy_request"),
  ...prefixed("classify", "service_complaint general_question"),
  ...prefixed("priority", "low normal high urgent"),
  ...prefixed("request", "identity diagnostics compliance billing_ref sso data_scope privacy repro"),
  ...prefixed("request", "missing everything secret"),
  ...prefixed("lookup", "account status_page kb"),
  "approval",
  "ack",
  "wait",
  ...prefixed("reply", "confirm_refund guided_fix approval_pending verify_safe refuse_report disclosure_ack"),
  ...prefixed("reply", "handoff incident_ack restore_started policy_review privacy_ack generic_sorry"),
  "reply:premature_promise",
  ...prefixed("note", "commercial security technical governance routing low_signal"),
  ...prefixed("submit", "resolved waiting_on_customer escalated pending_approval"),
];

function groupCounts(library: ActionLibrary): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { group } of library.actions) counts[group] = (counts[group] ?? 0) + 1;
  return counts;
}

function distractors(library: ActionLibrary): string[] {
  return library.describe().flatMap(({ name, distractor }) => (distractor ? [name] : []));
}

describe("the library minimal", () => {
  const library = actionLibrary("minimal");

  it("has these 24 actions in this order", () => {
    expect(library.labels).toEqual(MINIMAL);
    expect(library.size).toBe(24);
    expect(groupCounts(library)).toEqual({ classify: 5, request: 5, wait: 1, reply: 5, note: 5, submit: 3 });
  });

  it("marks three distractors", () => {
    expect(distractors(library)).toEqual([
      "request:billing_ref",
      "reply:premature_promise",
      "note:low_signal",
    ]);
  });

  it.each<[string, Action]>([
    [
      "classify:duplicate_charge",
      { operation: "classify", queue: "billing_ops", priority: "high", issue_type: "duplicate_charge" },
    ],
    [
      "classify:account_compromise",
      {
        operation: "classify",
        queue: "trust_and_safety",
        priority: "urgent",
        issue_type: "account_compromise",
      },
    ],
    [
      "classify:production_incident",
      {
        operation: "classify",
        queue: "platform_engineering",
        priority: "urgent",
        issue_type: "production_incident",
      },
    ],
    [
      "classify:regulated_exception",
      { operation: "classify", queue: "compliance_ops", priority: "high", issue_type: "regulated_exception" },
    ],
    [
      "classify:general_question",
      { operation: "classify", queue: "general_support", priority: "normal", issue_type: "general_question" },
    ],
    ["request:billing_ref", { operation: "request_info", requested_fields: ["invoice_id", "charge_date"] }],
    ["request:missing", { operation: "request_info", requested_fields: [] }],
    ["wait", { operation: "wait" }],
    ["reply:policy_review", { operation: "draft_reply", reply: REPLY_TEMPLATES.policy_review }],
    ["note:low_signal", { operation: "add_internal_note", internal_note: NOTE_TEMPLATES.low_signal }],
    ["submit:resolved", { operation: "submit", status: "resolved", resolution_code: null }],
  ])("compiles %s on an untouched case", (name, action) => {
    expect(library.compile(library.indexOf(name), viewOf("billing_refund_easy"))).toEqual(action);
  });
});

describe("the library standard", () => {
  const library = actionLibrary("standard");

  it("has these 60 actions in this order", () => {
    expect(library.labels).toEqual(STANDARD);
    expect(library.size).toBe(60);
    expect(groupCounts(library)).toEqual({
      classify: 16,
      priority: 4,
      request: 11,
      lookup: 3,
      approval: 1,
      ack: 1,
      wait: 1,
      reply: 13,
      note: 6,
      submit: 4,
    });
  });

  it("marks five distractors", () => {
    expect(distractors(library)).toEqual([
      "request:everything",
      "request:secret",
      "reply:generic_sorry",
      "reply:premature_promise",
      "note:low_signal",
    ]);
  });

  it("routes without setting a priority, which is an action of its own", () => {
    const compile = (name: string) => library.compile(library.indexOf(name), viewOf("billing_refund_easy"));
    expect(compile("classify:service_complaint")).toEqual({
      operation: "classify",
      queue: "customer_success",
      issue_type: "service_complaint",
    });
    expect(compile("priority:urgent")).toEqual({ operation: "classify", priority: "urgent" });
    expect(compile("request:secret").requested_fields).toEqual(["password"]);
    expect(compile("request:everything").requested_fields).toHaveLength(19);
    expect(compile("lookup:kb")).toEqual({ operation: "search_kb" });
  });
});

describe("actions that depend on the case", () => {
  const library = actionLibrary("standard");

  it.each([
    ["account_compromise", "waiting_on_customer", "recovery_pending"],
    ["account_compromise", "escalated", "containment_escalated"],
    ["account_compromise", "resolved", null],
    ["duplicate_charge", "resolved", "refund_issued"],
    ["duplicate_charge", "escalated", null],
    ["refund_exception", "pending_approval", "approval_requested"],
    [null, "resolved", null],
  ] as const)("submit %s as %s with the code %s of the case's own issue type", (issueType, status, code) => {
    const view = viewOf("billing_refund_easy", { issue_type: issueType });
    expect(library.compile(library.indexOf(`submit:${status}`), view)).toEqual({
      operation: "submit",
      status,
      resolution_code: code,
    });
  });

  it("ask again for what was not provided or cannot be used", () => {
    const asked = { requested_fields: ["a", "b", "c"] };
    const view = viewOf("billing_refund_easy", asked, "incorrect", {
      follow_up: {
        status: "incorrect",
        round: 1,
        message: "",
        provided_fields: ["a", "b"],
        wrong_fields: ["b"],
      },
    });
    expect(library.compile(library.indexOf("request:missing"), view).requested_fields).toEqual(["b", "c"]);
  });
});

describe.each(ACTION_LIBRARY_NAMES)("the library %s", (name) => {
  it("is the same, byte for byte, for every task", () => {
    const cases: readonly Partial<CaseState>[] = [
      {},
      { issue_type: "account_compromise" },
      { requested_fields: ["a"] },
    ];
    const texts = TASKS.map((task) => {
      const env = new SupportDeskDiscreteEnv({ tasks: [task], actions: name });
      const views = cases.map((changed) => viewOf(task, changed, "partial"));
      return (
        libraryText(env.library, views) + JSON.stringify([env.actionSpace.toJSON(), env.library.describe()])
      );
    });
    expect(new Set(texts).size).toBe(1);
  });
});
