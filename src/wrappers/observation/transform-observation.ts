import type { BaseInfo, Env } from "../../core/env.ts";
import { ObservationWrapper } from "../../core/observation-wrapper.ts";
import type { Space } from "../../core/space.ts";
import type { OptionNames } from "../../core/wrapper.ts";

/** Options of {@link TransformObservation}. */
export interface TransformObservationOptions<InnerObservation, Observation> {
  /** The observation that stands for an inner one; a pure function. */
  readonly transform: (observation: InnerObservation) => Observation;
  /** The space of what `transform` gives. */
  readonly observationSpace: Space<Observation>;
}

/** Passes every observation through a function. Leaves actions, masks and rewards alone. */
export class TransformObservation<
  InnerObservation,
  Observation,
  Action,
  Info extends BaseInfo = BaseInfo,
> extends ObservationWrapper<InnerObservation, Observation, Action, Info> {
  static override readonly optionNames: OptionNames<TransformObservationOptions<unknown, unknown>> = {
    transform: true,
    observationSpace: true,
  };
  readonly observationSpace: Space<Observation>;
  readonly #transform: (observation: InnerObservation) => Observation;

  constructor(
    inner: Env<InnerObservation, Action, Info>,
    options: TransformObservationOptions<InnerObservation, Observation>,
  ) {
    super(inner, { ...options });
    this.observationSpace = options.observationSpace;
    this.#transform = options.transform;
  }

  protected override observe(observation: InnerObservation): Observation {
    return this.#transform(observation);
  }
}
