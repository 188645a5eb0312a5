import { describe, expect, it } from "vitest";
import type { Env } from "../../../src/core/env.ts";
import type { Space } from "../../../src/core/space.ts";
import { Box } from "../../../src/core/spaces/box.ts";
import { Dict } from "../../../src/core/spaces/dict.ts";
import { Discrete } from "../../../src/core/spaces/discrete.ts";
import { MultiBinary } from "../../../src/core/spaces/multi-binary.ts";
import { MultiDiscrete } from "../../../src/core/spaces/multi-discrete.ts";
import { OneOf } from "../../../src/core/spaces/one-of.ts";
import { Sequence } from "../../../src/core/spaces/sequence.ts";
import { Text } from "../../../src/core/spaces/text.ts";
import { Tuple } from "../../../src/core/spaces/tuple.ts";
import { PerturbObservation } from "../../../src/wrappers/observation/perturb-observation.ts";
import { TransformObservation } from "../../../src/wrappers/observation/transform-observation.ts";
import { ScriptedEnv } from "../../support/scripted-env.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { DictWalk } from "../../support/walk-views.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "PerturbObservation",
  wrap: (inner) => new PerturbObservation(inner, { probability: 0.5 }),
});

/** Observes the same value for ever. */
function still<Value>(observationSpace: Space<Value>, value: Value): Env<Value, number> {
  const silence = new ScriptedEnv(new Array<number>(5000).fill(0));
  return new TransformObservation(silence, { transform: () => value, observationSpace });
}

function seen<Value>(env: Env<Value, number>, steps: number): Value[] {
  env.reset({ seed: 1 });
  return Array.from({ length: steps }, () => env.step(0).observation);
}

describe("a perturbed observation", () => {
  it("is the one given where the chance is 0", () => {
    const env = new PerturbObservation(new DictWalk(new WalkEnv()), { probability: 0 });
    expect(env.reset().observation).toEqual({ place: 20, share: [0.5], word: "b".repeat(20) });
  });

  it("stays in its space, whatever the kind of it, and is another one now and then", () => {
    const spaces = [
      new Discrete(5, { start: -2 }),
      new Box([0, Number.NEGATIVE_INFINITY], [0.5, Number.POSITIVE_INFINITY]),
      new Text(9, { charset: "äöü😀" }),
      new MultiDiscrete([3, 4], { start: [-1, 6] }),
      new MultiBinary(4),
      new Tuple([new Discrete(3), new Text(3)]),
      new Sequence(new Discrete(4)),
      new Dict({ a: new Discrete(4), b: new Sequence(new Text(5)) }),
    ];
    for (const space of spaces as Space<unknown>[]) {
      const value = [space.sample(), space.sample(), space.sample()][2];
      const results = seen(
        new PerturbObservation(still(space, value), { probability: 0.6, amplitude: 3 }),
        60,
      );
      for (const each of results) expect(space.contains(each), `${space}`).toBe(true);
      expect(new Set(results.map((each) => JSON.stringify(each))).size, `${space}`).toBeGreaterThan(1);
    }
  });

  it("draws as many characters anew as the chance says", () => {
    const text = "b".repeat(40);
    const env = new PerturbObservation(still(new Text(40, { charset: "ab" }), text), { probability: 0.5 });
    const letters = seen(env, 500).join("");
    // Half of the characters are drawn anew, and half of those are a's.
    expect(letters).toHaveLength(20_000);
    expect(Math.abs([...letters].filter((letter) => letter === "a").length / 20_000 - 0.25)).toBeLessThan(
      0.015,
    );
  });

  it("moves numbers by a uniform part of the amplitude", () => {
    const env = new PerturbObservation(still(new Box(-10, 10), [5]), { probability: 1, amplitude: 2 });
    const moves = seen(env, 4000).map(([number]) => (number ?? 0) - 5);
    const mean = moves.reduce((sum, each) => sum + each, 0) / moves.length;
    const square = moves.reduce((sum, each) => sum + each * each, 0) / moves.length;
    expect(Math.max(...moves.map(Math.abs))).toBeLessThanOrEqual(2);
    expect(Math.abs(mean)).toBeLessThan(0.08);
    expect(Math.abs(square - 4 / 3)).toBeLessThan(0.08);
  });

  it("stays finite at the ends of an unbounded box", () => {
    for (const end of [Number.MAX_VALUE, -Number.MAX_VALUE]) {
      const space = new Box(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
      const env = new PerturbObservation(still(space, [end]), {
        probability: 1,
        amplitude: Number.MAX_VALUE,
      });
      expect(seen(env, 20).every((each) => space.contains(each))).toBe(true);
    }
  });

  it("disturbs the chosen fields only", () => {
    const env = new PerturbObservation(new DictWalk(new WalkEnv()), { probability: 1, keys: ["word"] });
    const { place, share, word } = env.reset({ seed: 2 }).observation;
    expect([place, share, word.length]).toEqual([20, [0.5], 20]);
    expect(word).not.toBe("b".repeat(20));
  });

  it("restarts with a seed, goes on without one, and is another one for another stream", () => {
    const make = (stream?: string) =>
      new PerturbObservation(still(new Discrete(1000), 1), { probability: 1, ...(stream && { stream }) });
    const env = make();
    const first = seen(env, 4);
    env.reset();
    const second = [0, 0, 0, 0].map((action) => env.step(action).observation);
    expect(second).not.toEqual(first);
    expect(seen(env, 4)).toEqual(first);
    expect(seen(make("other"), 4)).not.toEqual(first);
    expect(env.metadata.stochastic).toBe(true);
  });

  it("is refused for a chance, an amplitude, a field or a space that makes no sense", () => {
    const walk = new DictWalk(new WalkEnv());
    expect(() => new PerturbObservation(walk, { probability: 1.1 })).toThrowError("probability");
    expect(() => new PerturbObservation(walk, { probability: 1, amplitude: -1 })).toThrowError("amplitude");
    expect(() => new PerturbObservation(walk, { probability: 1, keys: ["x"] })).toThrowError(
      'Unknown key "x"',
    );
    const choice = still(new OneOf([new Discrete(1)]), [0, 0] as const);
    expect(() => new PerturbObservation(choice, { probability: 1 })).toThrowError(
      "can be disturbed, got OneOf",
    );
  });
});
