import { describe, expect, it } from "vitest";
import { SyncVectorEnv } from "../../../src/core/vector/sync-vector-env.ts";
import { RecordEpisodeStatistics } from "../../../src/wrappers/episode/record-episode-statistics.ts";
import { LimitedLoop } from "../../support/toy-envs.ts";

describe("the statistics of a vector", () => {
  it("count return, length and ended episodes, and a partial reset leaves the others alone", () => {
    const vector = new SyncVectorEnv(() => new LimitedLoop(), 2, { autoresetMode: "disabled" });
    vector.reset();
    vector.step([0, 0]);
    vector.reset({ options: { resetMask: [true, false] } });
    for (let step = 1; step <= 4; step += 1) vector.step([0, 0]);
    const ended = { return: 5, length: 5 };
    expect(vector.statistics).toEqual([
      { return: 4, length: 4, episodesEnded: 0, lastEpisode: undefined },
      { ...ended, episodesEnded: 1, lastEpisode: ended },
    ]);
    vector.reset({ options: { resetMask: [false, true] } });
    expect(vector.statistics).toEqual([
      { return: 4, length: 4, episodesEnded: 0, lastEpisode: undefined },
      { return: 0, length: 0, episodesEnded: 1, lastEpisode: ended },
    ]);
  });

  it("have a queue for each environment where each has one, which a partial reset leaves alone", () => {
    const queues: RecordEpisodeStatistics<number, number>[] = [];
    const create = (): RecordEpisodeStatistics<number, number> => {
      const env = new RecordEpisodeStatistics<number, number>(new LimitedLoop(), { buffer: 2 });
      queues.push(env);
      return env;
    };
    const vector = new SyncVectorEnv<number, number>(create, 2, { autoresetMode: "disabled" });
    vector.reset();
    vector.step([0, 0]);
    const options = Object.freeze({ resetMask: Object.freeze([true, false]) });
    vector.reset({ options });
    for (let step = 1; step <= 4; step += 1) vector.step([0, 0]);
    expect(queues.map(({ episodes }) => episodes)).toEqual([[], [{ return: 5, length: 5 }]]);
    vector.reset({ options: { resetMask: [false, true] } });
    vector.step([0, 0]);
    expect(queues.map(({ episodes }) => episodes.length)).toEqual([1, 1]);
  });

  it("do not count the step that only resets", () => {
    const vector = new SyncVectorEnv(() => new LimitedLoop(), 1);
    vector.reset();
    for (let step = 1; step <= 7; step += 1) vector.step([0]);
    const lastEpisode = { return: 5, length: 5 };
    expect(vector.statistics).toEqual([{ return: 1, length: 1, episodesEnded: 1, lastEpisode }]);
  });

  it("begin again at once under `same-step`", () => {
    const vector = new SyncVectorEnv(() => new LimitedLoop(), 1, { autoresetMode: "same-step" });
    vector.reset();
    for (let step = 1; step <= 5; step += 1) vector.step([0]);
    const lastEpisode = { return: 5, length: 5 };
    expect(vector.statistics).toEqual([{ return: 0, length: 0, episodesEnded: 1, lastEpisode }]);
  });
});
