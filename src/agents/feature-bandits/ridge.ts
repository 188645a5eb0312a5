import { z } from "zod";
import { InvalidArgumentError } from "../../core/errors.ts";
import { type FeatureVector, LARGEST } from "../linear/context.ts";
import { CholeskyFactor, dot } from "../linear-algebra.ts";

/** A ridge regression as it is saved. */
export const SavedRidge = z.strictObject({
  factor: z.array(z.number()).describe("Cholesky factor of A, column by column from the diagonal down."),
  moments: z.array(z.number()).describe("b, shape [dimension]."),
});
export type SavedRidge = z.infer<typeof SavedRidge>;

/** What a ridge regression is made of. */
export interface RidgeOptions {
  /** Length of the vectors. */
  readonly dimension: number;
  /** λ > 0, the weight of the prior that all coefficients are 0. */
  readonly regularization: number;
}

/**
 * Ridge regression that learns one example at a time: `A = λI + Σ w·x·xᵀ`, `b = Σ w·y·x`, coefficients `A⁻¹ · b`.
 *
 * Without an example A is λI, so that its inverse is I / λ.
 *
 * @see Hoerl & Kennard, Ridge Regression (Technometrics 12, 1970).
 */
export class RidgeRegression {
  readonly #factor: CholeskyFactor;
  readonly #moments: Float64Array;
  readonly #coefficients: Float64Array;

  constructor({ dimension, regularization }: RidgeOptions, saved?: SavedRidge) {
    this.#factor =
      saved === undefined
        ? CholeskyFactor.ofScaledIdentity(dimension, regularization)
        : CholeskyFactor.load(dimension, saved.factor);
    this.#moments = Float64Array.from(saved?.moments ?? new Array<number>(dimension).fill(0));
    this.#coefficients = this.#factor.solve(this.#moments, new Float64Array(dimension));
  }

  /** Whether something saved is a regression over vectors of a length. */
  static fits({ factor, moments }: SavedRidge, dimension: number): boolean {
    return moments.length === dimension && CholeskyFactor.isFactor(factor, dimension);
  }

  /** A⁻¹ · b. Shared: it changes as examples are added. */
  get coefficients(): Float64Array {
    return this.#coefficients;
  }

  /** The factor of A. */
  get precision(): CholeskyFactor {
    return this.#factor;
  }

  /** Learns an example. @param weight - How many times it counts, > 0. */
  add(vector: FeatureVector, target: number, weight = 1): void {
    const root = Math.sqrt(weight);
    this.#factor.add(weight === 1 ? vector : Float64Array.from(vector, (entry) => root * entry));
    for (let index = 0; index < vector.length; index += 1) {
      const moment = (this.#moments[index] ?? 0) + weight * target * (vector[index] ?? 0);
      this.#moments[index] = moment;
    }
    this.#factor.solve(this.#moments, this.#coefficients);
  }

  /** Estimated target of a vector. */
  mean(vector: FeatureVector): number {
    return dot(this.#coefficients, vector);
  }

  /** How unsure the estimate is: sqrt(xᵀ · A⁻¹ · x). */
  width(vector: FeatureVector): number {
    return Math.sqrt(this.#factor.inverseForm(vector));
  }

  save(): SavedRidge {
    return { factor: [...this.#factor.save()], moments: [...this.#moments] };
  }
}

/** @throws {InvalidArgumentError} If a reward is so large that what is learned from it could overflow. */
export function checkReward(reward: number): void {
  if (Math.abs(reward) <= LARGEST) return;
  throw new InvalidArgumentError(`Expected rewards within ±${LARGEST}, got ${reward}: scale them down.`);
}
