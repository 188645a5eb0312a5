import { describe, expect, it } from "vitest";
import { type TdLambdaOptions, tdLambda } from "../../../src/agents/policy-gradient/td-lambda.ts";
import type { Transition } from "../../../src/core/agent.ts";
import { createRng } from "../../../src/core/random.ts";

const ONE = Uint8Array.of(1);
const STEP: Transition = {
  context: 0,
  mask: ONE,
  action: 0,
  propensity: 1,
  reward: 0,
  nextContext: 1,
  nextMask: ONE,
  terminated: false,
  truncated: false,
};

const EPISODE: readonly Transition[] = [
  { ...STEP, reward: 1 },
  { ...STEP, context: 1, reward: 2, nextContext: 0 },
  { ...STEP, reward: 4, terminated: true },
];

const valuesOf = (experience: readonly Transition[], options: TdLambdaOptions): (number | undefined)[] => {
  const values = tdLambda(experience, { discount: 0.5, stepSize: 0.5, ...options });
  return [values.get(0), values.get(1)];
};

/** Random walks over the cells 1 to 5 from the middle; leaving to the right pays 1. */
function* randomWalks(count: number): Generator<Transition> {
  const rng = createRng(0);
  for (let walk = 0; walk < count; walk += 1) {
    let context = 3;
    while (context >= 1 && context <= 5) {
      const nextContext = context + (rng.next() < 0.5 ? -1 : 1);
      const terminated = nextContext < 1 || nextContext > 5;
      yield { ...STEP, context, nextContext, reward: nextContext > 5 ? 1 : 0, terminated };
      context = nextContext;
    }
  }
}

describe("TD(λ)", () => {
  it("makes these updates with λ = ½, worked out by hand", () => {
    // δ = 1: V(0) = ½; z(0) = ¼. δ = 2 + ½ · ½ = 2.25: V(1) = 1.125, V(0) = 0.5 + ½ · 2.25 / 4 = 0.78125; z = 1/16, ¼.
    // δ = 4 − 0.78125 = 3.21875: z(0) = 17/16, z(1) = ¼.
    expect(valuesOf(EPISODE, { traceDecay: 0.5 })).toEqual([
      0.78125 + 0.5 * 3.21875 * (17 / 16),
      1.125 + 0.5 * 3.21875 * 0.25,
    ]);
  });

  it("sets the trace of a state that is met again to 1 if replacing", () => {
    expect(valuesOf(EPISODE, { traceDecay: 0.5, traces: "replacing" })).toEqual([
      0.78125 + 0.5 * 3.21875,
      1.125 + 0.5 * 3.21875 * 0.25,
    ]);
  });

  it("moves only the state it left with λ = 0", () => {
    // V(0) = ½; V(1) = ½ · 2.25; V(0) = ½ + ½ · 3.5
    expect(valuesOf(EPISODE, { traceDecay: 0 })).toEqual([2.25, 1.125]);
  });

  it("bootstraps where an episode was truncated and forgets the traces: V(1) = 2, then ½ (1 + ½ · 2)", () => {
    const first = { ...STEP, context: 1, reward: 4, terminated: true };
    const values = valuesOf([first, { ...STEP, reward: 1, truncated: true }], { traceDecay: 1 });
    expect(values).toEqual([1, 2]);
  });

  it("weighs what follows a step of two by γ²: ½ (1 + ¼ · 2)", () => {
    const first = { ...STEP, context: 1, reward: 4, terminated: true };
    expect(valuesOf([first, { ...STEP, reward: 1, duration: 2 }], {})[0]).toBe(0.75);
  });

  it.each([0, 0.5, 0.9, 1])(
    "finds the values 1/6 to 5/6 of the random walk of Sutton & Barto with λ = %s",
    (traceDecay) => {
      const values = tdLambda(randomWalks(20_000), { traceDecay, stepSize: 0.002, initialValue: 0.5 });
      for (let cell = 1; cell <= 5; cell += 1) {
        expect(Math.abs((values.get(cell) ?? 0) - cell / 6)).toBeLessThan(0.06);
      }
    },
  );

  it.each([
    [{ discount: 1.5 }, "Expected `discount` in [0, 1], got 1.5."],
    [{ traceDecay: -1 }, "Expected `traceDecay` in [0, 1], got -1."],
    [{ stepSize: 0 }, "Expected `stepSize` in (0, 1], got 0."],
    [{ stepSize: Number.NaN }, "Expected `stepSize` in (0, 1], got NaN."],
  ])("refuses %j", (options, message) => {
    expect(() => tdLambda([], options)).toThrow(message);
  });
});
