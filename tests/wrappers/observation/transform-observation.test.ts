import { describe, expect, expectTypeOf, it } from "vitest";
import type { Env } from "../../../src/core/env.ts";
import type { Space } from "../../../src/core/space.ts";
import { Discrete } from "../../../src/core/spaces/discrete.ts";
import { TimeLimit } from "../../../src/wrappers/episode/time-limit.ts";
import { TransformObservation } from "../../../src/wrappers/observation/transform-observation.ts";
import { ScriptedEnv } from "../../support/scripted-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "TransformObservation",
  wrap: (inner) =>
    new TransformObservation(inner, {
      transform: (place: number) => place + 1,
      observationSpace: new Discrete(50),
    }),
  hasFunctions: true,
});

const WORDS: Space<string> = {
  size: Number.POSITIVE_INFINITY,
  sample: () => "0",
  contains: (value): value is string => typeof value === "string",
  seed: () => undefined,
  toString: () => "Words",
  toJSON: () => "Words",
};

describe("a transformed observation", () => {
  const make = () =>
    new TransformObservation(new ScriptedEnv([1, 2]), {
      transform: (step: number) => `step ${step}`,
      observationSpace: WORDS,
    });

  it("is what the function gives, from reset on", () => {
    const env = make();
    expect(env.reset().observation).toBe("step 0");
    expect(env.step(0).observation).toBe("step 1");
    expect(env.observationSpace).toBe(WORDS);
  });

  it("has the type the function gives, through further wrappers", () => {
    const limited = new TimeLimit(make(), { maxSteps: 2 });
    expectTypeOf(make().reset().observation).toEqualTypeOf<string>();
    limited.reset();
    expectTypeOf(limited.step(0).observation).toEqualTypeOf<string>();
    expectTypeOf(limited.step).parameter(0).toEqualTypeOf<number>();
    // @ts-expect-error: it no longer observes numbers.
    const wrong: Env<number, number> = make();
    expect(wrong.reset().observation).not.toBe(0);
  });
});
