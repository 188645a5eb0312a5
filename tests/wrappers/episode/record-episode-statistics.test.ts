import { describe, expect, expectTypeOf, it } from "vitest";
import { RecordEpisodeStatistics } from "../../../src/wrappers/episode/record-episode-statistics.ts";
import { TimeLimit } from "../../../src/wrappers/episode/time-limit.ts";
import { RewardScale } from "../../../src/wrappers/reward/reward-scale.ts";
import { ScriptedEnv } from "../../support/scripted-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "RecordEpisodeStatistics",
  wrap: (inner) => new RecordEpisodeStatistics(inner),
});

describe("recorded statistics", () => {
  it("come with the last step only: return and length", () => {
    const env = new RecordEpisodeStatistics(new ScriptedEnv([1, 2, 4]));
    env.reset();
    expect(env.step(0).info.statistics).toBeUndefined();
    expect(env.step(0).info.statistics).toBeUndefined();
    expect(env.step(0).info.statistics).toEqual({ return: 7, length: 3 });
    expectTypeOf(env.step).returns.toHaveProperty("info").toHaveProperty("statistics");
  });

  it("cover a truncation by a limit inside, and not the part of an episode before a reset", () => {
    const env = new RecordEpisodeStatistics(new TimeLimit(new ScriptedEnv([1, 2, 4]), { maxSteps: 2 }));
    env.reset();
    env.step(0);
    env.reset();
    env.step(0);
    expect(env.step(0).info.statistics).toEqual({ return: 3, length: 2 });
    expect(env.episodes).toEqual([{ return: 3, length: 2 }]);
  });

  it("stay raw inside a wrapper that changes the reward", () => {
    const inner = new RecordEpisodeStatistics(new ScriptedEnv([1]));
    const env = new RewardScale(inner, { factor: 8 });
    env.reset();
    const { info, reward } = env.step(0);
    expect([reward, info.statistics?.return]).toEqual([8, 1]);
  });

  it("keep the last episodes, oldest first", () => {
    const env = new RecordEpisodeStatistics(new ScriptedEnv([5]), { buffer: 2 });
    const lone = new RecordEpisodeStatistics(new ScriptedEnv([5]));
    for (let episode = 0; episode < 101; episode += 1) {
      for (const each of [env, lone]) {
        each.reset();
        each.step(0);
      }
    }
    expect(env.episodes).toHaveLength(2);
    expect(lone.episodes).toHaveLength(100);
  });

  it("remember the last episodes in order, also after a snapshot was restored into a larger or smaller buffer", () => {
    const make = (buffer: number): RecordEpisodeStatistics<unknown, number> =>
      new RecordEpisodeStatistics(new ScriptedEnv([5]), { buffer });
    const play = (env: RecordEpisodeStatistics<unknown, number>, episodes: number): void => {
      for (let episode = 0; episode < episodes; episode += 1) {
        env.reset();
        env.step(0);
      }
    };
    const returns = (env: RecordEpisodeStatistics<unknown, number>): number[] =>
      env.episodes.map((each) => each.return);
    const env = make(3);
    const first = env.snapshot() as { state: object; inner: unknown };
    const ended = [1, 2, 3, 4].map((total) => ({ return: total, length: 1 }));
    env.restore({ ...first, state: { ...first.state, episodes: ended } } as never);
    expect(returns(env)).toEqual([2, 3, 4]);
    play(env, 2);
    expect(returns(env)).toEqual([4, 5, 5]);
    for (const [buffer, kept] of [
      [2, [5, 5]],
      [5, [4, 5, 5]],
    ] as const) {
      const other = make(buffer);
      other.restore(env.snapshot());
      expect(returns(other)).toEqual(kept);
      play(other, 1);
      expect(returns(other)).toEqual([...kept, 5].slice(-buffer));
    }
  });

  it.each([0, 0.5])("refuse a buffer of %s", (buffer) => {
    expect(() => new RecordEpisodeStatistics(new ScriptedEnv([1]), { buffer })).toThrowError("buffer");
  });
});
