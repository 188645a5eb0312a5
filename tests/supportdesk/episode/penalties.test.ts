import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Episode, open } from "../../../src/supportdesk/episode.ts";
import type { Action } from "../../../src/supportdesk/models.ts";
import { PENALTIES } from "../../../src/supportdesk/rewards.ts";
import { anyActions, anyTask } from "../../support/desk-arbitraries.ts";
import { act, openTask, playAll, playThrough, rules } from "../../support/desk-play.ts";
import { lampScenario } from "../../support/desk-scenarios.ts";

const lamp = (): Episode => open(lampScenario(), rules());

/** Names of the penalties that the last of some actions incurs. */
function charged(episode: Episode, ...actions: [Action, ...Action[]]): string[] {
  const { components } = playAll(episode, actions);
  return Object.keys(PENALTIES).filter((name) => components[name] !== 0);
}

/** Whether the last step left case and follow-up as they were. */
function changesNothing({ past }: Episode): boolean {
  const { before, next } = past?.turn ?? {};
  const after = next?.view;
  return (
    JSON.stringify([before?.case, before?.follow_up]) === JSON.stringify([after?.case, after?.follow_up])
  );
}

describe("the penalties", () => {
  it("cost what the table says", () => {
    expect(PENALTIES).toEqual({ no_op: 0.02, low_signal: 0.01, premature_submit: 0.06, sla_breach: 0.05 });
  });
});

describe("a no-op", () => {
  const reply: Action = { operation: "draft_reply", reply: "lamp" };

  it.each<[string, [Action, ...Action[]]]>([
    ["no field at all", [{ operation: "classify" }]],
    ["a wait with nothing pending", [{ operation: "wait" }]],
    ["nothing but nulls", [{ operation: "draft_reply", reply: null, queue: null, requested_fields: [] }]],
    [
      "the same value again",
      [
        { operation: "classify", queue: "billing_ops" },
        { operation: "classify", queue: "billing_ops" },
      ],
    ],
    ["the same text again", [reply, reply]],
    ["the status that a case starts with", [{ operation: "wait", status: "new" }]],
    [
      "a second wait",
      [
        { operation: "request_info", requested_fields: ["room"] },
        { operation: "wait" },
        { operation: "wait" },
      ],
    ],
  ])("is %s", (_what, actions) => {
    expect(charged(lamp(), ...actions)).toEqual(["no_op"]);
  });

  it.each<[string, [Action, ...Action[]]]>([
    ["a new value", [{ operation: "classify", queue: "billing_ops" }]],
    [
      "one new value among old ones",
      [
        { operation: "classify", queue: "billing_ops" },
        { operation: "classify", queue: "billing_ops", priority: "low" },
      ],
    ],
    [
      "a wait for a pending answer",
      [{ operation: "request_info", requested_fields: ["room"] }, { operation: "wait" }],
    ],
    [
      "a wait that brings nothing",
      [{ operation: "request_info", requested_fields: ["shoe_size"] }, { operation: "wait" }],
    ],
    ["a wait that writes a field", [{ operation: "wait", priority: "low" }]],
    ["a submit that changes nothing", [{ operation: "submit" }]],
  ])("is not %s", (_what, actions) => {
    expect(charged(lamp(), ...actions)).toEqual([]);
  });
});

describe("a low-signal action", () => {
  it.each<[string, [Action, ...Action[]]]>([
    ["a reply that meets no group", [{ operation: "draft_reply", reply: "Hello." }]],
    ["an empty reply", [{ operation: "draft_reply", reply: "" }]],
    ["a note that meets no group", [{ operation: "add_internal_note", internal_note: "Seen." }]],
    ["an empty reply on submit", [{ operation: "submit", reply: "Bye." }]],
    ["a good reply with an empty note", [{ operation: "wait", reply: "lamp", internal_note: "Seen." }]],
    [
      "asking again",
      [
        { operation: "request_info", requested_fields: ["room"] },
        { operation: "request_info", requested_fields: ["room"] },
      ],
    ],
    [
      "asking again beside something new",
      [
        { operation: "request_info", requested_fields: ["room"] },
        { operation: "request_info", requested_fields: ["room", "lamp_id"] },
      ],
    ],
  ])("is %s", (_what, actions) => {
    expect(charged(lamp(), ...actions)).toEqual(["low_signal"]);
  });

  it("is not a reply or note that meets one group", () => {
    expect(charged(lamp(), { operation: "draft_reply", reply: "lamp" })).toEqual([]);
    expect(charged(lamp(), { operation: "add_internal_note", internal_note: "bulb" })).toEqual([]);
  });

  it("is not the same new field twice in one request", () => {
    expect(charged(lamp(), { operation: "request_info", requested_fields: ["room", "room"] })).toEqual([]);
  });

  it("is not a reply that says something and a forbidden thing", () => {
    expect(charged(lamp(), { operation: "draft_reply", reply: "The lamp is repaired" })).toEqual([]);
  });

  it("is not a later action on a case whose reply says nothing", () => {
    const silent: Action = { operation: "draft_reply", reply: "Hello." };
    expect(charged(lamp(), silent, { operation: "classify", queue: "billing_ops" })).toEqual([]);
    expect(charged(lamp(), silent, silent)).toEqual(["no_op"]);
  });

  it("is charged on the canonical tickets for the texts that say nothing there", () => {
    const sorry: Action = { operation: "draft_reply", reply: "Hello, sorry." };
    expect(charged(openTask("billing_refund_easy"), sorry)).toEqual(["low_signal"]);
  });
});

describe("a premature submit", () => {
  const ask: Action = { operation: "request_info", requested_fields: ["room"] };

  it("is a submit while the answer is pending", () => {
    expect(charged(lamp(), ask, { operation: "submit" })).toEqual(["premature_submit"]);
  });

  it("is not a submit after the answer came", () => {
    expect(charged(lamp(), ask, { operation: "wait" }, { operation: "submit" })).toEqual([]);
  });

  it("is judged before the action, so that asking in the submit itself is none", () => {
    expect(charged(lamp(), { operation: "submit", requested_fields: ["room"] })).toEqual([]);
  });
});

describe("an SLA breach", () => {
  const note = (internalNote: string): Action => ({
    operation: "add_internal_note",
    internal_note: internalNote,
  });
  const bulbs = (count: number): [Action, ...Action[]] => [
    note("bulb 0"),
    ...Array.from({ length: count - 1 }, (_, index) => note(`bulb ${index + 1}`)),
  ];

  it("is charged in the first step that ends below 0 minutes, and never again", () => {
    const results = playThrough(open(lampScenario(), rules()), bulbs(12));
    expect(results.map(({ components }) => components["sla_breach"])).toEqual([
      0, 0, 0, 0, 0, 0, -0.05, 0, 0, 0, 0, 0,
    ]);
    expect(results[6]?.episode.view.sla_minutes_remaining).toBe(-5);
  });

  it("is not charged at exactly 0 minutes: seven steps fit the incident, the eighth does not", () => {
    const results = playThrough(
      openTask("api_incident_hard"),
      Array.from({ length: 8 }, (_, index) => note(`error ${index}`)),
    );
    expect(results.map(({ episode }) => episode.view.sla_minutes_remaining)).toEqual([
      90, 75, 60, 45, 30, 15, 0, -15,
    ]);
    expect(results.map(({ components }) => components["sla_breach"])).toEqual([0, 0, 0, 0, 0, 0, 0, -0.05]);
  });

  it("comes on top of another penalty of the same step", () => {
    const results = playThrough(open(lampScenario(), rules()), [...bulbs(6), { operation: "wait" }]);
    expect(results[6]?.components).toMatchObject({ no_op: -0.02, sla_breach: -0.05 });
  });

  it("is none on a ticket that was late already", () => {
    const late = lampScenario();
    const ticket = { ...late.brief.ticket, sla_minutes_remaining: -1 };
    expect(charged(open(lampScenario({ ticket }), rules()), note("bulb"))).toEqual([]);
  });
});

describe("whatever is done", () => {
  it("costs at most one of no-op and low signal, a submit is never a no-op, and an SLA breach comes once", () => {
    const property = fc.property(anyTask, anyActions, (taskId, actions) => {
      const results = playThrough(openTask(taskId), actions);
      for (const { components, episode } of results) {
        expect((components["no_op"] ?? 0) * (components["low_signal"] ?? 0)).toBeCloseTo(0, 12);
        if (episode.outcome === "submitted") expect(components["no_op"]).toBe(0);
      }
      expect(results.filter(({ components }) => components["sla_breach"] !== 0).length).toBeLessThanOrEqual(
        1,
      );
    });
    fc.assert(property);
  });

  it("costs a no-op or a low signal when it leaves case and follow-up alone, unless it submits", () => {
    const property = fc.property(anyTask, anyActions, (taskId, actions) => {
      const idle = playThrough(openTask(taskId), actions).filter(
        ({ episode }) => changesNothing(episode) && episode.outcome !== "submitted",
      );
      for (const { components } of idle) {
        expect((components["no_op"] ?? 0) + (components["low_signal"] ?? 0)).toBeLessThan(0);
      }
    });
    fc.assert(property);
  });

  it("costs no no-op when it changes the case or the follow-up", () => {
    const property = fc.property(anyTask, anyActions, (taskId, actions) => {
      const busy = playThrough(openTask(taskId), actions).filter(({ episode }) => !changesNothing(episode));
      for (const { components } of busy) expect(components["no_op"]).toBe(0);
    });
    fc.assert(property);
  });

  it("leaves the score to the case alone", () => {
    const { episode } = act(lamp(), { operation: "wait" });
    expect(episode.totalReward).toBe(-0.02);
    expect(episode.grade.rawScore).toBe(0);
  });
});
