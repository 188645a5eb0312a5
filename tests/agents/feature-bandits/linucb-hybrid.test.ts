import { describe, expect, it } from "vitest";
import "../../../src/agents/feature-bandits/register.ts";
import type { FeatureVector } from "../../../src/agents/linear/context.ts";
import { createAgent } from "../../../src/core/agent-registry.ts";
import { createRng } from "../../../src/core/random.ts";
import { stepOver } from "../linear/one-hot.ts";

type Matrix = readonly (readonly number[])[];

const scaled = (size: number, by: number): Matrix =>
  Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => (row === column ? by : 0)),
  );
const plus = (a: Matrix, b: Matrix, sign = 1): Matrix =>
  a.map((row, i) => row.map((entry, j) => entry + sign * (b[i]?.[j] ?? 0)));
const transposed = (a: Matrix): Matrix => (a[0] ?? []).map((_, column) => a.map((row) => row[column] ?? 0));
const times = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) =>
    transposed(b).map((column) => row.reduce((sum, entry, k) => sum + entry * (column[k] ?? 0), 0)),
  );
const column = (vector: readonly number[]): Matrix => vector.map((entry) => [entry]);
const scalar = (a: Matrix): number => a[0]?.[0] ?? 0;

/** A⁻¹ by Gauss and Jordan, for small well-conditioned matrices. */
function inverse(matrix: Matrix): Matrix {
  const size = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...(scaled(size, 1)[i] ?? [])]);
  for (let pivot = 0; pivot < size; pivot += 1) {
    const by = rows[pivot]?.[pivot] ?? 1;
    rows[pivot] = (rows[pivot] ?? []).map((entry) => entry / by);
    for (let row = 0; row < size; row += 1) {
      const factor = rows[row]?.[pivot] ?? 0;
      if (row !== pivot)
        rows[row] = (rows[row] ?? []).map((entry, k) => entry - factor * (rows[pivot]?.[k] ?? 0));
    }
  }
  return rows.map((row) => row.slice(size));
}

/** Algorithm 2 of Li et al. (2010), line by line, with z = x and λ in place of 1. */
class Algorithm2 {
  #a0: Matrix;
  #b0: Matrix;
  readonly #arms: { a: Matrix; b: Matrix; moments: Matrix }[];

  constructor(actionCount: number, dimension: number, lambda: number) {
    this.#a0 = scaled(dimension, lambda);
    this.#b0 = column(new Array(dimension).fill(0));
    this.#arms = Array.from({ length: actionCount }, () => ({
      a: scaled(dimension, lambda),
      b: scaled(dimension, 0),
      moments: column(new Array(dimension).fill(0)),
    }));
  }

  /** Estimate and width of every action. */
  judge(vector: readonly number[]): (readonly [mean: number, width: number])[] {
    const x = column(vector);
    const inverse0 = inverse(this.#a0);
    const beta = times(inverse0, this.#b0);
    return this.#arms.map(({ a, b, moments }) => {
      const inverseA = inverse(a);
      const theta = times(inverseA, plus(moments, times(b, beta), -1));
      const cross = times(times(inverse0, transposed(b)), times(inverseA, x));
      const s =
        scalar(times(transposed(x), times(inverse0, x))) -
        2 * scalar(times(transposed(x), cross)) +
        scalar(times(transposed(x), times(inverseA, x))) +
        scalar(times(times(transposed(x), inverseA), times(b, cross)));
      return [
        scalar(times(transposed(x), beta)) + scalar(times(transposed(x), theta)),
        Math.sqrt(s),
      ] as const;
    });
  }

  learn(action: number, vector: readonly number[], reward: number): void {
    const arm = this.#arms[action];
    if (arm === undefined) return;
    const x = column(vector);
    const outer = times(x, transposed(x));
    const shared = (): readonly [Matrix, Matrix] => {
      const reach = times(transposed(arm.b), inverse(arm.a));
      return [times(reach, arm.b), times(reach, arm.moments)];
    };
    const [a, b] = shared();
    this.#a0 = plus(this.#a0, a);
    this.#b0 = plus(this.#b0, b);
    arm.a = plus(arm.a, outer);
    arm.b = plus(arm.b, outer);
    arm.moments = plus(arm.moments, column(vector.map((entry) => entry * reward)));
    const [after, moments] = shared();
    this.#a0 = plus(plus(this.#a0, outer), after, -1);
    this.#b0 = plus(plus(this.#b0, column(vector.map((entry) => entry * reward))), moments, -1);
  }
}

describe("LinUCB with a shared part", () => {
  it.each([1, 2.5])("is Algorithm 2 of Li et al. (2010) with z = x, at λ = %s", (regularization) => {
    const [actionCount, dimension, alpha] = [3, 3, 0.7];
    const agent = createAgent<FeatureVector>("linucb-hybrid", { actionCount, regularization, alpha });
    const reference = new Algorithm2(actionCount, dimension, regularization);
    const rng = createRng(2);
    const draw = (): number[] => [1, rng.next(), rng.next() - 0.5];
    const mask = Uint8Array.of(1, 1, 1);
    for (let step = 0; step < 60; step += 1) {
      const context = draw();
      const judged = reference.judge(context);
      for (const [action, [mean]] of judged.entries()) {
        expect(agent.explain(context).values[action]).toBeCloseTo(mean, 9);
      }
      const bounds = judged.map(([mean, width]) => mean + alpha * width);
      const { action } = agent.act(context, mask);
      expect(bounds[action]).toBeCloseTo(Math.max(...bounds), 9);
      const reward = rng.next();
      agent.learn({ ...stepOver({ context, action, reward }), mask, nextMask: mask });
      reference.learn(action, context, reward);
    }
  });

  it("draws an untried action to what the others paid", () => {
    const values = ["linucb", "linucb-hybrid"].map((name) => {
      const agent = createAgent<FeatureVector>(name, { actionCount: 2 });
      for (let time = 0; time < 50; time += 1) agent.learn(stepOver({ reward: 1 }));
      return agent.explain([1, 0]).values[1] ?? 0;
    });
    expect(values[0]).toBe(0);
    // β: A₀ = 1 + (1 − 1/51), b₀ = 50/51, so 50 / 101.
    expect(values[1]).toBeCloseTo(50 / 101, 9);
  });
});
