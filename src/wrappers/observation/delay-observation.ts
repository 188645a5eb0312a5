import type { BaseInfo, Env } from "../../core/env.ts";
import type { JsonValue } from "../../core/json.ts";
import type { Space } from "../../core/space.ts";
import type { OptionNames } from "../../core/wrapper.ts";
import { integerOption } from "../option-ranges.ts";
import { EpisodicObservation } from "./episodic-observation.ts";
import { type Padding, RecentObservations } from "./recent-observations.ts";

/** Options of {@link DelayObservation}. */
export interface DelayObservationOptions<Observation> {
  /** How many steps late an observation comes, an integer >= 0. */
  readonly delay: number;
  /** What is seen before the first one comes. @defaultValue "zero" */
  readonly padding?: Padding<Observation>;
}

/** Shows what could be seen `delay` steps ago. Masks, infos and rewards stay those of now. */
export class DelayObservation<
  Observation,
  Action,
  Info extends BaseInfo = BaseInfo,
> extends EpisodicObservation<Observation, Observation, Action, Info> {
  static override readonly optionNames: OptionNames<DelayObservationOptions<unknown>> = {
    delay: true,
    padding: true,
  };
  readonly #recent: RecentObservations<Observation>;

  /** @throws {InvalidArgumentError} If `delay` is no integer >= 0, or the space does not contain the padding. */
  constructor(inner: Env<Observation, Action, Info>, options: DelayObservationOptions<Observation>) {
    super(inner, { ...options });
    const { delay, padding = "zero" } = options;
    const length = integerOption("delay", delay, 0) + 1;
    this.#recent = new RecentObservations({ space: inner.observationSpace, length, padding });
  }

  get observationSpace(): Space<Observation> {
    return this.inner.observationSpace;
  }

  protected override begin(observation: Observation): Observation {
    this.#recent.begin(observation);
    return this.#recent.oldest;
  }

  protected override follow(observation: Observation): Observation {
    this.#recent.push(observation);
    return this.#recent.oldest;
  }

  protected override saveState(): JsonValue {
    return this.#recent.save();
  }

  protected override loadState(saved: JsonValue): void {
    this.#recent.load(saved);
  }
}
