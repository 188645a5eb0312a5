import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Advance } from "../../../src/supportdesk/episode.ts";
import type { Action } from "../../../src/supportdesk/models.ts";
import { POTENTIAL_NAMES, POTENTIALS } from "../../../src/supportdesk/potentials.ts";
import { rewardFunction, type ShapingOptions } from "../../../src/supportdesk/rewards.ts";
import type { Budget } from "../../../src/supportdesk/rules.ts";
import { REPLY_TEMPLATES } from "../../../src/supportdesk/templates.ts";
import { anyActions, anyTask } from "../../support/desk-arbitraries.ts";
import { openTask, PLAIN_SHAPING, playThrough } from "../../support/desk-play.ts";

const WAIT: Action = { operation: "wait" };
/** Raw scores after each: .50, .50, .75, .80; the last one submits. */
const SCRIPT: readonly Action[] = [
  { operation: "classify", queue: "billing_ops", priority: "high", issue_type: "duplicate_charge" },
  WAIT,
  { operation: "draft_reply", reply: REPLY_TEMPLATES.confirm_refund },
  { operation: "submit", status: "escalated", resolution_code: "refund_issued" },
];

function play(shaping: Partial<ShapingOptions>, actions = SCRIPT, budget: Budget = "terminal"): Advance[] {
  const reward = rewardFunction("pbrs", { ...PLAIN_SHAPING, ...shaping });
  return playThrough(openTask("billing_refund_easy", { reward, budget }), actions);
}

function rewards(...input: Parameters<typeof play>): number[] {
  return play(...input).map(({ reward }) => Number(reward.toFixed(12)));
}

describe("potential-based shaping with Φ = raw score", () => {
  it("pays each gain at once for γ = 1", () => {
    expect(rewards({})).toEqual([0.5, 0, 0.25, 0.05]);
  });

  it("pays γΦ(s′) − Φ(s) for γ = .9", () => {
    // .9 × .50 − 0, .9 × .50 − .50, .9 × .75 − .50, .80 + 0 − .75
    expect(rewards({ discount: 0.9 })).toEqual([0.45, -0.05, 0.175, 0.05]);
  });

  it("names the sparse reward and the potential apart", () => {
    expect(play({}).map(({ components }) => Object.keys(components))[0]).toEqual([
      "final_score",
      "potential",
    ]);
    expect(play({})[3]?.components).toEqual({ final_score: 0.8, potential: -0.75 });
  });

  it("takes Φ as exactly 0 where the episode terminates, by submit or by budget", () => {
    const submitted = play({ discount: 1, shift: 5 }).at(-1);
    expect(submitted?.components["potential"]).toBe(-5.75);
    const abandoned = play({ shift: 5 }, [WAIT, WAIT, WAIT, WAIT, WAIT, WAIT]).at(-1);
    expect(abandoned?.terminated).toBe(true);
    expect(abandoned?.components["potential"]).toBe(-5);
  });

  it("keeps Φ where the episode is truncated", () => {
    const cut = play({ discount: 0.5, shift: 5 }, [WAIT, WAIT, WAIT, WAIT, WAIT, WAIT], "external").at(-1);
    expect([cut?.truncated, cut?.terminated]).toEqual([true, false]);
    expect(cut?.components).toEqual({ final_score: 0, potential: -2.5 });
  });

  it("scales Φ and then shifts it", () => {
    // Φ = 2 × raw + .1: 1.1 − .1, 1.1 − 1.1, 1.6 − 1.1, .8 − 1.6
    expect(rewards({ scale: 2, shift: 0.1 })).toEqual([1, 0, 0.5, -0.8]);
  });

  it("is the sparse reward with a scale of 0 or a potential of 0", () => {
    expect(rewards({ scale: 0 })).toEqual([0, 0, 0, 0.8]);
    expect(rewards({ potential: POTENTIALS.zero, discount: 0.3 })).toEqual([0, 0, 0, 0.8]);
  });

  it("takes the share of slots filled with anything as another potential", () => {
    // queue, priority and issue type are 3 of 5 slots, with the reply 4 of 5
    expect(rewards({ potential: POTENTIALS.progress })).toEqual([0.6, 0, 0.2, 0]);
  });

  it("takes a potential of one's own", () => {
    const potential: ShapingOptions["potential"] = ({ view }) => view.remaining_steps;
    expect(rewards({ potential, discount: 0.5 })).toEqual([2.5 - 6, 2 - 5, 1.5 - 4, 0.8 - 3]);
  });

  it("names three potentials", () => {
    expect(POTENTIAL_NAMES).toEqual(["raw-score", "progress", "zero"]);
  });
});

describe("shaping telescopes", () => {
  const shapings = fc.record({
    discount: fc.constantFrom(1, 0.9, 0.5),
    potential: fc.constantFrom(...POTENTIAL_NAMES).map((name) => POTENTIALS[name]),
    scale: fc.constantFrom(1, -2, 0.3),
    shift: fc.constantFrom(0, 0.7, -3),
  });

  it("to the discounted sparse return − Φ(s₀) + γᵀΦ(s_T), the last term only where it was truncated", () => {
    const property = fc.property(
      anyTask,
      anyActions,
      shapings,
      fc.constantFrom<Budget>("terminal", "external"),
      (taskId, actions, shaping, budget) => {
        const start = openTask(taskId, { reward: rewardFunction("pbrs", shaping), budget });
        const results = playThrough(start, [...actions, ...actions, ...actions]);
        const phi = (state: typeof start): number => shaping.scale * shaping.potential(state) + shaping.shift;
        const discounted = results.reduce((sum, { reward }, t) => sum + shaping.discount ** t * reward, 0);
        const last = results.at(-1)?.episode ?? start;
        const terminated = results.at(-1)?.terminated === true;
        const end = shaping.discount ** results.length * (terminated ? 0 : phi(last));
        const sparse = terminated ? shaping.discount ** (results.length - 1) * last.grade.rawScore : 0;
        expect(discounted).toBeCloseTo(sparse - phi(start) + end, 11);
      },
    );
    fc.assert(property);
  });
});
