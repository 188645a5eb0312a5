import { describe, expect, it } from "vitest";
import "../../../src/agents/bandits/register.ts";
import { bernoulliDivergence } from "../../../src/agents/bandits/kl-ucb.ts";
import { logBeta } from "../../../src/agents/bandits/special-functions.ts";
import { type CreateAgentOptions, createAgent } from "../../../src/core/agent-registry.ts";
import { createRng } from "../../../src/core/random.ts";
import { playBandit } from "./bandit-problem.ts";

const UNIT = { rewardLow: 0, rewardHigh: 1 };
/** Success probabilities of ten arms. */
const ARMS = [0.9, 0.6, 0.5, 0.5, 0.4, 0.4, 0.3, 0.2, 0.1, 0.1];
const GAPS = ARMS.slice(1).map((mean) => 0.9 - mean);
const STEPS = 1000;

interface Problem {
  readonly name: string;
  readonly options?: Omit<CreateAgentOptions, "actionCount">;
  readonly steps?: number;
  /** Success probability of an arm in a step. @defaultValue that of {@link ARMS} */
  readonly chance?: (arm: number, step: number) => number;
  readonly arms?: number;
}

/** Σ of what the best arm would have paid more, in expectation, averaged over seeds. */
function regret(problem: Problem, seeds = 4): number {
  const { name, options = {}, steps = STEPS, arms = ARMS.length } = problem;
  const { chance = (arm: number): number => ARMS[arm] ?? 0 } = problem;
  let total = 0;
  for (let seed = 0; seed < seeds; seed += 1) {
    const agent = createAgent(name, { actionCount: arms, seed, ...options });
    const rng = createRng(seed).fork("rewards");
    const best = (step: number): number =>
      Math.max(...Array.from({ length: arms }, (_, arm) => chance(arm, step)));
    const pay = (arm: number, step: number): number => {
      total += best(step) - chance(arm, step);
      return rng.double() < chance(arm, step) ? 1 : 0;
    };
    playBandit(agent, pay, { steps });
  }
  return total / seeds;
}

describe("regret on ten arms that pay 0 or 1", () => {
  /** 8 · Σ ln n / Δ + (1 + π² / 3) · Σ Δ (Auer, Cesa-Bianchi & Fischer 2002, theorem 1). */
  const auer = GAPS.reduce((sum, gap) => sum + (8 * Math.log(STEPS)) / gap + (1 + Math.PI ** 2 / 3) * gap, 0);
  /** Σ Δ · ln n / kl, the rate of Lai & Robbins, which Thompson sampling and KL-UCB reach (Kaufmann et al. 2012). */
  const laiRobbins = ARMS.slice(1).reduce(
    (sum, mean) => sum + ((0.9 - mean) * Math.log(STEPS)) / bernoulliDivergence(mean, 0.9),
    0,
  );
  const random = (STEPS * GAPS.reduce((sum, gap) => sum + gap, 0)) / ARMS.length;

  it.each(["ucb1", "ucb1-tuned"])(
    "of %s is under the bound of theorem 1 of Auer et al., far below chance",
    (name) => {
      const found = regret({ name });
      expect(found).toBeLessThan(auer);
      expect(found).toBeLessThan(random / 2);
    },
  );

  it.each(["thompson-beta", "kl-ucb"])(
    "of %s is near the rate that no consistent rule beats: below 2 · Σ Δ ln n / kl + 2 Σ Δ",
    (name) => {
      const found = regret({ name, options: UNIT });
      expect(found).toBeLessThan(2 * laiRobbins + 2 * GAPS.reduce((sum, gap) => sum + gap, 0));
      expect(found).toBeLessThan(regret({ name: "ucb1" }) / 2);
    },
  );

  it("of exp3 is under 2 · √(e − 1) · √(n K ln K) with γ = √(K ln K / ((e − 1) n)) (Auer et al. 2002, corollary 3.2)", () => {
    const arms = ARMS.length;
    const mixing = Math.sqrt((arms * Math.log(arms)) / ((Math.E - 1) * STEPS));
    const bound = 2 * Math.sqrt(Math.E - 1) * Math.sqrt(STEPS * arms * Math.log(arms));
    expect(regret({ name: "exp3", options: { ...UNIT, mixing } })).toBeLessThan(bound);
  });

  it.each([
    ["epsilon-greedy", { epsilon: 0.1 }],
    ["optimistic-greedy", {}],
    ["explore-then-commit", { pulls: 200 }],
    ["softmax", { temperature: 0.1 }],
    ["gradient-bandit", { stepSize: 0.4 }],
    ["thompson-gaussian", {}],
    ["successive-halving", { budget: 300 }],
  ])("of %s with %o is less than half of that of chance", (name, options) => {
    expect(regret({ name, options }, 2)).toBeLessThan(random / 2);
  });
});

describe("two arms with uniform priors", () => {
  /** Mean successes over problems whose two arms are drawn from Beta(1, 1), and the standard error. */
  function successes(
    name: string,
    steps: number,
    options = {},
  ): { readonly mean: number; readonly error: number } {
    const problems = 1500;
    const agent = createAgent(name, { actionCount: 2, seed: 1, ...options });
    const rng = createRng(12);
    let sum = 0;
    let squares = 0;
    for (let context = 0; context < problems; context += 1) {
      const arms = [rng.double(), rng.double()];
      let wins = 0;
      const pay = (arm: number): number => {
        const win = rng.double() < (arms[arm] ?? 0) ? 1 : 0;
        wins += win;
        return win;
      };
      playBandit(agent, pay, { steps, context });
      sum += wins;
      squares += wins * wins;
    }
    const mean = sum / problems;
    return { mean, error: Math.sqrt((squares / problems - mean ** 2) / problems) };
  }

  it.each([
    ["epsilon-greedy", { epsilon: 0.1 }],
    ["optimistic-greedy", {}],
    ["explore-then-commit", { pulls: 4 }],
    ["ucb1", {}],
    ["ucb1-tuned", {}],
    ["kl-ucb", UNIT],
    ["softmax", { temperature: 0.1 }],
    ["exp3", UNIT],
    ["sliding-window-ucb", {}],
    ["successive-elimination", {}],
    ["successive-halving", { budget: 4 }],
  ])("let %s with %o not do better in 10 pulls than the Bayes-optimal 6.0217857143", (name, options) => {
    const { mean, error } = successes(name, 10, options);
    expect(mean).toBeLessThan(6.0217857143 + 4 * error);
    expect(mean).toBeGreaterThan(5 - 4 * error);
  });

  it("give Thompson sampling what it earns in expectation, near the optimum", () => {
    const { mean, error } = successes("thompson-beta", 10, UNIT);
    const expected = expectedSuccesses(10, thompsonShare);
    expect(Math.abs(mean - expected)).toBeLessThan(4 * error);
    expect(expected).toBeLessThan(6.0217857143);
    expect(expected).toBeGreaterThan(0.93 * 6.0217857143);
    expect(expectedSuccesses(20, thompsonShare)).toBeGreaterThan(0.93 * 12.4312649059);
  });

  it("are worth 6.0217857143 in 10 pulls and 12.4312649059 in 20 to the Bayes-optimal rule", () => {
    const best = (first: number, second: number): number => Math.max(first, second);
    expect(expectedSuccesses(10, undefined, best)).toBeCloseTo(6.0217857143, 9);
    expect(expectedSuccesses(20, undefined, best)).toBeCloseTo(12.4312649059, 9);
  });
});

type Counts = readonly [wins: number, losses: number, otherWins: number, otherLosses: number];

/** P(Beta(1 + wins, 1 + losses) > Beta(1 + otherWins, 1 + otherLosses)), as a sum over the wins of the first. */
function thompsonShare([wins, losses, otherWins, otherLosses]: Counts): number {
  const [a, b] = [otherWins + 1, otherLosses + 1];
  let sum = 0;
  for (let i = 0; i <= wins; i += 1) {
    sum +=
      Math.exp(logBeta(a + i, b + losses + 1) - logBeta(1 + i, losses + 1) - logBeta(a, b)) /
      (losses + 1 + i);
  }
  return sum;
}

/** Expected successes of a rule over all that can happen; it mixes the values of the two arms, or takes the better. */
function expectedSuccesses(
  steps: number,
  share: ((counts: Counts) => number) | undefined,
  combine?: (first: number, second: number) => number,
): number {
  const known = new Map<string, number>();
  const value = (counts: Counts, left: number): number => {
    if (left === 0) return 0;
    const key = counts.join(" ");
    const found = known.get(key);
    if (found !== undefined) return found;
    const [w, l, v, m] = counts;
    const first = (w + 1) / (w + l + 2);
    const second = (v + 1) / (v + m + 2);
    const pulled = [
      first * (1 + value([w + 1, l, v, m], left - 1)) + (1 - first) * value([w, l + 1, v, m], left - 1),
      second * (1 + value([w, l, v + 1, m], left - 1)) + (1 - second) * value([w, l, v, m + 1], left - 1),
    ] as const;
    const p = share?.(counts) ?? 0;
    const result = combine?.(...pulled) ?? p * pulled[0] + (1 - p) * pulled[1];
    known.set(key, result);
    return result;
  };
  return value([0, 0, 0, 0], steps);
}

describe("eleven arms that pay 0, 0.1 … 1, shuffled", () => {
  it.each([
    ["epsilon-greedy", { epsilon: 0.05 }],
    ["ucb1", {}],
    ["kl-ucb", UNIT],
    ["optimistic-greedy", { initialValue: 2 }],
    ["successive-halving", { budget: 500 }],
  ])("score above 0.8 for %s with %o, on a scale from 0 at chance to 1 without regret", (name, options) => {
    const episodes = 5000;
    const order = [3, 8, 0, 10, 5, 1, 7, 2, 9, 4, 6];
    let total = 0;
    const agent = createAgent(name, { actionCount: 11, seed: 0, ...options });
    const pay = (arm: number): number => {
      const reward = (order[arm] ?? 0) / 10;
      total += 1 - reward;
      return reward;
    };
    playBandit(agent, pay, { steps: episodes });
    expect(1 - total / episodes / 0.5).toBeGreaterThan(0.8);
  });
});

describe("three arms, of which one that paid little pays most from the middle on", () => {
  const drift = { arms: 3, steps: 4000 };
  const chance = (arm: number, step: number): number => [0.6, 0.4, step < 2000 ? 0.1 : 0.9][arm] ?? 0;

  it.each([
    ["sliding-window-ucb", { window: 600, confidence: 0.5 }, "ucb1", { confidence: 0.5 }],
    ["discounted-ucb", { memory: 0.998, confidence: 0.5 }, "ucb1", { confidence: 0.5 }],
    ["discounted-thompson", { memory: 0.995, ...UNIT }, "thompson-beta", UNIT],
    ["epsilon-greedy", { epsilon: 0.1, stepSize: 0.1 }, "epsilon-greedy", { epsilon: 0.1 }],
  ])("cost %s with %o less than they cost %s with %o", (name, options, stationary, usual) => {
    const drifting = regret({ ...drift, chance, name, options }, 2);
    expect(drifting).toBeLessThan(0.8 * regret({ ...drift, chance, name: stationary, options: usual }, 2));
  });
});
