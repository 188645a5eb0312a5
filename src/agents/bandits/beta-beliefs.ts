import type { Rng } from "../../core/random.ts";
import type { Row } from "../row.ts";
import { drawBeta } from "./distributions.ts";
import { type BetaShape, betaCumulative, logBeta } from "./special-functions.ts";
import type { Beliefs } from "./thompson-sampling.ts";

/** Reads the shapes (a, b) of an arm's distribution, both ≥ ½. */
export type ReadShape = (row: Row, arm: number) => readonly [a: number, b: number];

/**
 * Bounds of the interval in which a density is smooth and of that which holds all of it, in deviations from the mean; not
 * symmetric, since a step in the middle of an interval looks smooth to a symmetric rule.
 */
const WIDTHS = [-12, -3.7, 3.2, 12];

/**
 * Beta distributions of success probabilities, in the angle θ with x = sin² θ, which has about the same spread,
 * ½ / sqrt(a + b), wherever the mean is.
 */
export class BetaBeliefs implements Beliefs {
  readonly #readShape: ReadShape;
  readonly #shapes: { a: number; b: number; logBeta: number }[];
  readonly #point = { x: 0, y: 1, logX: 0, logY: 0 };

  constructor(actionCount: number, readShape: ReadShape) {
    this.#readShape = readShape;
    this.#shapes = Array.from({ length: actionCount }, () => ({ a: 1, b: 1, logBeta: 0 }));
  }

  read(row: Row): void {
    for (let arm = 0; arm < row.actionCount; arm += 1) {
      const shape = this.#shapes[arm];
      if (row.mask[arm] !== 1 || shape === undefined) continue;
      [shape.a, shape.b] = this.#readShape(row, arm);
      shape.logBeta = logBeta(shape.a, shape.b);
    }
  }

  draw(arm: number, rng: Rng): number {
    const { a, b } = this.#shape(arm);
    return drawBeta(a, b, rng);
  }

  angles(arm: number): readonly number[] {
    const { a, b } = this.#shape(arm);
    const middle = Math.asin(Math.sqrt(a / (a + b)));
    const deviation = 0.5 / Math.sqrt(a + b);
    const inside = (angle: number): number => Math.min(Math.PI / 2, Math.max(0, angle));
    return WIDTHS.map((width) => inside(middle + width * deviation));
  }

  density(arm: number, angle: number): number {
    const { a, b, logBeta: norm } = this.#shape(arm);
    const [sine, cosine] = [Math.log(Math.sin(angle)), Math.log(Math.cos(angle))];
    return 2 * Math.exp(times(2 * a - 1, sine) + times(2 * b - 1, cosine) - norm);
  }

  lookAt(_arm: number, angle: number): void {
    const [x, y] = [Math.sin(angle) ** 2, Math.cos(angle) ** 2];
    const point = this.#point;
    point.x = x;
    point.y = y;
    point.logX = Math.log(x);
    point.logY = Math.log(y);
  }

  cumulative(arm: number): number {
    return betaCumulative(this.#shape(arm), this.#point);
  }

  #shape(arm: number): BetaShape {
    return this.#shapes[arm] ?? { a: 1, b: 1, logBeta: 0 };
  }
}

/** 0 times −∞ is 0: x⁰ = 1 at x = 0 too. */
function times(power: number, logarithm: number): number {
  return power === 0 ? 0 : power * logarithm;
}
