import { describe, expect, it } from "vitest";
import { MissingField } from "../../../src/wrappers/observation/missing-field.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { DictWalk } from "../../support/walk-views.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "MissingField",
  wrap: (inner) => new MissingField(new DictWalk(inner), { probability: 0.4 }),
  wrapAgain: (inner) => new MissingField(inner, { probability: 0.4, marked: true, stream: "outer" }),
});

const walk = (): DictWalk => new DictWalk(new WalkEnv());

describe("a missing field", () => {
  it("is blank, and the empty text is in the space of a text", () => {
    const env = new MissingField(walk(), { probability: 1 });
    expect(env.reset().observation).toEqual({ place: 0, share: [0], word: "" });
    expect(env.observationSpace.contains({ place: 0, share: [0], word: "" })).toBe(true);
    expect(walk().observationSpace.contains({ place: 0, share: [0], word: "" })).toBe(false);
  });

  it("says so where marked, and what is there says that as well", () => {
    const env = new MissingField(walk(), { probability: 1, marked: true, keys: ["word"] });
    expect(env.reset().observation).toEqual({ place: 20, share: [0.5], word: [0, 0] });
    const sure = new MissingField(walk(), { probability: 0, marked: true, keys: ["place"] });
    expect(sure.reset().observation.place).toEqual([1, 20]);
    expect(String(sure.observationSpace)).toContain("place: OneOf(Discrete(1), Discrete(42))");
  });

  it("is missing as often as the chance says, each field on its own", () => {
    const env = new MissingField(walk(), { probability: 0.3 });
    const counts = { both: 0, place: 0, word: 0 };
    for (let episode = 0; episode < 4000; episode += 1) {
      const { place, word } = env.reset(episode === 0 ? { seed: 1 } : {}).observation;
      counts.place += Number(place === 0);
      counts.word += Number(word === "");
      counts.both += Number(place === 0 && word === "");
    }
    expect(Math.abs(counts.place / 4000 - 0.3)).toBeLessThan(0.03);
    expect(Math.abs(counts.word / 4000 - 0.3)).toBeLessThan(0.03);
    expect(Math.abs(counts.both / 4000 - 0.09)).toBeLessThan(0.02);
    expect(env.metadata.stochastic).toBe(true);
  });

  it("keeps the options it was made with", () => {
    const keys = ["word"];
    const env = new MissingField(walk(), { probability: 1, keys });
    keys.push("place");
    expect(env.kwargs).toEqual({ probability: 1, keys: ["word"] });
  });

  it("restarts with a seed and is another one for another stream", () => {
    const seen = (stream: string): string => {
      const env = new MissingField(walk(), { probability: 0.5, stream });
      env.reset({ seed: 1 });
      return JSON.stringify(Array.from({ length: 9 }, () => env.step(1).observation));
    };
    expect(seen("one")).toBe(seen("one"));
    expect(seen("one")).not.toBe(seen("two"));
  });

  it("is refused for a chance and a field that make no sense, and without fields", () => {
    expect(() => new MissingField(walk(), { probability: Number.NaN })).toThrowError("probability");
    expect(() => new MissingField(walk(), { probability: 1, keys: ["places"] })).toThrowError(
      'Did you mean "place"?',
    );
    // @ts-expect-error: a number has no fields.
    expect(() => new MissingField(new WalkEnv(), { probability: 1 })).toThrowError("Dict");
  });
});
