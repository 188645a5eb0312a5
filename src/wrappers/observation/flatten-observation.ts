import type { BaseInfo, Env } from "../../core/env.ts";
import { ObservationWrapper } from "../../core/observation-wrapper.ts";
import type { Box } from "../../core/spaces/box.ts";
import { flatten, flattenSpace, unflatten } from "../../core/spaces/flatten.ts";
import type { NoOptions, OptionNames } from "../../core/wrapper.ts";

/** Turns every observation into one list of numbers, as {@link flatten} does: what linear learners take. */
export class FlattenObservation<
  InnerObservation,
  Action,
  Info extends BaseInfo = BaseInfo,
> extends ObservationWrapper<InnerObservation, readonly number[], Action, Info> {
  static override readonly optionNames: OptionNames<NoOptions> = {};
  readonly observationSpace: Box;

  /** @throws {GymError} `UNSUPPORTED` if the inner space has no vectors of fixed length, or very long ones. */
  constructor(inner: Env<InnerObservation, Action, Info>, options: NoOptions = {}) {
    super(inner, { ...options });
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
