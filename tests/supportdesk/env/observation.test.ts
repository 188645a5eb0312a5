import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SupportDeskEnv } from "../../../src/supportdesk/env/structured.ts";
import { Observation, State } from "../../../src/supportdesk/models.ts";
import { observe, stateOf } from "../../../src/supportdesk/observe.ts";
import { anyActions, anyTask } from "../../support/desk-arbitraries.ts";
import { openTask, playThrough } from "../../support/desk-play.ts";

const KEYS = [
  ...["task_id", "difficulty", "objective", "ticket", "knowledge_base", "allowed_queues"],
  ...["allowed_priorities", "allowed_statuses", "allowed_issue_types", "case", "follow_up"],
  ...["action_history", "feedback", "remaining_steps", "workflow_stage", "required_next_actions"],
  "risk_flags",
];

describe("an observation", () => {
  it("has the seventeen fields of the record, and the words of the canonical ruleset", () => {
    const { observation } = new SupportDeskEnv().reset();
    expect(Object.keys(observation).sort()).toEqual([...KEYS].sort());
    expect(observation).toMatchObject({
      task_id: "billing_refund_easy",
      difficulty: "easy",
      allowed_queues: [
        "billing_ops",
        "trust_and_safety",
        "platform_engineering",
        "compliance_ops",
        "general_support",
      ],
      allowed_priorities: ["low", "normal", "high", "urgent"],
      allowed_statuses: ["new", "waiting_on_customer", "resolved", "escalated"],
      allowed_issue_types: [
        "duplicate_charge",
        "account_compromise",
        "production_incident",
        "regulated_exception",
        "general_question",
      ],
      remaining_steps: 6,
      workflow_stage: "triage",
    });
  });

  it("and a state fit their schemas and survive JSON, whatever is done", () => {
    const property = fc.property(anyTask, anyActions, (taskId, actions) => {
      for (const { episode } of playThrough(openTask(taskId), actions)) {
        const observation = observe(episode);
        expect(Observation.parse(observation)).toEqual(observation);
        expect(JSON.parse(JSON.stringify(observation))).toEqual(observation);
        const state = stateOf(episode, 7, "7-1");
        expect(State.parse(state)).toEqual(state);
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      }
    });
    fc.assert(property, { numRuns: 50 });
  });

  it("shows the running clock in the ticket", () => {
    const env = new SupportDeskEnv();
    expect(env.reset().observation.ticket.sla_minutes_remaining).toBe(240);
    expect(env.step({ operation: "wait" }).observation.ticket.sla_minutes_remaining).toBe(225);
  });

  it("shows a whole ticket: a body of at least 60 words, 2 to 4 articles, an impact and risk flags", () => {
    const env = new SupportDeskEnv();
    for (const taskId of env.taskIds) {
      const { observation } = env.reset({ options: { task_id: taskId } });
      expect(observation.ticket.body.split(/\s+/).length).toBeGreaterThanOrEqual(60);
      expect(observation.knowledge_base.length).toBeGreaterThanOrEqual(2);
      expect(observation.knowledge_base.length).toBeLessThanOrEqual(4);
      expect(observation.ticket.business_impact).not.toBe("");
      expect(observation.risk_flags).not.toEqual([]);
    }
  });

  it("shows the distracting side question of the incident, and none elsewhere", () => {
    const env = new SupportDeskEnv();
    const concerns = env.taskIds.map(() => env.reset().observation.ticket.secondary_concerns.length);
    expect(concerns).toEqual([0, 0, 1, 0]);
  });
});

describe("the canonical customers", () => {
  it.each([
    ["billing_refund_easy", "Riya Shah", "PixelNorth Studio", "pro", "ap-south-1", 12, 240],
    ["account_takeover_medium", "Anjali Menon", "Saffron Logistics", "enterprise", "us-east-1", 240, 120],
    ["api_incident_hard", "Marco Alvarez", "Northwind Labs", "enterprise", "us-west-2", 4200, 105],
    ["regulated_export_exception_hard", "Lena Fischer", "Helio Analytics", "pro", "eu-central-1", 35, 180],
  ])("write %s", (taskId, customerName, company, customerTier, region, affectedUsers, minutes) => {
    const { ticket } = new SupportDeskEnv().reset({ options: { task_id: taskId } }).observation;
    expect(ticket).toMatchObject({
      customer_name: customerName,
      company,
      customer_tier: customerTier,
      region,
      affected_users: affectedUsers,
    });
    expect(ticket.sla_minutes_remaining).toBe(minutes);
  });
});
