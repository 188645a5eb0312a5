import type { BaseInfo, Env } from "../../core/env.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import { ObservationWrapper } from "../../core/observation-wrapper.ts";
import { Box } from "../../core/spaces/box.ts";
import type { OptionNames } from "../../core/wrapper.ts";
import { recorded } from "../option-ranges.ts";
import { shareWithin, valueWithin } from "./interval.ts";
import { boundedObservations } from "./observation-spaces.ts";

/** Options of {@link RescaleObservation}. */
export interface RescaleObservationOptions {
  /** What the lowest inner numbers become; a single number holds for all entries. @defaultValue 0 */
  readonly min?: number | readonly number[];
  /** What the highest inner numbers become. @defaultValue 1 */
  readonly max?: number | readonly number[];
}

/** Maps a bounded box onto another one of the same shape, entry by entry and affinely. A fixed entry becomes `min`. */
export class RescaleObservation<Action, Info extends BaseInfo = BaseInfo> extends ObservationWrapper<
  readonly number[],
  readonly number[],
  Action,
  Info
> {
  static override readonly optionNames: OptionNames<RescaleObservationOptions> = { min: true, max: true };
  readonly observationSpace: Box;
  readonly #inner: Box;

  /** @throws {InvalidArgumentError} If the observations are no bounded `Box`, or the new bounds are not finite or do not fit. */
  constructor(inner: Env<readonly number[], Action, Info>, options: RescaleObservationOptions = {}) {
    super(inner, recorded(options));
    const { min = 0, max = 1 } = options;
    this.#inner = boundedObservations(inner);
    this.observationSpace = new Box(min, max, { shape: this.#inner.shape });
    if (!this.observationSpace.isBounded()) {
      throw new InvalidArgumentError(`Expected finite \`min\` and \`max\`, got ${this.observationSpace}.`);
    }
  }

  protected override observe(observation: readonly number[]): readonly number[] {
    return observation.map((value, entry) => {
      const [low, high] = [this.#inner.low[entry] ?? 0, this.#inner.high[entry] ?? 0];
      const [min, max] = [this.observationSpace.low[entry] ?? 0, this.observationSpace.high[entry] ?? 0];
      return valueWithin(shareWithin(value, low, high), min, max);
    });
  }
}
