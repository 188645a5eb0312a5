import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ENCODER_NAMES, encoder, encoderSummary } from "../../../src/supportdesk/encoders/index.ts";
import { anyActions, anyTask } from "../../support/desk-arbitraries.ts";
import { openTask, playThrough } from "../../support/desk-play.ts";
import { GOLD_VIEWS, viewOf } from "../../support/desk-views.ts";

const anyEncoder = fc.constantFrom(...ENCODER_NAMES);

describe("an encoder", () => {
  it.each([
    ["task-step", "task_id steps_left", 5 * 11],
    ["stage", "suggested_topic stage follow_up", 17 * 8 * 7],
    [
      "compact",
      "suggested_topic matrix_priority account_lookup status_page kb follow_up round classified priority requested reply note sla_band approval",
      17 * 4 * 5 * 3 * 4 * 7 * 3 * 2 ** 5 * 4 * 4,
    ],
    [
      "compact-time",
      "suggested_topic matrix_priority account_lookup status_page kb follow_up round classified priority requested reply note sla_band approval steps_left",
      17 * 4 * 5 * 3 * 4 * 7 * 3 * 2 ** 5 * 4 * 4 * 11,
    ],
  ])("of name %s has these features", (name, features, size) => {
    const made = encoder(name);
    expect(made.features.map((feature) => feature.name).join(" ")).toBe(features);
    expect(made.size).toBe(size);
    expect(made.name).toBe(name);
  });

  it("of name full stays below 2^53, as all do", () => {
    expect(encoder("full").features).toHaveLength(22);
    for (const name of ENCODER_NAMES) expect(Number.isSafeInteger(encoder(name).size)).toBe(true);
    expect(encoder("full").size).toBeLessThan(2 ** 53);
  });

  it("gives keys inside its range that decode and describe alike, whatever is done", () => {
    const property = fc.property(anyEncoder, anyTask, anyActions, (name, taskId, actions) => {
      const made = encoder(name);
      for (const { episode } of playThrough(openTask(taskId), actions)) {
        const key = made.encode(episode.view);
        expect(Number.isInteger(key) && key >= 0 && key < made.size).toBe(true);
        const words = Object.entries(made.decode(key)).map(([feature, value]) => `${feature}=${value}`);
        expect(made.describe(key)).toBe(words.join(" "));
        expect(Object.keys(made.decode(key))).toEqual(made.features.map((feature) => feature.name));
        for (const feature of made.features) {
          expect(made.decode(key)[feature.name]).toBe(feature.values[feature.read(episode.view)]);
        }
      }
    });
    fc.assert(property, { numRuns: 50 });
  });

  it("gives equal keys for equal views, in any order and in a fresh encoder", () => {
    const property = fc.property(anyEncoder, anyTask, anyActions, (name, taskId, actions) => {
      const used = encoder(name);
      for (const view of GOLD_VIEWS) used.encode(view);
      for (const { episode } of playThrough(openTask(taskId), actions)) {
        const copy = structuredClone(episode.view);
        expect(used.encode(copy)).toBe(encoder(name).encode(episode.view));
        expect(used.encode(episode.view)).toBe(used.encode(copy));
      }
    });
    fc.assert(property, { numRuns: 50 });
  });

  it("reads a fixed feature anew where another task has the same ticket, or other signals", () => {
    const view = viewOf("billing_refund_easy");
    const other = { ...view, task_id: "api_incident_hard" };
    const quiet = { ...view, signals: { ...view.signals, suggested_topic: "unclear" as const } };
    const [steps, stage] = [encoder("task-step"), encoder("stage")];
    expect([view, other, view].map((each) => steps.decode(steps.encode(each))["task_id"])).toEqual([
      "billing_refund_easy",
      "api_incident_hard",
      "billing_refund_easy",
    ]);
    expect([view, quiet, view].map((each) => stage.decode(stage.encode(each))["suggested_topic"])).toEqual([
      "duplicate_charge",
      "unclear",
      "duplicate_charge",
    ]);
  });

  it("encodes the first view of the billing ticket as worked out by hand", () => {
    // topic duplicate_charge is value 1 of 17, priority high value 2 of 4, and every other feature is at its first.
    const view = viewOf("billing_refund_easy");
    expect(encoder("compact").encode(view)).toBe(1 + 17 * 2);
    // task 1 of 5, 6 of 11 steps left
    expect(encoder("task-step").encode(view)).toBe(1 + 5 * 6);
    expect(encoder("stage").describe(encoder("stage").encode(view))).toBe(
      "suggested_topic=duplicate_charge stage=triage follow_up=none",
    );
  });

  it("tells a view in the middle of the work in words", () => {
    const view = viewOf(
      "api_incident_hard",
      { queue: "billing_ops", issue_type: "duplicate_charge", requested_fields: ["a"], internal_note: "" },
      "partial",
      { sla_minutes_remaining: 45 },
    );
    const compact = encoder("compact");
    expect(compact.describe(compact.encode(view))).toBe(
      "suggested_topic=production_incident matrix_priority=urgent account_lookup=none status_page=unchecked " +
        "kb=unsearched follow_up=partial round=0 classified=yes priority=no requested=yes reply=no note=yes " +
        "sla_band=31-60 approval=none",
    );
  });

  it("draws the SLA bands at 60, 30 and 0 minutes", () => {
    const bare = encoder("stage").without("suggested_topic", "stage").with("sla_band").without("follow_up");
    const band = (minutes: number): string =>
      bare.describe(
        bare.encode(viewOf("billing_refund_easy", {}, "none", { sla_minutes_remaining: minutes })),
      );
    expect([61, 60, 31, 30, 0, -1].map(band)).toEqual([
      "sla_band=over 60",
      "sla_band=31-60",
      "sla_band=31-60",
      "sla_band=0-30",
      "sla_band=0-30",
      "sla_band=breached",
    ]);
  });

  it("puts what it cannot count further into its last value", () => {
    const both = encoder("stage+round+steps_left").without("suggested_topic", "stage", "follow_up");
    const view = viewOf("billing_refund_easy", {}, "none", { remaining_steps: 25 });
    const late = { ...view, follow_up: { ...view.follow_up, round: 5 } };
    expect(both.describe(both.encode(late))).toBe("round=2+ steps_left=10");
  });

  it("tells templates apart, but neither free text from none nor one free text from another", () => {
    const replies = encoder("stage+reply_set").without("suggested_topic", "stage", "follow_up");
    const described = (reply: string | null): string =>
      replies.describe(replies.encode(viewOf("billing_refund_easy", { reply })));
    expect(described(null)).toBe("reply_set=unset");
    expect(described("Anything.")).toBe("reply_set=unset");
  });

  it.each([-1, 0.5, 17 * 8 * 7, Number.NaN])("refuses to decode %s", (key) => {
    expect(() => encoder("stage").decode(key)).toThrow("Expected a key in [0, 952)");
  });

  it("has a line of summary", () => {
    for (const name of ENCODER_NAMES) expect(encoderSummary(name)).not.toBe("");
    expect(() => encoderSummary("compakt")).toThrow('Did you mean "compact"?');
    expect(() => encoderSummary("toString")).toThrow("Allowed: task-step");
  });
});
