import type { Rng } from "../../core/random.ts";
import type { Row } from "../row.ts";
import { drawNormal, drawStudent } from "./distributions.ts";
import { normalCumulative, normalDensity, StudentDistribution } from "./special-functions.ts";
import type { Beliefs } from "./thompson-sampling.ts";

/** Location, scale and degrees of freedom of an arm; ∞ degrees are a normal distribution. */
export interface Bell {
  location: number;
  /** Above 0. */
  scale: number;
  /** ν ≥ 1. */
  degrees: number;
}

/** Reads an arm's distribution into a record that is used again. */
export type ReadBell = (row: Row, arm: number, bell: Bell) => void;

/** Bounds of smooth parts in t; not symmetric, since a step in the middle of a part looks smooth to a symmetric rule. */
const ANGLES = [Number.NEGATIVE_INFINITY, -14, -4.3, 3.8, 14, Number.POSITIVE_INFINITY].map(Math.atan);

interface Arm extends Bell {
  readonly student: StudentDistribution;
}

/**
 * Normal distributions or Student's t of mean rewards, in the angle φ with x = location + scale · tan φ, which has room
 * for the heavy tails of few degrees of freedom.
 */
export class GaussianBeliefs implements Beliefs {
  readonly #readBell: ReadBell;
  readonly #arms: Arm[];
  #point = 0;

  constructor(actionCount: number, readBell: ReadBell) {
    this.#readBell = readBell;
    this.#arms = Array.from({ length: actionCount }, () => ({
      ...{ location: 0, scale: 1, degrees: 1 },
      student: new StudentDistribution(),
    }));
  }

  read(row: Row): void {
    for (let arm = 0; arm < row.actionCount; arm += 1) {
      if (row.mask[arm] !== 1) continue;
      const bell = this.#arm(arm);
      this.#readBell(row, arm, bell);
      if (bell.degrees < Number.POSITIVE_INFINITY) bell.student.set(bell.degrees);
    }
  }

  draw(arm: number, rng: Rng): number {
    const { location, scale, degrees } = this.#arm(arm);
    return (
      location + scale * (degrees < Number.POSITIVE_INFINITY ? drawStudent(degrees, rng) : drawNormal(rng))
    );
  }

  angles(): readonly number[] {
    return ANGLES;
  }

  density(arm: number, angle: number): number {
    const { degrees, student } = this.#arm(arm);
    const t = Math.tan(angle);
    const density = degrees < Number.POSITIVE_INFINITY ? student.density(t) : normalDensity(t);
    return density * (1 + t * t);
  }

  lookAt(arm: number, angle: number): void {
    const { location, scale } = this.#arm(arm);
    this.#point = location + scale * Math.tan(angle);
  }

  cumulative(arm: number): number {
    const { location, scale, degrees, student } = this.#arm(arm);
    const distance = (this.#point - location) / scale;
    return degrees < Number.POSITIVE_INFINITY ? student.cumulative(distance) : normalCumulative(distance);
  }

  #arm(arm: number): Arm {
    const found = this.#arms[arm];
    if (found === undefined) throw new RangeError(`No arm ${arm}.`);
    return found;
  }
}
