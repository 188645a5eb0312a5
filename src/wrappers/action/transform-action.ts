import { ActionWrapper } from "../../core/action-wrapper.ts";
import type { BaseInfo, Env } from "../../core/env.ts";
import type { Mask } from "../../core/mask.ts";
import type { Space } from "../../core/space.ts";
import type { OptionNames } from "../../core/wrapper.ts";

/** Options of {@link TransformAction}. */
export interface TransformActionOptions<InnerAction, Action> {
  /** The inner action that carries out an action of `actionSpace`; a pure function. */
  readonly transform: (action: Action) => InnerAction;
  /** The actions offered. */
  readonly actionSpace: Space<Action>;
  /** The mask over `actionSpace` that an inner mask stands for, as a new array. */
  readonly transformMask: (mask: Mask) => Mask;
}

/** Passes every action through a function. Leaves observations and rewards alone. */
export class TransformAction<
  InnerAction,
  Action,
  Observation,
  Info extends BaseInfo = BaseInfo,
> extends ActionWrapper<InnerAction, Action, Observation, Info> {
  static override readonly optionNames: OptionNames<TransformActionOptions<unknown, unknown>> = {
    transform: true,
    actionSpace: true,
    transformMask: true,
  };
  readonly actionSpace: Space<Action>;
  readonly #options: TransformActionOptions<InnerAction, Action>;

  constructor(
    inner: Env<Observation, InnerAction, Info>,
    options: TransformActionOptions<InnerAction, Action>,
  ) {
    super(inner, { ...options });
    this.actionSpace = options.actionSpace;
    this.#options = options;
  }

  protected override toInner(action: Action): InnerAction {
    return this.#options.transform(action);
  }

  protected override toOuterMask(mask: Mask): Mask {
    return this.#options.transformMask(mask);
  }
}
