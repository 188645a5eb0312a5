import { describe, expect, it } from "vitest";
import type { Env } from "../../../src/core/env.ts";
import { Box } from "../../../src/core/spaces/box.ts";
import { NormalizeObservation } from "../../../src/wrappers/observation/normalize-observation.ts";
import { TransformObservation } from "../../../src/wrappers/observation/transform-observation.ts";
import { ScriptedEnv } from "../../support/scripted-env.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { BoxWalk } from "../../support/walk-views.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "NormalizeObservation",
  wrap: (inner) => new NormalizeObservation(new BoxWalk(inner)),
  wrapAgain: (inner) => new NormalizeObservation(inner),
  hasMemory: true,
});

/** Observes the given numbers one after the other. */
function showing(numbers: readonly number[]): Env<readonly number[], number> {
  return new TransformObservation(new ScriptedEnv(numbers.slice(1).map(() => 0)), {
    transform: (step) => [numbers[step] ?? 0],
    observationSpace: new Box(-1e9, 1e9),
  });
}

function seen(env: NormalizeObservation<number>, steps: number): (number | undefined)[] {
  const first = env.reset().observation[0];
  return [first, ...Array.from({ length: steps }, () => env.step(0).observation[0])];
}

describe("a normalized observation", () => {
  it("has the mean and the population variance of all observations so far", () => {
    const env = new NormalizeObservation(showing([2, 4, 9]));
    const [first, second, third] = seen(env, 2);
    // After 2, 4: mean 3, variance 1. After 2, 4, 9: mean 5, variance 26 / 3.
    expect(first).toBe(0);
    expect(second).toBeCloseTo(1, 7);
    expect(third).toBeCloseTo(4 / Math.sqrt(26 / 3), 7);
    expect([env.count, env.mean[0]]).toEqual([3, 5]);
    expect(env.variance[0]).toBeCloseTo(26 / 3, 12);
  });

  it("keeps its digits far from 0", () => {
    const env = new NormalizeObservation(showing([1e8, 1e8 + 1, 1e8 + 2]));
    seen(env, 2);
    expect(env.variance[0]).toBeCloseTo(2 / 3, 7);
  });

  it("takes epsilon into the root", () => {
    const env = new NormalizeObservation(showing([2, 4]), { epsilon: 3 });
    expect(seen(env, 1)).toEqual([0, 0.5]);
  });

  it("leaves frozen statistics alone, also over a seeded reset and a snapshot", () => {
    const env = new NormalizeObservation(showing([2, 4]));
    seen(env, 1);
    env.frozen = true;
    const [first, second] = seen(env, 1);
    expect([first, second].map((each) => Math.round(each ?? 0))).toEqual([-1, 1]);
    env.reset({ seed: 3 });
    const other = new NormalizeObservation(showing([2, 4]));
    other.restore(JSON.parse(JSON.stringify(env.snapshot())));
    expect([other.frozen, other.count, other.mean, other.variance]).toEqual([true, 2, [3], [1]]);
  });

  it("shows almost what it is given where it is frozen from the start", () => {
    const env = new NormalizeObservation(showing([2, 4]), { frozen: true });
    expect(seen(env, 1)[1]).toBeCloseTo(4, 6);
    expect(env.count).toBe(0);
  });

  it("warns, and calls itself stochastic until it is frozen", () => {
    const env = new NormalizeObservation(showing([2, 4]));
    expect(env.metadata).toMatchObject({ stochastic: true, warnings: [expect.stringContaining("compare")] });
    env.frozen = true;
    expect(env.metadata.stochastic).toBe(false);
  });

  it.each([0, -1, Number.NaN])("refuses the epsilon %s", (epsilon) => {
    expect(() => new NormalizeObservation(showing([1, 2]), { epsilon })).toThrowError("epsilon");
  });

  it("refuses observations whose squares are not finite, and forgets them", () => {
    const env = new NormalizeObservation(
      new TransformObservation(new ScriptedEnv([0]), {
        transform: (step) => [step * 1e300],
        observationSpace: new Box(0, Number.POSITIVE_INFINITY),
      }),
    );
    env.reset();
    expect(() => env.step(0)).toThrowError("put a RescaleObservation inside");
    expect([env.count, env.mean, env.variance]).toEqual([1, [0], [0]]);
  });

  it("refuses the statistics of other observations", () => {
    const [walk, other] = [
      new NormalizeObservation(new BoxWalk(new WalkEnv())),
      new NormalizeObservation(showing([1, 2])),
    ];
    walk.reset();
    expect(() => other.restore(walk.snapshot())).toThrowError("over as many entries");
  });
});
