import { z } from "zod";
import { SnapshotError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import { numberOf } from "../hyperparameters.ts";
import type { FeatureVector } from "../linear/context.ts";
import { type FeatureSetup, readModel } from "../linear/feature-state.ts";
import { CholeskyFactor } from "../linear-algebra.ts";
import { RidgeRegression, SavedRidge } from "./ridge.ts";

/** One ridge regression for each action, as they are saved; `null` for an action that was never learned. */
export const SavedArms = z.array(SavedRidge.nullable());

/** One ridge regression of the reward for each action. An action that was never learned takes no memory. */
export class RidgeArms {
  readonly #arms: (RidgeRegression | undefined)[];
  readonly #regularization: number;
  #prior: CholeskyFactor | undefined;

  constructor(actionCount: number, regularization: number) {
    this.#arms = new Array<RidgeRegression | undefined>(actionCount).fill(undefined);
    this.#regularization = regularization;
  }

  /** New arms of a setup, or those in a part of its saved model. @throws {SnapshotError} If they do not fit. */
  static of(name: string, { actionCount, hyperparameters, saved }: FeatureSetup, part: unknown): RidgeArms {
    const arms = new RidgeArms(actionCount, numberOf(hyperparameters, "regularization"));
    if (saved === undefined) return arms;
    const models = readModel(name, SavedArms, part);
    const dimension = saved.dimension ?? 0;
    const fits = models.every((each) => each === null || RidgeRegression.fits(each, dimension));
    if (models.length !== actionCount || !fits) {
      throw new SnapshotError(
        `The saved ${name} does not fit: expected regressions of ${actionCount} actions over ${dimension} features.`,
      );
    }
    for (const [action, model] of models.entries())
      if (model !== null) arms.#create(action, dimension, model);
    return arms;
  }

  /** The regression of an action; `undefined` before its first example. */
  at(action: number): RidgeRegression | undefined {
    return this.#arms[action];
  }

  /** Estimated reward of an action; 0 before its first example. */
  mean(action: number, vector: FeatureVector): number {
    return this.#arms[action]?.mean(vector) ?? 0;
  }

  /** sqrt(xᵀ · A⁻¹ · x) of an action; A is λI before its first example. */
  width(action: number, vector: FeatureVector): number {
    return Math.sqrt(this.precision(action, vector.length).inverseForm(vector));
  }

  /** The factor of A of an action; λI before its first example. */
  precision(action: number, dimension: number): CholeskyFactor {
    const arm = this.#arms[action];
    if (arm !== undefined) return arm.precision;
    if (this.#prior?.dimension !== dimension) {
      this.#prior = CholeskyFactor.ofScaledIdentity(dimension, this.#regularization);
    }
    return this.#prior;
  }

  /** Learns an example of an action. */
  add(
    action: number,
    vector: FeatureVector,
    example: { readonly reward: number; readonly weight?: number },
  ): void {
    const arm = this.#arms[action] ?? this.#create(action, vector.length);
    arm.add(vector, example.reward, example.weight);
  }

  save(): JsonValue {
    return this.#arms.map((arm) => (arm === undefined ? null : { ...arm.save() }));
  }

  #create(action: number, dimension: number, saved?: SavedRidge): RidgeRegression {
    const options = { dimension, regularization: this.#regularization };
    const arm = new RidgeRegression(options, saved);
    this.#arms[action] = arm;
    return arm;
  }
}
