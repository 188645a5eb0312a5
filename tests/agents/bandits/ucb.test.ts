import { describe, expect, it } from "vitest";
import "../../../src/agents/bandits/register.ts";
import { klUpperBound } from "../../../src/agents/bandits/kl-ucb.ts";
import { ucb1Index, ucb1TunedIndex } from "../../../src/agents/bandits/ucb1.ts";
import { agentFromJSON, createAgent } from "../../../src/core/agent-registry.ts";
import { fullMask } from "../../../src/core/mask.ts";
import { createRng } from "../../../src/core/random.ts";
import { CHI_SQUARE_999, chiSquareUniform } from "../../support/statistics.ts";
import { playBandit, pull } from "./bandit-problem.ts";

const MEANS = [0.5, 0.7, 0.6];
const COUNTS = [10, 3, 7];
const ARMS = MEANS.map((mean, arm) => ({ mean, pulls: COUNTS[arm] ?? 0, total: 20, confidence: 1 }));
const INDEX_BANDITS = ["ucb1", "ucb1-tuned", "kl-ucb", "sliding-window-ucb", "discounted-ucb"];

describe("ucb1Index", () => {
  it("of means 0.5, 0.7, 0.6 after 10, 3 and 7 pulls", () => {
    const [first, second, third] = ARMS.map(ucb1Index);
    expect(first).toBeCloseTo(1.27404551, 7);
    expect(second).toBeCloseTo(2.11320729, 7);
    expect(third).toBeCloseTo(1.52516134, 7);
  });
});

describe("ucb1TunedIndex", () => {
  it("of the same arms with the variance of rewards of 0 and 1", () => {
    const [first, second, third] = ARMS.map((arm) => ucb1TunedIndex(arm, arm.mean * (1 - arm.mean)));
    expect(first).toBeCloseTo(0.77366642, 7);
    expect(second).toBeCloseTo(1.19964423, 7);
    expect(third).toBeCloseTo(0.92709393, 7);
  });

  it("scales with the rewards", () => {
    const arm = { mean: 0.5, pulls: 10, total: 20, confidence: 1 };
    const scaled = ucb1TunedIndex({ ...arm, mean: 5, confidence: 10 }, 9);
    expect(scaled).toBeCloseTo(10 * ucb1TunedIndex(arm, 0.09), 12);
  });
});

describe("klUpperBound", () => {
  it("solves n · kl(mean, q) = limit where it can be solved by hand", () => {
    expect(klUpperBound(0, 0.5)).toBeCloseTo(1 - Math.exp(-0.5), 12); // −ln(1 − q) = ½
    expect(klUpperBound(0.5, 0)).toBeCloseTo(0.5, 6);
    expect(klUpperBound(0.5, 0.5 * Math.log(25 / 9))).toBeCloseTo(0.9, 12); // kl = ½ ln(1 / (4 q (1 − q)))
    expect(klUpperBound(1, 3)).toBe(1);
  });

  it("is no higher than the bound of Hoeffding, by Pinsker's inequality", () => {
    for (const mean of [0.05, 0.3, 0.5, 0.8]) {
      for (const limit of [0.001, 0.1, 1]) {
        expect(klUpperBound(mean, limit)).toBeLessThanOrEqual(mean + Math.sqrt(limit / 2) + 1e-12);
      }
    }
  });
});

describe.each(INDEX_BANDITS)("%s", (name) => {
  it("takes each arm once in the first K pulls, whatever they pay", () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const agent = createAgent(name, { actionCount: 7, seed });
      const arms = playBandit(agent, (arm) => (arm === 3 ? 1 : -1), { steps: 7 });
      expect([...arms].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    }
  });

  it("takes any of the untried arms first, uniformly", () => {
    const counts = [0, 0, 0, 0, 0];
    for (let seed = 0; seed < 2000; seed += 1) {
      const { action } = createAgent(name, { actionCount: 5, seed }).act(0, fullMask(5));
      counts[action] = (counts[action] ?? 0) + 1;
    }
    expect(chiSquareUniform(counts)).toBeLessThan(CHI_SQUARE_999[4] ?? 0);
  });

  it("breaks ties of equal bounds uniformly, and says so", () => {
    const forgetful = name === "discounted-ucb"; // where the older of two equal pulls has the higher bound
    const agent = createAgent(name, { actionCount: 3, seed: 3, ...(forgetful && { memory: 1 }) });
    for (const [arm, reward] of [0, -1, 0].entries()) agent.learn(pull(arm, reward, { mask: fullMask(3) }));
    const choices = Array.from({ length: 2000 }, () => agent.act(0, fullMask(3)));
    expect(new Set(choices.map(({ propensity }) => propensity))).toEqual(new Set([0.5]));
    const counts = [0, 2].map((arm) => choices.filter(({ action }) => action === arm).length);
    expect(chiSquareUniform(counts)).toBeLessThan(CHI_SQUARE_999[1] ?? 0);
  });

  it("counts the pulls of allowed arms alone", () => {
    const [many, none] = [0, 1].map((extra) => {
      const agent = createAgent(name, { actionCount: 3, seed: 1 });
      const mask = fullMask(3);
      for (let i = 0; i < 30; i += 1) agent.learn(pull(0, 0.5, { mask }));
      for (let i = 0; i < 3; i += 1) agent.learn(pull(1, 0.6, { mask }));
      if (extra === 0) agent.learn(pull(2, 1, { mask }));
      return agent.act(0, Uint8Array.of(1, 1, 0));
    });
    expect(many).toEqual(none);
  });
});

describe("ucb1", () => {
  it("keeps means, at an end and at a truncation as anywhere", () => {
    const agent = createAgent("ucb1", { actionCount: 2 });
    const going = { terminated: false };
    agent.learn(pull(0, 1, going)); // 1
    agent.learn(pull(0, 0, { terminated: true })); // (1 + 0) / 2
    agent.learn(pull(0, 0.8, { terminated: false, truncated: true })); // (1 + 0 + 0.8) / 3
    agent.learn(pull(1, -1, going));
    agent.learn(pull(1, 0.5, { context: 4 }));
    expect(agent.explain(0).values).toEqual([expect.closeTo(0.6, 12), -1]);
    expect(agent.explain(0).counts).toEqual([3, 1]);
    expect(agent.explain(4)).toEqual({ values: [0, 0.5], counts: [0, 1], greedy: [1] });
  });
});

describe("ucb1-tuned", () => {
  it("keeps the sum of squared deviations by Welford's recurrence", () => {
    const agent = createAgent("ucb1-tuned", { actionCount: 2 });
    for (const reward of [1, 3, 8]) agent.learn(pull(0, reward)); // mean 4: 9 + 1 + 16
    const { extra } = agent.toJSON().state as { extra: { squares: number[][] } };
    expect(extra.squares).toEqual([[26, 0]]);
  });

  it("refuses rewards whose squares overflow, unchanged", () => {
    const agent = createAgent("ucb1-tuned", { actionCount: 2 });
    const before = JSON.stringify(agent);
    expect(() => agent.learn(pull(0, 1e200))).toThrow(
      "Expected rewards in [-1e+100, 1e+100], got 1e+200 in row 0.",
    );
    expect(JSON.stringify(agent)).toBe(before);
  });

  it("refuses a saved column that does not fit", () => {
    const agent = createAgent("ucb1-tuned", { actionCount: 2 });
    agent.learn(pull(0, 1));
    const saved = agent.toJSON();
    for (const squares of [[[0]], [[0, -1]], [], [[0, "x"]], "no"]) {
      const state = { ...(saved.state as object), extra: { squares } } as never;
      expect(() => agentFromJSON({ ...saved, state })).toThrow(
        "The saved ucb1-tuned does not fit at `extra.squares`: expected 1 rows of 2 numbers in [0, ",
      );
    }
  });
});

describe("kl-ucb", () => {
  it("refuses rewards outside its range, unchanged, and says what to set", () => {
    const agent = createAgent("kl-ucb", { actionCount: 2, rewardLow: 0, rewardHigh: 2 });
    agent.learn(pull(0, 2));
    const before = JSON.stringify(agent);
    expect(() => agent.learn(pull(0, 2.5))).toThrow(
      "Expected rewards in [0, 2], got 2.5: set `rewardLow` and `rewardHigh`, or clip rewards.",
    );
    expect(JSON.stringify(agent)).toBe(before);
  });

  it("refuses a range without width", () => {
    expect(() => createAgent("kl-ucb", { actionCount: 2, rewardLow: 1 })).toThrow(
      "Expected `rewardLow` below `rewardHigh`, got 1 and 1.",
    );
  });
});

describe("the bandits for rewards that drift", () => {
  it.each([
    ["discounted-ucb", { memory: 1, xi: 0.5 }],
    ["sliding-window-ucb", { window: 1000, xi: 2 }],
  ])("as %s with %o, which forgets nothing, are UCB1", (name, hyperparameters) => {
    const drifting = createAgent(name, { actionCount: 4, seed: 5, ...hyperparameters });
    const ucb1 = createAgent("ucb1", { actionCount: 4, seed: 5 });
    const [rng, twin] = [createRng(0), createRng(0)];
    const pay = (arm: number, stream: typeof rng): number => (stream.double() < 0.2 * (arm + 1) ? 1 : 0);
    const arms = playBandit(drifting, (arm) => pay(arm, rng), { steps: 600 });
    expect(arms).toEqual(playBandit(ucb1, (arm) => pay(arm, twin), { steps: 600 }));
    for (const [arm, value] of drifting.explain(0).values.entries()) {
      expect(value).toBeCloseTo(ucb1.explain(0).values[arm] ?? Number.NaN, 12);
    }
  });

  it("discounts pulls and rewards of the whole row: (½ · 1 + 3) / (½ + 1)", () => {
    const agent = createAgent("discounted-ucb", { actionCount: 2, memory: 0.5 });
    agent.learn(pull(0, 1));
    agent.learn(pull(0, 3, { terminated: false }));
    expect(agent.explain(0).values[0]).toBeCloseTo(3.5 / 1.5, 12);
    agent.learn(pull(1, 4, { terminated: false, truncated: true }));
    const { extra } = agent.toJSON().state as { extra: { pulls: number[][]; gains: number[][] } };
    expect(extra).toEqual({ pulls: [[0.75, 1]], gains: [[1.75, 4]] });
  });

  it("lets pulls leave the window one by one, and tries an arm again that has left it", () => {
    const agent = createAgent("sliding-window-ucb", { actionCount: 2, window: 2 });
    const means = [
      [0, 1],
      [0, 3],
      [1, 5],
      [1, 7],
    ].map(([arm = 0, reward = 0]) => {
      agent.learn(pull(arm, reward));
      return agent.explain(0).values;
    });
    expect(means).toEqual([
      [1, 0],
      [2, 0],
      [3, 5], // the 1 has left
      [3, 6], // the 3 has left: its arm keeps the last mean
    ]);
    expect(agent.act(0, fullMask(2))).toEqual({ action: 0, propensity: 1 });
  });

  it("refuse a saved window that does not fit", () => {
    const agent = createAgent("sliding-window-ucb", { actionCount: 2, window: 2 });
    agent.learn(pull(0, 1));
    const saved = agent.toJSON();
    const { extra, ...rest } = saved.state as { extra: { gains: number[][] } };
    const bad = [[], [{ actions: [0], rewards: [] }], [{ actions: [2], rewards: [1] }], null];
    for (const windows of [...bad, [{ actions: [0, 0, 0], rewards: [1, 1, 1] }]]) {
      const state = { ...rest, extra: { ...extra, windows } } as never;
      expect(() => agentFromJSON({ ...saved, state })).toThrow(
        "The saved sliding-window-ucb does not fit at `extra.windows`: ",
      );
    }
  });
});
