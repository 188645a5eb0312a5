import { describe, expect, it } from "vitest";
import type { Env } from "../../../src/core/env.ts";
import { ActionSubset } from "../../../src/wrappers/action/action-subset.ts";
import { Drift, type DriftPhase } from "../../../src/wrappers/episode/drift.ts";
import { TimeLimit } from "../../../src/wrappers/episode/time-limit.ts";
import { RewardNoise } from "../../../src/wrappers/reward/reward-noise.ts";
import { RewardScale } from "../../../src/wrappers/reward/reward-scale.ts";
import { ScriptedEnv } from "../../support/scripted-env.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

type Inner = Env<number, number>;

keepsWrapperContract({
  name: "Drift",
  wrap: (inner) =>
    new Drift(inner, {
      schedule: [
        { episodes: 1, variant: (each) => new RewardNoise(each, { sigma: 1 }) },
        { episodes: 1, variant: (each) => each },
      ],
    }),
  hasFunctions: true,
});

const scaled = (factor: number, episodes: number): DriftPhase<number, number> => ({
  episodes,
  variant: (inner: Inner) => new RewardScale(inner, { factor }),
});

function rewardsOf(env: Inner, episodes: number): number[] {
  return Array.from({ length: episodes }, () => {
    env.reset();
    return env.step(0).reward;
  });
}

describe("drift", () => {
  it("changes the variant after so many episodes and stays with the last", () => {
    const env = new Drift(new ScriptedEnv([1]), { schedule: [scaled(1, 2), scaled(5, 1), scaled(-1, 1)] });
    expect(rewardsOf(env, 6)).toEqual([1, 1, 5, -1, -1, -1]);
    expect(env.phase).toBe(2);
  });

  it("comes round again where it cycles", () => {
    const env = new Drift(new ScriptedEnv([1]), { schedule: [scaled(1, 2), scaled(5, 1)], cycle: true });
    expect(rewardsOf(env, 7)).toEqual([1, 1, 5, 1, 1, 5, 1]);
  });

  it("starts anew with a seed, which reaches every variant", () => {
    const noisy = (): Drift<number, number> =>
      new Drift(new ScriptedEnv([0]), {
        schedule: [scaled(1, 1), { episodes: 1, variant: (inner) => new RewardNoise(inner, { sigma: 1 }) }],
      });
    const play = (env: Inner, seed: number): number => {
      env.reset({ seed });
      env.step(0);
      return rewardsOf(env, 1)[0] ?? 0;
    };
    const env = noisy();
    const first = play(env, 1);
    expect(env.phase).toBe(1);
    expect(play(env, 2)).not.toBe(first);
    expect(play(env, 1)).toBe(first);
    expect(play(noisy(), 1)).toBe(first);
  });

  it("continues from a snapshot in the same phase with the state of every variant", () => {
    const make = (): Drift<number, number> =>
      new Drift(new WalkEnv(), {
        schedule: [scaled(1, 1), { episodes: 3, variant: (inner) => new TimeLimit(inner, { maxSteps: 2 }) }],
      });
    const [env, other] = [make(), make()];
    env.reset({ seed: 4 });
    env.reset();
    env.step(2);
    other.restore(JSON.parse(JSON.stringify(env.snapshot())));
    expect(other.phase).toBe(1);
    const last = env.step(2);
    expect(last).toMatchObject({ observation: 22, truncated: true });
    expect(other.step(2)).toEqual(last);
    expect(other.reset()).toEqual(env.reset());
  });

  it("may play quite another environment", () => {
    const other = new ScriptedEnv([7]);
    const env = new Drift(new ScriptedEnv([1]), {
      schedule: [scaled(1, 1), { episodes: 1, variant: () => other }],
    });
    expect(rewardsOf(env, 2)).toEqual([1, 7]);
    expect(env.unwrapped).toBe(other);
    expect(env.metadata.stochastic).toBe(true);
  });

  it("is refused without phases, with a length below 1 and with other spaces", () => {
    const inner = new WalkEnv();
    expect(() => new Drift(inner, { schedule: [] })).toThrowError("at least one phase");
    expect(() => new Drift(inner, { schedule: [scaled(1, 0)] })).toThrowError("episodes");
    const variant = (each: Inner): Inner => new ActionSubset(each, { keep: [1] });
    expect(() => new Drift(inner, { schedule: [{ episodes: 1, variant }] })).toThrowError(
      "`actionSpace` Discrete(4)",
    );
  });
});
