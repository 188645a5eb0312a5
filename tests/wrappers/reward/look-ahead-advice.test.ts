import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LookAheadAdvice } from "../../../src/wrappers/reward/look-ahead-advice.ts";
import { ScriptedEnv } from "../../support/scripted-env.ts";
import { shiftedWalk } from "../../support/shifted-walk.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

const potential = (step: number, action: number): number => 10 * step + action + 1;

keepsWrapperContract({
  name: "LookAheadAdvice",
  wrap: (inner) => new LookAheadAdvice(inner, { potential, gamma: 0.9 }),
  hasFunctions: true,
});

describe("look-ahead advice", () => {
  const advised = (rewards: readonly number[], ending?: "terminated" | "truncated") =>
    new LookAheadAdvice(new ScriptedEnv(rewards, ending), { potential, gamma: 0.5 });

  it("pays −Φ(s, a), and γΦ(s′, a′) as soon as a′ is known, but nothing after a termination", () => {
    const env = advised([1, 1]);
    env.reset();
    expect(env.step(1)).toMatchObject({
      reward: 1 - 2,
      info: { rewardComponents: { reward: 1, advice: -2 } },
    });
    expect([env.completion(0), env.completion(1)]).toEqual([5.5, 6]);
    expect(env.step(0).reward).toBe(1 - 11);
    expect(env.completion(0)).toBe(0);
    expect(() => env.completion(2)).toThrowError("Expected an action in Discrete(2), got 2.");
  });

  it("keeps what the learner bootstraps with at a truncation", () => {
    const env = advised([1], "truncated");
    env.reset();
    env.step(0);
    expect(env.completion(1)).toBe(6);
  });

  it("telescopes to −Φ of the first pair when both halves are added", () => {
    const actions = fc.array(fc.nat(1), { minLength: 1, maxLength: 8 });
    const property = fc.property(actions, (played) => {
      const env = advised(played.map(() => 0));
      env.reset();
      const sum = played.reduce((total, action, step) => {
        const { reward } = env.step(action);
        return total + 0.5 ** step * (reward + env.completion(played[step + 1] ?? 0));
      }, 0);
      expect(sum).toBeCloseTo(-potential(0, played[0] ?? 0), 10);
    });
    fc.assert(property);
  });

  it("gives the bias to act on, from whatever the actions count", () => {
    expect(advised([1]).bias(2)).toEqual(Float64Array.of(21, 22));
    const env = new LookAheadAdvice(shiftedWalk(), { potential, gamma: 1 });
    expect(env.bias(0)).toEqual(Float64Array.of(6, 7, 8, 9));
    env.reset();
    expect(env.step(6).info.rewardComponents?.["advice"]).toBe(-207);
  });

  it("lets Q-learning on Q + Φ choose and learn as it would from Q + Φ without advice", () => {
    const rewards = [1, -2, 3, 0.5];
    const [env, bare] = [advised(rewards), new ScriptedEnv(rewards)];
    // Q with the bias on top where it acts and bootstraps, and values that begin at Φ.
    const biased = new Table(0);
    const plain = new Table(1);
    for (let episode = 0; episode < 6; episode += 1) {
      env.reset();
      bare.reset();
      for (const step of rewards.keys()) {
        const bias = env.bias(step);
        const action = biased.best(step, bias);
        expect(plain.best(step)).toBe(action);
        const [mine, theirs] = [env.step(action), bare.step(action)];
        const next = biased.best(step + 1, env.bias(step + 1));
        const gamma = mine.terminated ? 0 : 0.5;
        const following = gamma * biased.at(step + 1, next) + env.completion(next);
        const after = gamma * plain.at(step + 1, plain.best(step + 1));
        biased.learn([step, action], mine.reward + following);
        plain.learn([step, action], theirs.reward + after);
        expect(biased.at(step, action) + (bias[action] ?? 0)).toBeCloseTo(plain.at(step, action), 10);
      }
    }
  });

  it("warns of learners that do not add the bias, and refuses a discount out of range", () => {
    expect(advised([1]).metadata.warnings?.[0]).toContain("Q + Φ");
    expect(() => new LookAheadAdvice(new ScriptedEnv([1]), { potential, gamma: 1.5 })).toThrowError("gamma");
    const env = new LookAheadAdvice(new ScriptedEnv([1]), { potential: () => Number.NaN, gamma: 1 });
    expect(() => env.reset()).toThrowError("potential");
  });
});

/** Values of two actions at each step, which begin at `share` times Φ and learn with the step size 1/2. */
class Table {
  readonly #share: number;
  readonly #values = new Map<string, number>();

  constructor(share: number) {
    this.#share = share;
  }

  at(step: number, action: number): number {
    return this.#values.get(`${step} ${action}`) ?? this.#share * potential(step, action);
  }

  /** The action of the highest value with the bias on top, the first of two. */
  best(step: number, bias: ArrayLike<number> = [0, 0]): number {
    return this.at(step, 1) + (bias[1] ?? 0) > this.at(step, 0) + (bias[0] ?? 0) ? 1 : 0;
  }

  learn([step, action]: readonly [number, number], target: number): void {
    this.#values.set(`${step} ${action}`, (this.at(step, action) + target) / 2);
  }
}
