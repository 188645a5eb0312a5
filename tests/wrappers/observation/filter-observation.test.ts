import { describe, expect, it } from "vitest";
import { FilterObservation } from "../../../src/wrappers/observation/filter-observation.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { DictWalk } from "../../support/walk-views.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "FilterObservation",
  wrap: (inner) => new FilterObservation(new DictWalk(inner), { keys: ["place", "word"] }),
  wrapAgain: (inner) => new FilterObservation(inner, { keys: ["word"] }),
});

const walk = (): DictWalk => new DictWalk(new WalkEnv());

describe("a filtered observation", () => {
  it("has the chosen fields and their spaces", () => {
    const env = new FilterObservation(walk(), { keys: ["share", "place"] });
    expect(env.reset().observation).toEqual({ place: 20, share: [0.5] });
    expect(String(env.observationSpace)).toBe("Dict(place: Discrete(42), share: Box(0, 1.025, [1]))");
    expect(env.changesTask).toBe(true);
  });

  it("is refused without keys, with a key twice and with one that does not exist", () => {
    expect(() => new FilterObservation(walk(), { keys: [] })).toThrowError("keys");
    expect(() => new FilterObservation(walk(), { keys: ["word", "word"] })).toThrowError("distinct keys");
    const keys = ["wort" as "word"];
    expect(() => new FilterObservation(walk(), { keys })).toThrowError('Did you mean "word"?');
  });

  it("is refused where the observations are no records of fields", () => {
    // @ts-expect-error: numbers have no fields to keep.
    expect(() => new FilterObservation(new WalkEnv(), { keys: ["place"] })).toThrowError(
      "Expected an environment with a Dict observation space, got Discrete(42)",
    );
  });
});
