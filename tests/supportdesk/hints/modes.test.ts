import { describe, expect, it } from "vitest";
import { SupportDeskEnv } from "../../../src/supportdesk/env/structured.ts";
import { SupportDeskTabularEnv } from "../../../src/supportdesk/env/tabular.ts";
import type { Action } from "../../../src/supportdesk/models.ts";
import type { HintMode } from "../../../src/supportdesk/rules.ts";
import { GOLD_PLANS } from "../../support/desk-scenarios.ts";

function hints(mode: HintMode | undefined, actions: readonly Action[]): readonly string[] {
  const tasks = ["account_takeover_medium"];
  const env = new SupportDeskEnv(mode === undefined ? { tasks } : { tasks, hints: mode });
  let { observation } = env.reset();
  for (const action of actions) ({ observation } = env.step(action));
  return observation.required_next_actions;
}

const WRONG: Action = {
  operation: "classify",
  queue: "billing_ops",
  priority: "low",
  issue_type: "duplicate_charge",
};
const ASK: Action = { operation: "request_info", requested_fields: ["workspace_id"] };

describe("hints", () => {
  it("follow the playbook by default, under a wrong classification too", () => {
    expect(hints(undefined, [])).toEqual(["classify", "draft_reply", "add_internal_note", "submit"]);
    expect(hints("workflow", [WRONG])).toEqual(["draft_reply", "add_internal_note", "submit"]);
    expect(hints(undefined, [WRONG])).toEqual(hints("workflow", [WRONG]));
  });

  it("are empty where none are wanted", () => {
    expect(hints("none", [])).toEqual([]);
    expect(hints("none", [WRONG])).toEqual([]);
  });

  it("come from the gold answer in mode full", () => {
    expect(hints("full", [])).toEqual([
      "classify",
      "request_info",
      "draft_reply",
      "add_internal_note",
      "submit",
    ]);
    expect(hints("full", [WRONG])[0]).toBe("classify");
    const [classify] = GOLD_PLANS.account_takeover_medium;
    expect(hints("full", [classify])[0]).toBe("request_info");
    expect(hints("full", [classify, ASK])[0]).toBe("wait");
  });

  it.each(["workflow", "none", "full"] as const)("are none once the episode has ended: %s", (mode) => {
    expect(hints(mode, [{ operation: "submit" }])).toEqual([]);
  });

  it("in mode full put a warning that they leak into the metadata, other modes none", () => {
    const warnings = (mode: HintMode) => new SupportDeskEnv({ hints: mode }).metadata.warnings;
    expect(warnings("full")).toEqual([expect.stringContaining("LEAKY")]);
    expect(warnings("workflow")).toEqual([]);
    expect(warnings("none")).toEqual([]);
    expect(new SupportDeskTabularEnv({ hints: "full" }).metadata.warnings).toHaveLength(1);
  });
});

describe("risk flags", () => {
  it("show the ticket's own from the start", () => {
    const env = new SupportDeskEnv();
    const flags = env.taskIds.map(() => env.reset().observation.risk_flags);
    expect(flags).toEqual([
      ["payment_dispute"],
      ["possible_compromise", "impersonation_suspected"],
      ["production_outage"],
      ["regulated_data"],
    ]);
  });

  it("add sla_at_risk from 30 minutes down", () => {
    const env = new SupportDeskEnv({ tasks: ["api_incident_hard"] });
    env.reset();
    const atRisk = Array.from({ length: 8 }, () => {
      const { observation } = env.step({ operation: "wait" });
      return [observation.ticket.sla_minutes_remaining, observation.risk_flags.includes("sla_at_risk")];
    });
    expect(atRisk).toEqual([
      [90, false],
      [75, false],
      [60, false],
      [45, false],
      [30, true],
      [15, true],
      [0, true],
      [-15, true],
    ]);
  });
});
