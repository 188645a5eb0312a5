import { ActionWrapper } from "../../core/action-wrapper.ts";
import type { BaseInfo, Env } from "../../core/env.ts";
import { InvalidArgumentError, show } from "../../core/errors.ts";
import type { Mask } from "../../core/mask.ts";
import { MultiDiscrete } from "../../core/spaces/multi-discrete.ts";
import type { OptionNames } from "../../core/wrapper.ts";
import { recorded } from "../option-ranges.ts";
import { discreteActions } from "./discrete-actions.ts";
import { numberOfPlaces } from "./mixed-radix.ts";

/** Options of {@link FactorActions}. */
export interface FactorActionsOptions {
  /** Number of values at each place; their product is the number of inner actions. */
  readonly nvec: readonly number[];
}

/**
 * Offers numbered actions as the places of a MultiDiscrete, such as operation × argument: mixed radix, the last place
 * counting fastest, every place from 0. A mask keeps one entry for each inner action, which is the order in which the
 * new space enumerates its values. {@link FlattenActions} is the way back.
 */
export class FactorActions<Observation, Info extends BaseInfo = BaseInfo> extends ActionWrapper<
  number,
  readonly number[],
  Observation,
  Info
> {
  static override readonly optionNames: OptionNames<FactorActionsOptions> = { nvec: true };
  override readonly changesTask = false;
  readonly actionSpace: MultiDiscrete;
  readonly #start: number;

  /** @throws {InvalidArgumentError} If the product of `nvec` is not the number of inner actions. */
  constructor(inner: Env<Observation, number, Info>, options: FactorActionsOptions) {
    super(inner, recorded(options));
    const { n, start } = discreteActions(inner);
    this.#start = start;
    this.actionSpace = new MultiDiscrete(options.nvec);
    if (this.actionSpace.size !== n) {
      throw new InvalidArgumentError(
        `Expected \`nvec\` to have the product ${n}, one for each action, got ${show(options.nvec)}.`,
      );
    }
  }

  protected override toInner(action: readonly number[]): number {
    return this.#start + numberOfPlaces(action, this.actionSpace.nvec);
  }

  protected override toOuterMask(mask: Mask): Mask {
    return mask.slice();
  }
}
