import { describe, expect, it } from "vitest";
import type { TabularDeskOptions } from "../../../src/supportdesk/env/options.ts";
import { MASK_NAMES } from "../../../src/supportdesk/masks.ts";
import { REWARD_MODES } from "../../../src/supportdesk/rewards.ts";
import { TASKS } from "../../support/desk-play.ts";
import { findLeakInView, type VIEWS } from "../../support/leak-views.ts";

const STEPS = 100;

/** Looks for leaks on every task, against each of its three twins. */
function leaks(view: keyof typeof VIEWS, options: TabularDeskOptions): unknown[] {
  return TASKS.flatMap((taskId) =>
    [1, 2, 3].map((by) => findLeakInView({ view, taskId, options, steps: STEPS, seed: by, by })),
  ).filter((leak) => leak !== undefined);
}

describe("nothing of the answer shows", () => {
  it.each(["ansi", "json"] as const)("in what is rendered as %s", (renderMode) => {
    expect(leaks("structured", { renderMode })).toEqual([]);
    expect(leaks("discrete", { renderMode })).toEqual([]);
  });

  it.each(MASK_NAMES)("under mask %s, with any library", (mask) => {
    const bootstrapMask = mask === "none" ? "workflow" : "structural";
    expect(leaks("tabular", { mask, bootstrapMask, actions: "standard" })).toEqual([]);
    expect(leaks("discrete", { mask, actions: "minimal+lookups+bogus2+wait/reply:verify_safe" })).toEqual([]);
  });

  it.each(["throw", "noop"] as const)("in actions outside the mask in mode %s", (invalid) => {
    expect(leaks("discrete", { invalid, mask: "workflow" })).toEqual([]);
  });

  it.each(["task-step", "stage", "compact-time", "full"])("in keys of the encoder %s", (encoder) => {
    expect(leaks("tabular", { encoder, mask: "structural" })).toEqual([]);
  });

  it.each(REWARD_MODES)("apart from the reward in mode %s", (reward) => {
    expect(leaks("structured", { reward })).toEqual([]);
  });

  it("when the budget comes from outside or operations are strict", () => {
    expect(leaks("structured", { budget: "external" })).toEqual([]);
    expect(leaks("structured", { strictOperations: true })).toEqual([]);
  });
});
