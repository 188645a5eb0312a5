import type { BaseInfo, Env } from "../../core/env.ts";
import { ObservationWrapper } from "../../core/observation-wrapper.ts";
import { Box } from "../../core/spaces/box.ts";
import type { OptionNames } from "../../core/wrapper.ts";
import { recorded } from "../option-ranges.ts";
import { boxObservations } from "./observation-spaces.ts";

/** Options of {@link ReshapeObservation}. */
export interface ReshapeObservationOptions {
  /** Length of each side, integers >= 1 whose product is the number of entries. */
  readonly shape: readonly number[];
}

/** Declares another shape for the same numbers. Observations are row-major lists and stay as they are. */
export class ReshapeObservation<Action, Info extends BaseInfo = BaseInfo> extends ObservationWrapper<
  readonly number[],
  readonly number[],
  Action,
  Info
> {
  static override readonly optionNames: OptionNames<ReshapeObservationOptions> = { shape: true };
  override readonly changesTask = false;
  readonly observationSpace: Box;

  /** @throws {InvalidArgumentError} If the observations are no `Box`, or the shape has another number of entries. */
  constructor(inner: Env<readonly number[], Action, Info>, options: ReshapeObservationOptions) {
    super(inner, recorded(options));
    const { low, high } = boxObservations(inner);
    this.observationSpace = new Box(low, high, { shape: options.shape });
  }

  protected override observe(observation: readonly number[]): readonly number[] {
    return observation;
  }
}
