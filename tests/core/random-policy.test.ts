import { describe, expect, it } from "vitest";
import { fullMask } from "../../src/core/mask.ts";
import { RandomPolicy } from "../../src/core/random-policy.ts";
import { CHI_SQUARE_999, chiSquareUniform, tally } from "../support/statistics.ts";

const draws = (policy: RandomPolicy): number[] =>
  Array.from({ length: 20 }, () => policy.act(undefined, fullMask(50)));

describe("the random policy", () => {
  it("plays every allowed action equally often and no other", () => {
    const policy = new RandomPolicy(2);
    const counts = tally(5, 9_000, () => policy.act(undefined, Uint8Array.of(1, 0, 1, 0, 1)));
    expect([counts[1], counts[3]]).toEqual([0, 0]);
    expect(chiSquareUniform(counts.filter((count) => count > 0))).toBeLessThan(CHI_SQUARE_999[2] ?? 0);
  });

  it("plays the same for the same seed, given early or late", () => {
    const policy = new RandomPolicy();
    const first = draws(policy);
    expect(draws(policy)).not.toEqual(first);
    policy.seed(0);
    expect(draws(policy)).toEqual(first);
    expect(draws(new RandomPolicy(1))).not.toEqual(first);
  });

  it("needs a mask that allows something", () => {
    expect(() => new RandomPolicy().act(undefined, undefined)).toThrowError(
      "The random policy needs an environment with an action mask.",
    );
    expect(() => new RandomPolicy().act(undefined, Uint8Array.of(0, 0))).toThrowError(
      expect.objectContaining({ code: "EMPTY_MASK" }),
    );
  });

  it("says that it is stochastic and plays the environment it is given", () => {
    const { name, stochastic, plays } = new RandomPolicy();
    expect({ name, stochastic, plays }).toEqual({ name: "random", stochastic: true, plays: "env" });
  });
});
