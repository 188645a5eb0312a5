import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Advance } from "../../../src/supportdesk/episode.ts";
import { PENALTIES, REWARD_MODES, rewardFunction, sumComponents } from "../../../src/supportdesk/rewards.ts";
import { anyActions, anyTask } from "../../support/desk-arbitraries.ts";
import { openTask, PLAIN_SHAPING, playThrough } from "../../support/desk-play.ts";

const anyMode = fc.constantFrom(...REWARD_MODES);

/** What the penalties of an episode took, as a positive number. */
function penaltiesOf(results: readonly Advance[]): number {
  const names = Object.keys(PENALTIES) as (keyof typeof PENALTIES)[];
  return results.reduce(
    (sum, { components }) => names.reduce((inner, name) => inner - (components[name] ?? 0), sum),
    0,
  );
}

describe("a reward", () => {
  it("is exactly the sum of its named parts in record order", () => {
    const property = fc.property(anyTask, anyActions, anyMode, (taskId, actions, mode) => {
      const reward = rewardFunction(mode, { ...PLAIN_SHAPING, discount: 0.9, scale: 1.7, shift: 0.3 });
      for (const result of playThrough(openTask(taskId, { reward }), actions)) {
        const sum = Object.values(result.components).reduce((total, part) => total + part, 0);
        expect(Object.is(result.reward, sum)).toBe(true);
      }
    });
    fc.assert(property);
  });

  it("adds its parts from the left", () => {
    expect(sumComponents({ a: 0.1, b: 0.2, c: 0.3 })).toBe(0.1 + 0.2 + 0.3);
    expect(sumComponents({ c: 0.3, b: 0.2, a: 0.1 })).toBe(0.3 + 0.2 + 0.1);
    expect(sumComponents({ a: 0.1, b: 0.2, c: 0.3 })).not.toBe(sumComponents({ c: 0.3, b: 0.2, a: 0.1 }));
    expect(sumComponents({})).toBe(0);
  });

  it("is never −0, so that traces read alike", () => {
    const property = fc.property(anyTask, anyActions, (taskId, actions) => {
      for (const { reward, components } of playThrough(openTask(taskId), actions)) {
        for (const part of [reward, ...Object.values(components)]) expect(Object.is(part, -0)).toBe(false);
      }
    });
    fc.assert(property);
  });

  it("adds up to the episode's total, and to the running total after each step", () => {
    const property = fc.property(anyTask, anyActions, (taskId, actions) => {
      let total = 0;
      for (const { reward, episode } of playThrough(openTask(taskId), actions)) {
        total += reward;
        expect(episode.totalReward).toBe(total);
      }
    });
    fc.assert(property);
  });
});

describe("the undiscounted return", () => {
  it("of delta is the final raw score − the initial one − the penalties", () => {
    const property = fc.property(anyTask, anyActions, (taskId, actions) => {
      const start = openTask(taskId);
      const results = playThrough(start, actions);
      const last = results.at(-1)?.episode ?? start;
      const expected = last.grade.rawScore - start.grade.rawScore - penaltiesOf(results);
      expect(Math.abs(last.totalReward - expected)).toBeLessThan(1e-12);
    });
    fc.assert(property, { numRuns: 300 });
  });

  it.each(["delta-no-penalty", "sparse", "pbrs"] as const)(
    "of %s is the final raw score of a terminated episode",
    (mode) => {
      const property = fc.property(anyTask, anyActions, (taskId, actions) => {
        const start = openTask(taskId, { reward: rewardFunction(mode, PLAIN_SHAPING) });
        const last = playThrough(start, [...actions, { operation: "submit" }]).at(-1)?.episode ?? start;
        expect(last.view.ended).toBe(true);
        expect(Math.abs(last.totalReward - last.grade.rawScore)).toBeLessThan(1e-12);
      });
      fc.assert(property);
    },
  );
});
