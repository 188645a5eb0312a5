import { describe, expect, it } from "vitest";
import { impactOf, matrixPriority } from "../../src/supportdesk/playbook/priority-matrix.ts";
import { tagTicket } from "../../src/supportdesk/tagger.ts";
import type { RiskFlag } from "../../src/supportdesk/vocabulary.ts";
import { scenarioOf, TASKS } from "../support/desk-play.ts";

function tag(subject: string, body = "", affectedUsers = 1, flags: readonly RiskFlag[] = []) {
  return tagTicket({ subject, body, affected_users: affectedUsers }, flags);
}

describe("the tagger", () => {
  it.each([
    ["billing_refund_easy", "duplicate_charge", 2, 3],
    ["account_takeover_medium", "account_compromise", 3, 3],
    ["api_incident_hard", "production_incident", 3, 3],
    ["regulated_export_exception_hard", "regulated_exception", 3, 2],
  ] as const)("reads %s as %s, impact %d, urgency %d", (taskId, suggestedTopic, impact, urgency) => {
    const { brief } = scenarioOf(taskId);
    const expected = { suggested_topic: suggestedTopic, impact, urgency };
    expect(tagTicket(brief.ticket, brief.risk_flags)).toEqual(expected);
    expect(brief.signals).toEqual(expected);
  });

  it.each([
    ["We were charged twice", "duplicate_charge"],
    ["SAML login loop", "sso_lockout"],
    ["Webhooks stopped", "integration_failure"],
    ["I want to erase my data", "privacy_request"],
    ["How do I export a list?", "general_question"],
    ["Hello there", "unclear"],
    ["", "unclear"],
  ])("takes the topic of “%s” from its words", (subject, topic) => {
    expect(tag(subject).suggested_topic).toBe(topic);
  });

  it("counts the subject three times", () => {
    expect(tag("webhook", "quota, 429").suggested_topic).toBe("integration_failure");
    expect(tag("webhook", "quota, 429, rate limit").suggested_topic).toBe("unclear");
  });

  it("calls a tie unclear", () => {
    expect(tag("quota and webhook").suggested_topic).toBe("unclear");
  });

  it("takes whole words and prefixes, in any case", () => {
    expect(tag("OUTAGE!").suggested_topic).toBe("production_incident");
    expect(tag("Outages", "").suggested_topic).toBe("unclear");
    expect(tag("hijacked").suggested_topic).toBe("account_compromise");
  });

  it.each([
    ["Everything is down", 3],
    ["We are losing orders", 3],
    ["It got slower", 2],
    ["It is down, the deadline is near", 3],
    ["Please by Friday", 2],
    ["Whenever you like", 1],
  ])("reads the urgency of “%s” as %d, from subject or body", (text, urgency) => {
    expect(tag(text).urgency).toBe(urgency);
    expect(tag("", text).urgency).toBe(urgency);
  });

  it("does not read phrases across the end of the subject", () => {
    expect(tag("It is", "now down").urgency).toBe(1);
  });
});

describe("impact", () => {
  it.each([
    [0, 1],
    [10, 1],
    [11, 2],
    [200, 2],
    [201, 3],
  ])("of %d users is %d", (users, impact) => {
    expect(impactOf(users, false)).toBe(impact);
    expect(tag("", "", users).impact).toBe(impact);
  });

  it("is 3 with production or regulated data at stake, and not with other flags", () => {
    expect(tag("", "", 1, ["production_outage"]).impact).toBe(3);
    expect(tag("", "", 1, ["regulated_data"]).impact).toBe(3);
    expect(tag("", "", 1, ["possible_compromise", "pii_present"]).impact).toBe(1);
  });
});

describe("the priority matrix", () => {
  it("has these nine cells", () => {
    const levels = [1, 2, 3] as const;
    expect(levels.map((impact) => levels.map((urgency) => matrixPriority(impact, urgency)))).toEqual([
      ["low", "low", "normal"],
      ["low", "normal", "high"],
      ["normal", "high", "urgent"],
    ]);
  });

  it("reproduces the priorities of the four canonical tickets", () => {
    const priorities = TASKS.map((taskId) => {
      const { brief, answer } = scenarioOf(taskId);
      const { impact, urgency } = brief.signals;
      return [matrixPriority(impact, urgency), answer.priority];
    });
    expect(priorities).toEqual([
      ["high", "high"],
      ["urgent", "urgent"],
      ["urgent", "urgent"],
      ["high", "high"],
    ]);
  });
});
