import { describe, expect, it } from "vitest";
import type { Env } from "../../../src/core/env.ts";
import { GymError } from "../../../src/core/errors.ts";
import { Discrete } from "../../../src/core/spaces/discrete.ts";
import type { VectorOptions } from "../../../src/core/vector/options.ts";
import { SyncVectorEnv } from "../../../src/core/vector/sync-vector-env.ts";
import { Wrapper } from "../../../src/core/wrapper.ts";
import { Corridor, MaskedBandit, MdpEnv, PAIR } from "../../support/toy-envs.ts";

function corridors(options: VectorOptions = {}): SyncVectorEnv<number, number> {
  return new SyncVectorEnv(() => new Corridor(), 3, options);
}

class Bare extends Wrapper<number, number> {}

class Relabelled extends Corridor {
  override readonly actionSpace = new Discrete(2, { labels: ["west", "east"] });
}

class WithoutEquals extends Corridor {
  override readonly actionSpace = Object.assign(new Discrete(2), { equals: undefined }) as never;
}

describe("making a vector", () => {
  const one = new Corridor();

  it.each<[string, (index: number) => Env<number, number>, string]>([
    [
      "the same object twice",
      () => one,
      "Environments 0 and 1 are the same object: make a new one in every call of the factory.",
    ],
    [
      "two wrappers of the same object",
      () => new Bare(one),
      "Environments 0 and 1 are the same object: make a new one in every call of the factory.",
    ],
    [
      "another action space",
      (index) => (index === 0 ? new MdpEnv(PAIR) : new MaskedBandit()),
      "Environment 1 has another action space than environment 0: Discrete(3) instead of Discrete(2).",
    ],
    [
      "another observation space",
      (index) => new MdpEnv(index === 0 ? PAIR : [...PAIR, ...PAIR]),
      "Environment 1 has another observation space than environment 0: Discrete(4) instead of Discrete(2).",
    ],
    [
      "other labels",
      (index) => (index === 0 ? new Corridor() : new Relabelled()),
      "Environment 1 has another action space than environment 0: other values or labels.",
    ],
  ])("refuses %s", (_what, create, message) => {
    expect(() => new SyncVectorEnv(create, 2)).toThrowError(message);
  });

  it("refuses what is no factory, and what a factory makes that is no environment", () => {
    expect(() => new SyncVectorEnv(new Corridor() as never, 2)).toThrowError(
      /^Expected a function that makes an environment, such as `\(\) => new MyEnv\(\)`, got /,
    );
    expect(
      () => new SyncVectorEnv((index) => (index === 0 ? new Corridor() : undefined) as never, 2),
    ).toThrowError("Expected the factory to make environment 1, got undefined: return it.");
  });

  it("compares spaces that cannot compare themselves by their JSON", () => {
    expect(new SyncVectorEnv(() => new WithoutEquals(), 2).count).toBe(2);
  });

  it.each([0, 1.5, Number.NaN])("refuses a count of %s", (count) => {
    expect(() => new SyncVectorEnv(() => new Corridor(), count)).toThrowError(
      `Expected \`count\` to be an integer >= 1, got ${count}.`,
    );
  });

  it.each([
    [{ autoreset: "disabled" }, 'Unknown vector option "autoreset".'],
    [{ autoresetMode: "samestep" }, 'Unknown autoreset mode "samestep". Did you mean "same-step"?'],
    [{ seeding: "random" }, 'Unknown seeding "random".'],
    [{ seed: -1 }, "Expected `seed` to be an integer in [0, 9007199254740991], got -1."],
  ])("refuses the options %j", (options, message) => {
    expect(() => corridors(options as VectorOptions)).toThrowError(message);
  });

  it("closes what was made when a later one cannot be made", () => {
    const made = new Corridor();
    const create = (index: number): Corridor => {
      if (index === 1) throw new GymError("UNSUPPORTED", "No more.");
      return made;
    };
    expect(() => new SyncVectorEnv(create, 2)).toThrowError("No more.");
    expect(() => made.reset()).toThrowError(expect.objectContaining({ code: "ENV_CLOSED" }));
  });
});

describe("closing a vector", () => {
  it("closes every environment once, and refuses everything after", () => {
    const vector = corridors();
    vector.reset();
    const snapshot = vector.snapshot();
    vector.close();
    vector.close();
    vector[Symbol.dispose]();
    const closed = expect.objectContaining({ code: "ENV_CLOSED" });
    for (const env of vector.envs) expect(() => env.reset()).toThrowError(closed);
    expect(() => vector.reset()).toThrowError(closed);
    expect(() => vector.step([0, 0, 0])).toThrowError(closed);
    expect(() => vector.actionMasks()).toThrowError(closed);
    expect(() => vector.snapshot()).toThrowError(closed);
    expect(() => vector.restore(snapshot)).toThrowError(closed);
  });

  it("closes the others too where one refuses", () => {
    const vector = corridors();
    const [first, second] = vector.envs;
    const refuse = (): void => {
      throw new GymError("UNSUPPORTED", "Not now.");
    };
    if (first !== undefined) Object.assign(first, { close: refuse });
    expect(() => vector.close()).toThrowError("Not now.");
    expect(() => second?.reset()).toThrowError(expect.objectContaining({ code: "ENV_CLOSED" }));
  });
});
