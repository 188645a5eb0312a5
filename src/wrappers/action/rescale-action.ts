import { ActionWrapper } from "../../core/action-wrapper.ts";
import type { BaseInfo, Env } from "../../core/env.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import type { Mask } from "../../core/mask.ts";
import { Box } from "../../core/spaces/box.ts";
import type { OptionNames } from "../../core/wrapper.ts";
import { boundedActions } from "./box-actions.ts";

/** Options of {@link RescaleAction}. */
export interface RescaleActionOptions {
  /** The number that stands for the inner lower bound, one for all entries or one for each. @defaultValue -1 */
  readonly min?: number | readonly number[];
  /** The number that stands for the inner upper bound, above `min`. @defaultValue 1 */
  readonly max?: number | readonly number[];
}

/** Offers a Box with other finite bounds and maps it onto the inner one by a line for each entry. */
export class RescaleAction<Observation, Info extends BaseInfo = BaseInfo> extends ActionWrapper<
  readonly number[],
  readonly number[],
  Observation,
  Info
> {
  static override readonly optionNames: OptionNames<RescaleActionOptions> = { min: true, max: true };
  override readonly changesTask = false;
  readonly actionSpace: Box;
  readonly #bounds: Box;

  /** @throws {InvalidArgumentError} If the action space is not a bounded Box or `min` is not finite and below `max`. */
  constructor(inner: Env<Observation, readonly number[], Info>, options: RescaleActionOptions = {}) {
    super(inner, { ...options });
    const { min = -1, max = 1 } = options;
    this.#bounds = boundedActions(inner);
    this.actionSpace = new Box(min, max, { shape: this.#bounds.shape });
    const { low, high } = this.actionSpace;
    if (!this.actionSpace.isBounded() || low.some((from, entry) => from === high[entry])) {
      throw new InvalidArgumentError(`Expected finite \`min\` < \`max\`, got ${this.actionSpace}.`);
    }
  }

  protected override toInner(action: readonly number[]): readonly number[] {
    return action.map((value, entry) => this.#rescaled(value, entry));
  }

  /** As a share of the way between the bounds, which neither overflows nor leaves them by rounding. */
  #rescaled(value: number, entry: number): number {
    const [min = 0, max = 1] = [this.actionSpace.low[entry], this.actionSpace.high[entry]];
    const [low = 0, high = 0] = [this.#bounds.low[entry], this.#bounds.high[entry]];
    const share = (value / 2 - min / 2) / (max / 2 - min / 2);
    return Math.min(Math.max(low * (1 - share) + high * share, low), high);
  }

  /** A Box has no mask to map. */
  protected override toOuterMask(mask: Mask): Mask {
    return mask.slice();
  }
}
