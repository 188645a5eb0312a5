import { ActionWrapper } from "../../core/action-wrapper.ts";
import type { BaseInfo, Env } from "../../core/env.ts";
import type { Mask } from "../../core/mask.ts";
import { Box } from "../../core/spaces/box.ts";
import type { NoOptions, OptionNames } from "../../core/wrapper.ts";
import { boxActions } from "./box-actions.ts";

/**
 * Offers a Box without bounds and moves every number to the nearest one the inner space allows, so that a learner may
 * draw from a normal distribution.
 */
export class ClipAction<Observation, Info extends BaseInfo = BaseInfo> extends ActionWrapper<
  readonly number[],
  readonly number[],
  Observation,
  Info
> {
  static override readonly optionNames: OptionNames<NoOptions> = {};
  override readonly changesTask = false;
  readonly actionSpace: Box;
  readonly #bounds: Box;

  /** @throws {InvalidArgumentError} If the action space is not a Box. */
  constructor(inner: Env<Observation, readonly number[], Info>, options: NoOptions = {}) {
    super(inner, { ...options });
    this.#bounds = boxActions(inner);
    const { shape } = this.#bounds;
    this.actionSpace = new Box(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, { shape });
  }

  protected override toInner(action: readonly number[]): readonly number[] {
    const { low, high } = this.#bounds;
    return action.map((value, entry) => Math.min(Math.max(value, low[entry] ?? value), high[entry] ?? value));
  }

  /** A Box has no mask to map. */
  protected override toOuterMask(mask: Mask): Mask {
    return mask.slice();
  }
}
