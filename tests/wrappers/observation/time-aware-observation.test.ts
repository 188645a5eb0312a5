import { describe, expect, it } from "vitest";
import type { Space } from "../../../src/core/space.ts";
import { TimeAwareObservation } from "../../../src/wrappers/observation/time-aware-observation.ts";
import { TransformObservation } from "../../../src/wrappers/observation/transform-observation.ts";
import { ScriptedEnv } from "../../support/scripted-env.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { DictWalk } from "../../support/walk-views.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "TimeAwareObservation",
  wrap: (inner) => new TimeAwareObservation(inner, { maxSteps: 60, flatten: false }),
  wrapAgain: (inner) => new TimeAwareObservation(inner, { maxSteps: 60, normalize: true }),
});

const four = (): ScriptedEnv => new ScriptedEnv([0, 0, 0, 0]);

describe("a time-aware observation", () => {
  it("ends with the number of steps", () => {
    const env = new TimeAwareObservation(new ScriptedEnv([0]), { maxSteps: 4 });
    expect(env.reset().observation).toEqual([1, 0, 0]);
    expect(env.step(0).observation).toEqual([0, 1, 1]);
    expect(env.reset().observation).toEqual([1, 0, 0]);
    expect(env.observationSpace).toMatchObject({ low: [0, 0, 0], high: [1, 1, 4] });
  });

  it("ends with their share where normalized", () => {
    const env = new TimeAwareObservation(new ScriptedEnv([0]), { maxSteps: 4, normalize: true });
    env.reset();
    expect(env.step(0).observation).toEqual([0, 1, 0.25]);
    expect(env.observationSpace).toMatchObject({ high: [1, 1, 1] });
  });

  it("has a field for the time, next to `obs` or to the fields of a record", () => {
    const plain = new TimeAwareObservation(four(), { maxSteps: 4, flatten: false });
    plain.reset();
    expect(plain.step(0).observation).toEqual({ obs: 1, time: 1 });
    expect(String(plain.observationSpace)).toBe("Dict(obs: Discrete(5), time: Discrete(5))");
    const options = { maxSteps: 4, flatten: false, normalize: true, key: "clock" } as const;
    const record = new TimeAwareObservation(new DictWalk(new WalkEnv()), options);
    expect(record.reset().observation).toEqual({ place: 20, share: [0.5], word: "b".repeat(20), clock: [0] });
    expect(record.step(1).observation.clock).toEqual([0.25]);
  });

  it("stays at the limit in an episode that goes on", () => {
    const env = new TimeAwareObservation(four(), { maxSteps: 2, flatten: false });
    env.reset();
    expect([0, 0, 0].map((action) => env.step(action).observation.time)).toEqual([1, 2, 2]);
  });

  it("is refused for a field that is taken and for fields next to values of an unknown kind", () => {
    const walk = new DictWalk(new WalkEnv());
    const options = { maxSteps: 4, flatten: false, key: "word" } as const;
    expect(() => new TimeAwareObservation(walk, options)).toThrowError('got "word": choose another name');
    expect(() => new TimeAwareObservation(walk, { maxSteps: 0 })).toThrowError("maxSteps");
    const words: Space<string> = {
      ...{ size: 1, sample: () => "", seed: () => undefined, toString: () => "Words", toJSON: () => "Words" },
      contains: (value): value is string => typeof value === "string",
    };
    const spoken = new TransformObservation(four(), { transform: String, observationSpace: words });
    expect(() => new TimeAwareObservation(spoken, { maxSteps: 4, flatten: false })).toThrowError("got Words");
    expect(() => new TimeAwareObservation(spoken, { maxSteps: 4 })).toThrowError("fixed length");
  });

  it("refuses the snapshot of a longer time", () => {
    const [long, short] = [9, 1].map((maxSteps) => new TimeAwareObservation(four(), { maxSteps }));
    long?.reset();
    long?.step(0);
    long?.step(0);
    expect(() => short?.restore(long?.snapshot() ?? null)).toThrowError("[0, 1]");
  });
});
