import { describe, expect, it } from "vitest";
import { MaskError } from "../../../src/core/errors.ts";
import { actionLibrary } from "../../../src/supportdesk/action-library/index.ts";
import { SupportDeskDiscreteEnv } from "../../../src/supportdesk/env/discrete.ts";
import { type MaskName, MaskTable } from "../../../src/supportdesk/masks.ts";
import type { Ruleset } from "../../../src/supportdesk/vocabulary.ts";
import { viewOf } from "../../support/desk-views.ts";

const standard = actionLibrary("standard");

/** Names of `standard` that the canonical ruleset has no word or operation for. */
const FOREIGN = [
  ...["invoice_query", "refund_exception", "sso_lockout", "impersonation", "security_disclosure"].map(
    (issue) => `classify:${issue}`,
  ),
  ...["abuse_report", "api_quota", "integration_failure", "data_loss", "privacy_request"].map(
    (issue) => `classify:${issue}`,
  ),
  "classify:service_complaint",
  ...["lookup:account", "lookup:status_page", "lookup:kb", "approval", "ack", "submit:pending_approval"],
];

function offered(mask: MaskName, ruleset: Ruleset): string[] {
  const bits = new MaskTable(standard, mask).of(viewOf("billing_refund_easy", {}, "none", { ruleset }));
  return standard.labels.filter((_, index) => bits[index] === 1);
}

describe("under the canonical ruleset", () => {
  it.each(["structural", "once"] as const)("the mask %s leaves out what the ruleset lacks", (mask) => {
    const names = offered(mask, "canonical");
    expect(standard.labels.filter((name) => !names.includes(name))).toEqual(
      standard.labels.filter((name) => [...FOREIGN, "wait", "request:missing"].includes(name)),
    );
    expect(names).toHaveLength(41);
  });

  it("the mask workflow offers five classifications and four priorities first", () => {
    expect(offered("workflow", "canonical")).toEqual([
      "classify:duplicate_charge",
      "classify:account_compromise",
      "classify:production_incident",
      "classify:regulated_exception",
      "classify:general_question",
      "priority:low",
      "priority:normal",
      "priority:high",
      "priority:urgent",
    ]);
  });

  it("the mask none offers all 60 nevertheless", () => {
    expect(offered("none", "canonical")).toHaveLength(60);
  });

  it("an action that the ruleset lacks does nothing but pass a step, under mask none too", () => {
    const env = new SupportDeskDiscreteEnv({ actions: "standard", mask: "none" });
    env.reset();
    for (const name of FOREIGN.slice(0, 3)) {
      const { info, observation, reward } = env.step(env.library.indexOf(name));
      expect([info.invalidAction, reward, observation.case.queue]).toEqual([true, -0.02, null]);
    }
    expect(env.state().step_count).toBe(3);
  });
});

describe("under the extended ruleset", () => {
  it("the same library offers everything but waiting and asking for what is missing", () => {
    expect(offered("structural", "extended")).toHaveLength(58);
  });
});

describe("a mask that would be empty", () => {
  it("falls back to structural", () => {
    const library = actionLibrary("minimal=reply,submit");
    const bits = new MaskTable(library, "workflow").of(viewOf("billing_refund_easy"));
    expect(Array.from(bits)).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it("falls back to submits where structural offers nothing else", () => {
    const library = actionLibrary("minimal=wait,request:missing,submit");
    const bits = new MaskTable(library, "workflow").of(viewOf("billing_refund_easy"));
    expect(library.labels.filter((_, index) => bits[index] === 1)).toEqual([
      "submit:resolved",
      "submit:waiting_on_customer",
      "submit:escalated",
    ]);
  });

  it("is an error where the library has no submit either", () => {
    const table = new MaskTable(actionLibrary("minimal=wait"), "once");
    expect(() => table.of(viewOf("billing_refund_easy"))).toThrow(MaskError);
    expect(() => table.of(viewOf("billing_refund_easy"))).toThrow(
      '"minimal=wait" offers no action here under mask',
    );
  });
});
