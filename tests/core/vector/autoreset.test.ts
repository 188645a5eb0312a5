import { describe, expect, it } from "vitest";
import type { AutoresetMode } from "../../../src/core/vector/options.ts";
import { SyncVectorEnv } from "../../../src/core/vector/sync-vector-env.ts";
import { Corridor, LimitedLoop } from "../../support/toy-envs.ts";

const LEFT = 0;
const RIGHT = 1;

/** Two corridors in cell 3, one step from the goal. */
function corridors(autoresetMode: AutoresetMode): SyncVectorEnv<number, number> {
  const vector = new SyncVectorEnv(() => new Corridor(), 2, { autoresetMode });
  vector.reset({ seed: 1, options: { task_id: "near" } });
  return vector;
}

const untouched = { rewards: Float64Array.of(-0.1, -0.1), truncated: [false, false] };

describe("autoreset `next-step`", () => {
  it("returns the last observation with the flags, then ignores an action to reset with reward 0", () => {
    const vector = corridors("next-step");
    const ended = vector.step([RIGHT, LEFT]);
    expect(ended).toMatchObject({
      observations: [4, 2],
      terminated: [true, false],
      truncated: [false, false],
    });
    expect(ended.rewards).toEqual(Float64Array.of(0.9, -0.1));
    expect(ended.infos[0]?.episode).toMatchObject({ taskId: "near", steps: 1 });

    const reset = vector.step([RIGHT, RIGHT]);
    expect(reset).toMatchObject({
      observations: [1, 3],
      terminated: [false, false],
      truncated: [false, false],
    });
    expect(reset.rewards).toEqual(Float64Array.of(0, -0.1));
    expect(reset.infos[0]).toEqual({});

    const played = vector.step([RIGHT, LEFT]);
    expect(played).toMatchObject({ ...untouched, observations: [2, 2], terminated: [false, false] });
  });

  it("takes anything for the action that it ignores", () => {
    const vector = corridors("next-step");
    vector.step([RIGHT, LEFT]);
    expect(vector.step([99, LEFT]).observations).toEqual([1, 1]);
  });

  it("resets after a truncation too", () => {
    const vector = new SyncVectorEnv(() => new LimitedLoop(), 1);
    vector.reset();
    for (let step = 1; step < 5; step += 1) expect(vector.step([0]).truncated).toEqual([false]);
    expect(vector.step([0])).toMatchObject({ truncated: [true], rewards: Float64Array.of(1) });
    expect(vector.step([0])).toMatchObject({ truncated: [false], rewards: Float64Array.of(0) });
  });
});

describe("autoreset `same-step`", () => {
  it("returns the first observation of the next episode and keeps the last one in the info", () => {
    const vector = corridors("same-step");
    const ended = vector.step([RIGHT, LEFT]);
    expect(ended).toMatchObject({
      observations: [1, 2],
      terminated: [true, false],
      truncated: [false, false],
    });
    expect(ended.rewards).toEqual(Float64Array.of(0.9, -0.1));
    expect(ended.infos[0]).toMatchObject({ finalObservation: 4, finalInfo: { episode: { taskId: "near" } } });
    expect(ended.infos[0]).not.toHaveProperty("episode");
    expect(ended.infos[1]).toEqual({});

    const played = vector.step([RIGHT, RIGHT]);
    expect(played).toMatchObject({ ...untouched, observations: [2, 3], terminated: [false, false] });
    expect(played.infos).toEqual([{}, {}]);
  });
});

describe("autoreset `disabled`", () => {
  it("refuses to step an ended environment, and has stepped none then", () => {
    const vector = corridors("disabled");
    expect(vector.step([LEFT, RIGHT])).toMatchObject({ observations: [2, 4], terminated: [false, true] });
    const before = vector.snapshot();
    expect(() => vector.step([RIGHT, RIGHT])).toThrowError(
      expect.objectContaining({
        code: "EPISODE_ENDED",
        message:
          "Environment 1: The episode has ended: call `reset({ options: { resetMask } })` to start the next one.",
      }),
    );
    expect(vector.snapshot()).toEqual(before);
  });

  it("resets those of the mask and leaves the others where they are", () => {
    const vector = corridors("disabled");
    vector.step([LEFT, RIGHT]);
    const reset = vector.reset({ options: { resetMask: [false, true], task_id: "far" } });
    expect(reset).toEqual({ observations: [undefined, 1], infos: [undefined, {}] });
    expect(vector.step([LEFT, RIGHT]).observations).toEqual([1, 2]);
  });

  it("resets some environments before any other is reset, which then cannot step", () => {
    const vector = new SyncVectorEnv(() => new Corridor(), 2, { autoresetMode: "disabled" });
    vector.reset({ options: { resetMask: [true, false] } });
    expect(() => vector.step([RIGHT, RIGHT])).toThrowError("Environment 1: Call `reset()` before `step()`.");
  });
});

describe("every autoreset mode", () => {
  it.each(["next-step", "same-step", "disabled"] as const)("is named in the metadata: %s", (mode) => {
    expect(corridors(mode).metadata).toEqual({ renderModes: [], stochastic: false, autoresetMode: mode });
  });

  it("lets a partial reset take the place of the reset that was due", () => {
    const vector = corridors("next-step");
    vector.step([RIGHT, LEFT]);
    vector.reset({ options: { resetMask: [true, false], task_id: "near" } });
    expect(vector.step([LEFT, LEFT])).toMatchObject({ ...untouched, observations: [2, 1] });
  });
});
