import { describe, expect, it } from "vitest";
import { InvalidActionError } from "../../../src/core/errors.ts";
import { SupportDeskEnv } from "../../../src/supportdesk/env/structured.ts";
import type { Action } from "../../../src/supportdesk/models.ts";
import { GOLD_PLANS } from "../../support/desk-scenarios.ts";

function started(options = {}): SupportDeskEnv {
  const env = new SupportDeskEnv(options);
  env.reset();
  return env;
}

/** Plays what a caller in plain JavaScript might send. */
function send(env: SupportDeskEnv, action: unknown) {
  return env.step(action as Action);
}

describe("an action that its schema refuses", () => {
  it.each<[string, unknown, string]>([
    ["nothing", undefined, "Action refused"],
    ["null", null, "Action refused"],
    ["a word", "submit", "Action refused"],
    ["a list", [{ operation: "wait" }], "Action refused"],
    ["no operation", { queue: "billing_ops" }, "operation"],
    ["an operation of null", { operation: null }, "operation"],
    ["an unknown operation", { operation: "close" }, "operation"],
    ["an operation of the other ruleset", { operation: "lookup_account" }, "operation"],
    ["an unknown key", { operation: "wait", colour: "red" }, "colour"],
    ["a misspelt key", { operation: "wait", issueType: "duplicate_charge" }, "issueType"],
    ["an unknown queue", { operation: "wait", queue: "sales" }, "queue"],
    ["a queue of the other ruleset", { operation: "wait", queue: "customer_success" }, "queue"],
    ["an issue type of the other ruleset", { operation: "wait", issue_type: "sso_lockout" }, "issue_type"],
    ["a status of the other ruleset", { operation: "wait", status: "pending_approval" }, "status"],
    ["an unknown priority", { operation: "wait", priority: "critical" }, "priority"],
    ["an empty resolution code", { operation: "submit", resolution_code: "" }, "resolution_code"],
    ["fields in one word", { operation: "request_info", requested_fields: "room" }, "requested_fields"],
    ["an empty field id", { operation: "request_info", requested_fields: [""] }, "requested_fields.0"],
    ["a field of null", { operation: "request_info", requested_fields: [null] }, "requested_fields.0"],
    ["a reply that is a number", { operation: "draft_reply", reply: 5 }, "reply"],
    [
      "a reply of more than 10,000 characters",
      { operation: "draft_reply", reply: "x".repeat(10_001) },
      "reply",
    ],
    ["metadata that is no record", { operation: "wait", metadata: "x" }, "metadata"],
  ])("does not touch the episode: %s", (_what, action, named) => {
    const env = started();
    send(env, { operation: "classify", queue: "billing_ops" });
    const before = JSON.stringify([env.snapshot(), env.state()]);
    expect(() => send(env, action)).toThrow(InvalidActionError);
    expect(() => send(env, action)).toThrow(named);
    expect(JSON.stringify([env.snapshot(), env.state()])).toBe(before);
    expect(env.state().step_count).toBe(1);
  });

  it("is refused in one line that names every field at fault", () => {
    const bad = { operation: "wait", queue: "sales", priority: "critical" };
    expect(() => send(started(), bad)).toThrow(/^Action refused: [^\n]*queue[^\n]*priority[^\n]*\.$/);
  });
});

describe("an action", () => {
  it("may carry every field as null", () => {
    const nulls = Object.fromEntries(
      [
        ...["queue", "priority", "issue_type", "status", "resolution_code"],
        ...["requested_fields", "reply", "internal_note", "metadata"],
      ].map((name) => [name, null]),
    );
    const { info } = send(started(), { operation: "classify", ...nulls });
    expect(info.rewardComponents).toMatchObject({ no_op: -0.02 });
  });

  it("may carry metadata, which changes nothing and is not kept", () => {
    const env = started();
    const plain = started();
    const action = { operation: "classify", queue: "billing_ops" } as const;
    expect(send(env, { ...action, metadata: { note: ["anything", { deep: 1 }] } })).toEqual(
      plain.step(action),
    );
    expect(env.snapshot()).toEqual(plain.snapshot());
  });

  it("is named in the spelling of the action libraries", () => {
    const name = (action: Action): unknown => started().step(action).info.actionName;
    const [classify, ask, wait, reply, note, submit] = GOLD_PLANS.account_takeover_medium;
    expect([classify, ask, wait, reply, note, submit].map((each) => name(each as Action))).toEqual([
      "classify:account_compromise",
      "request:identity",
      "wait",
      "reply:verify_safe",
      "note:security",
      "submit:waiting_on_customer",
    ]);
    expect(name({ operation: "classify", priority: "low" })).toBe("priority:low");
    expect(name({ operation: "classify", queue: "billing_ops" })).toBe("classify:billing_ops");
    expect(name({ operation: "request_info", requested_fields: ["a", "b"] })).toBe("request:a,b");
    expect(name({ operation: "draft_reply", reply: "Hi" })).toBe("reply:free_text");
    expect(name({ operation: "submit" })).toBe("submit:unchanged");
  });
});

describe("strict operations", () => {
  it.each<[Action, string]>([
    [{ operation: "classify", reply: "Hi" }, "`classify` takes queue, priority, issue_type, got `reply`"],
    [{ operation: "wait", queue: "billing_ops" }, "`wait` takes no field, got `queue`"],
    [
      { operation: "submit", internal_note: "x" },
      "`submit` takes status, resolution_code, got `internal_note`",
    ],
    [{ operation: "draft_reply", requested_fields: ["a"] }, "got `requested_fields`"],
    [{ operation: "request_info", status: "resolved" }, "got `status`"],
    [{ operation: "add_internal_note", reply: "" }, "got `reply`"],
  ])("refuse a field that does not belong: %j", (action, message) => {
    const env = started({ strictOperations: true });
    expect(() => env.step(action)).toThrow(message);
    expect(() => env.step(action)).toThrow(InvalidActionError);
    expect(env.state().step_count).toBe(0);
  });

  it("take nulls, empty lists and metadata anywhere", () => {
    const env = started({ strictOperations: true });
    env.step({ operation: "wait", queue: null, requested_fields: [], metadata: { a: 1 } });
    expect(env.state().step_count).toBe(1);
  });

  it.each(Object.entries(GOLD_PLANS))("let the gold workflow of %s through", (taskId, plan) => {
    const env = new SupportDeskEnv({ strictOperations: true });
    env.reset({ options: { task_id: taskId } });
    const last = plan.map((action) => env.step(action)).at(-1);
    expect(last?.info.grade?.rawScore).toBe(1);
  });
});
