import type { BaseInfo, Env } from "../../core/env.ts";
import { GymError } from "../../core/errors.ts";
import { ObservationWrapper } from "../../core/observation-wrapper.ts";
import type { Box } from "../../core/spaces/box.ts";
import { flatdim, flatten, flattenSpace, unflatten } from "../../core/spaces/flatten.ts";

const LONGEST = 1_000_000;

/** Turns every observation into one list of numbers, as {@link flatten} does: what linear learners take. */
export class FlattenObservation<
  InnerObservation,
  Action,
  Info extends BaseInfo = BaseInfo,
> extends ObservationWrapper<InnerObservation, readonly number[], Action, Info> {
  readonly observationSpace: Box;

  /** @throws {GymError} `UNSUPPORTED` if the inner space has no vectors of fixed length, or very long ones. */
  constructor(inner: Env<InnerObservation, Action, Info>) {
    super(inner, {});
    const dim = flatdim(inner.observationSpace);
    if (dim > LONGEST) {
      throw new GymError(
        "UNSUPPORTED",
        `The vectors of ${inner.observationSpace} have ${dim} entries, more than ${LONGEST}: number its values with TabularKey, or observe its parts.`,
      );
    }
    this.observationSpace = flattenSpace(inner.observationSpace);
  }

  /** The inner observation of a vector. @throws {InvalidArgumentError} If it stands for none. */
  unflatten(vector: readonly number[]): InnerObservation {
    return unflatten(this.inner.observationSpace, Float64Array.from(vector));
  }

  protected override observe(observation: InnerObservation): readonly number[] {
    return Array.from(flatten(this.inner.observationSpace, observation));
  }
}
