import { describe, expect, it } from "vitest";
import { InvalidArgumentError } from "../../../src/core/errors.ts";
import type { VectorOptions } from "../../../src/core/vector/options.ts";
import type { PartialResetOptions, VectorResetOptions } from "../../../src/core/vector/results.ts";
import { SyncVectorEnv } from "../../../src/core/vector/sync-vector-env.ts";
import { SupportDeskTabularEnv } from "../../../src/supportdesk/env/tabular.ts";
import { Corridor, MaskedBandit, MdpEnv, RING } from "../../support/toy-envs.ts";

const LEFT = 0;
const RIGHT = 1;

function corridors(options: VectorOptions = {}): SyncVectorEnv<number, number> {
  return new SyncVectorEnv(() => new Corridor(), 3, options);
}

/** Refuses action 1 as soon as it is armed, although the action space has it. */
class Refusing extends Corridor {
  armed = false;

  protected override move(state: number, action: number): ReturnType<Corridor["move"]> {
    if (this.armed && action === RIGHT) throw new InvalidArgumentError("Not to the right.");
    return super.move(state, action);
  }
}

describe("a vector", () => {
  it("shows the spaces of one environment and has as many as asked for", () => {
    const vector = corridors();
    expect(vector.count).toBe(3);
    expect(vector.envs).toHaveLength(3);
    expect(vector.singleActionSpace).toBe(vector.envs[0]?.actionSpace);
    expect(vector.singleObservationSpace).toBe(vector.envs[0]?.observationSpace);
  });

  it("hands its factory the index", () => {
    const indices: number[] = [];
    const create = (index: number): Corridor => {
      indices.push(index);
      return new Corridor();
    };
    expect(new SyncVectorEnv(create, 3).count).toBe(3);
    expect(indices).toEqual([0, 1, 2]);
  });

  it("returns fresh lists that no later step changes", () => {
    const vector = corridors();
    const reset = vector.reset({ options: { task_id: "far" } });
    const first = vector.step([RIGHT, RIGHT, RIGHT]);
    const copy = structuredClone({ reset, first });
    const second = vector.step(Int32Array.of(LEFT, RIGHT, LEFT));
    expect({ reset, first }).toEqual(copy);
    expect(second.observations).not.toBe(first.observations);
    expect(second.rewards.buffer).not.toBe(first.rewards.buffer);
  });

  it("has the mask of each environment, the same as in its info", () => {
    const vector = new SyncVectorEnv(() => new MdpEnv(RING), 4);
    const { infos } = vector.reset({ seed: 3 });
    expect(vector.actionMasks()).toEqual(infos.map(({ actionMask }) => actionMask));
    expect(corridors().actionMasks()).toEqual([undefined, undefined, undefined]);
  });

  it("names the environment without an episode where masks need one", () => {
    const vector = new SyncVectorEnv(() => new SupportDeskTabularEnv(), 2);
    vector.reset({ options: { resetMask: [true, false] } });
    expect(() => vector.actionMasks()).toThrowError(/^Environment 1: /);
  });
});

describe("the seeds of a vector", () => {
  const contexts = (vector: SyncVectorEnv<number, number>): number[][] =>
    Array.from({ length: 20 }, () => vector.reset().observations);
  const bandits = (options?: VectorOptions): SyncVectorEnv<number, number> =>
    new SyncVectorEnv(() => new MaskedBandit(), 2, options);

  it("differ between environments that were never given one", () => {
    const played = contexts(bandits());
    expect(played.map(([first]) => first)).not.toEqual(played.map(([, second]) => second));
  });

  it("come from the root seed of the options until a reset names another", () => {
    const named = bandits();
    const first = named.reset({ seed: 8 }).observations;
    expect([first, ...contexts(named)].slice(0, 20)).toEqual(contexts(bandits({ seed: 8 })));
    expect(contexts(bandits({ seed: 8 }))).not.toEqual(contexts(bandits({ seed: 9 })));
  });

  it("go only to the environments that are reset", () => {
    const vector = bandits();
    const alone = bandits();
    vector.reset({ seed: 1 });
    alone.reset({ seed: 1 });
    vector.reset({ seed: 2, options: { resetMask: [true, false] } });
    const after = contexts(vector).map(([, second]) => second);
    expect(after).toEqual(contexts(alone).map(([, second]) => second));
  });
});

describe("a reset", () => {
  it("does not change the options it is given", () => {
    const resetMask = [false, true, false];
    const options: PartialResetOptions = { seed: 2, options: { resetMask, task_id: "far" } };
    const before = structuredClone(options);
    const vector = corridors();
    vector.reset(options);
    expect(options).toEqual(before);
    expect(options.options.resetMask).toBe(resetMask);
    expect(vector.reset(Object.freeze(options)).observations).toEqual([undefined, 1, undefined]);
  });

  it.each([
    [{ sede: 3 }, 'Unknown argument of `reset` "sede". Did you mean "seed"? Allowed: seed, options.'],
    [3, "Expected a record (argument of `reset`: seed, options), got 3."],
  ])("refuses %j for its arguments", (given, message) => {
    expect(() => corridors().reset(given as VectorResetOptions)).toThrowError(message);
  });

  it.each([
    [[true, false], "Expected `resetMask` to be an array of 3 booleans, got 2."],
    ["all", 'Expected `resetMask` to be an array of 3 booleans, got "all".'],
    [[true, 1, false], "Expected `resetMask[1]` to be a boolean, got 1."],
    [[false, false, false], "Expected `resetMask` to name at least one environment, got none."],
  ])("refuses the mask %j", (resetMask, message) => {
    const vector = corridors();
    vector.reset();
    const before = vector.snapshot();
    const options = { resetMask } as unknown as PartialResetOptions["options"];
    expect(() => vector.reset({ options })).toThrowError(message);
    expect(vector.snapshot()).toEqual(before);
  });

  it("refuses what the environments refuse, and names the one", () => {
    const vector = corridors();
    vector.reset();
    const before = vector.snapshot();
    expect(() => vector.reset({ options: { tusk: 1 } })).toThrowError(
      'Environment 0: Unknown reset option "tusk". Allowed: task_id.',
    );
    expect(vector.snapshot()).toEqual(before);
  });

  it("that fails in the middle leaves those before it to be reset, and the others as they were", () => {
    const vector = corridors();
    vector.reset({ options: { task_id: "far" } });
    const refuse = (): never => {
      throw new InvalidArgumentError("Not now.");
    };
    Object.assign(vector.envs[2] ?? {}, { reset: refuse });
    expect(() => vector.reset({ options: { resetMask: [false, true, true] } })).toThrowError(
      "Environment 2: Not now.",
    );
    expect(() => vector.step([RIGHT, RIGHT, RIGHT])).toThrowError(/^Environment 1: Its last result was lost/);
    vector.reset({ options: { resetMask: [false, true, false], task_id: "far" } });
    expect(vector.step([RIGHT, LEFT, RIGHT]).observations).toEqual([2, 0, 2]);
  });
});

describe("a step", () => {
  it("needs a reset first", () => {
    expect(() => corridors().step([0, 0, 0])).toThrowError(expect.objectContaining({ code: "RESET_NEEDED" }));
  });

  it.each([
    [[0, 0], "Expected 3 actions, got 2."],
    [undefined, "Expected 3 actions, got none."],
    [[0, 1, 2], "Environment 2: Expected an action in Discrete(2), got 2."],
  ])("refuses the actions %j and has stepped no environment then", (actions, message) => {
    const vector = corridors();
    vector.reset();
    const before = vector.snapshot();
    expect(() => vector.step(actions as number[])).toThrowError(message);
    expect(vector.snapshot()).toEqual(before);
  });

  it("that fails in the middle leaves those before to be reset, and the others as they were", () => {
    const envs = [new Refusing(), new Refusing(), new Refusing()] as const;
    const vector = new SyncVectorEnv<number, number>((index) => envs[index] ?? new Refusing(), 3);
    vector.reset({ options: { task_id: "far" } });
    envs[1].armed = true;
    expect(() => vector.step([RIGHT, RIGHT, RIGHT])).toThrowError("Environment 1: Not to the right.");
    expect(() => vector.step([RIGHT, LEFT, RIGHT])).toThrowError(
      "Environment 0: Its last result was lost when another environment threw: call `reset()`.",
    );
    vector.reset({ options: { resetMask: [true, false, false], task_id: "far" } });
    expect(vector.step([RIGHT, LEFT, RIGHT]).observations).toEqual([2, 0, 2]);
  });

  it("hands on what is no error of the library as it is", () => {
    const vector = new SyncVectorEnv(() => new MdpEnv(RING), 1);
    vector.reset({ seed: 0 });
    const fault = new TypeError("broken");
    const step = (): never => {
      throw fault;
    };
    Object.assign(vector.envs[0] ?? {}, { step });
    expect(() => vector.step([0])).toThrowError(fault);
  });
});
