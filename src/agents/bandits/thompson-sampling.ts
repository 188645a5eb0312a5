import type { Choice } from "../../core/agent.ts";
import type { Rng } from "../../core/random.ts";
import type { Exploration } from "../exploration/exploration.ts";
import type { Row } from "../row.ts";
import { integrate } from "./quadrature.ts";

/**
 * What a bandit believes about the mean rewards of the arms of a row: a distribution for each, written as a function of
 * an angle, in which it is smooth and of finite length.
 */
export interface Beliefs {
  /** Takes the beliefs about the allowed arms of a row. */
  read(row: Row): void;
  /** Draws a mean reward of an arm. */
  draw(arm: number, rng: Rng): number;
  /** Angles between which the density of an arm is smooth, ascending, from its first to its last. */
  angles(arm: number): readonly number[];
  /** Density of an arm at an angle, per angle. */
  density(arm: number, angle: number): number;
  /** Sets the point that {@link Beliefs.cumulative} looks at: the angle of an arm. */
  lookAt(arm: number, angle: number): void;
  /** Probability that an arm draws less than the point. */
  cumulative(arm: number): number;
}

const TOLERANCE = 1e-7;
const NEGLIGIBLE = 1e-14;

/**
 * Thompson sampling: draws a mean reward for every allowed action, in order of index, and takes the action of the
 * largest. A single allowed action is taken without a draw.
 *
 * The propensity is the probability that the action's draw is the largest, ∫ f_a(x) · Π_b≠a F_b(x) dx by adaptive
 * quadrature, exact to 1e-6 and mostly far better.
 */
export class ThompsonSampling implements Exploration {
  readonly #beliefs: Beliefs;
  #row: Row | undefined;
  #arm = 0;

  constructor(beliefs: Beliefs) {
    this.#beliefs = beliefs;
  }

  startEpisode(): void {}

  choose(row: Row, rng: Rng): Choice {
    if (row.greedy.allowedCount === 1) return { action: row.mask.indexOf(1), propensity: 1 };
    this.#beliefs.read(row);
    let action = 0;
    let best = Number.NEGATIVE_INFINITY;
    for (let arm = 0; arm < row.actionCount; arm += 1) {
      if (row.mask[arm] !== 1) continue;
      const drawn = this.#beliefs.draw(arm, rng);
      if (drawn <= best) continue;
      best = drawn;
      action = arm;
    }
    return { action, propensity: this.#probabilityOf(row, action) };
  }

  writeProbabilities(row: Row, probabilities: Float64Array): void {
    this.#beliefs.read(row);
    const isOnly = row.greedy.allowedCount === 1;
    for (let arm = 0; arm < probabilities.length; arm += 1) {
      const isAllowed = row.mask[arm] === 1;
      probabilities[arm] = isAllowed ? (isOnly ? 1 : this.#probabilityOf(row, arm)) : 0;
    }
  }

  /** Within (0, 1] in spite of rounding. */
  #probabilityOf(row: Row, arm: number): number {
    this.#row = row;
    this.#arm = arm;
    const angles = this.#beliefs.angles(arm);
    let probability = 0;
    for (let part = 1; part < angles.length; part += 1) {
      const [low = 0, high = 0] = [angles[part - 1], angles[part]];
      probability += integrate(this.#integrand, { low, high, tolerance: TOLERANCE });
    }
    return Math.min(1, Math.max(Number.MIN_VALUE, probability));
  }

  readonly #integrand = (angle: number): number => {
    const row = this.#row;
    let product = this.#beliefs.density(this.#arm, angle);
    if (row === undefined || product < NEGLIGIBLE) return 0;
    this.#beliefs.lookAt(this.#arm, angle);
    for (let other = 0; other < row.actionCount; other += 1) {
      if (other === this.#arm || row.mask[other] !== 1) continue;
      product *= this.#beliefs.cumulative(other);
      if (product < NEGLIGIBLE) return 0;
    }
    return product;
  };
}
