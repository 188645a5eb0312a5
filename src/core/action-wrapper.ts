import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "./env.ts";
import { InvalidActionError, show } from "./errors.ts";
import { withMasks } from "./info-masks.ts";
import { checkMask, countAllowed, fullMask, type Mask } from "./mask.ts";
import type { Space } from "./space.ts";
import { WrapperBase } from "./wrapper.ts";

/**
 * Changes what can be done and nothing else: a subclass gives the new space, `toInner` and how masks map, so that
 * `actionMask()`, `info.actionMask` and `info.bootstrapMask` keep speaking of the actions offered.
 */
export abstract class ActionWrapper<
  InnerAction,
  Action,
  Observation,
  Info extends BaseInfo = BaseInfo,
> extends WrapperBase<Env<Observation, InnerAction, Info>, Observation, Action, Info> {
  override readonly changesTask: boolean = true;
  readonly #maskName = `mask of ${this.constructor.name}`;

  /** The inner action that carries out an action of `actionSpace`. */
  protected abstract toInner(action: Action): InnerAction;

  /** The mask over `actionSpace` that an inner mask stands for, as a new array. */
  protected abstract toOuterMask(mask: Mask): Mask;

  get observationSpace(): Space<Observation> {
    return this.inner.observationSpace;
  }

  override actionMask(): Mask | undefined {
    return this.#outer(this.inner.actionMask(), true);
  }

  /** @throws {MaskError} If none of the actions offered is allowed. */
  reset(options?: ResetOptions): ResetResult<Observation, Info> {
    const { observation, info } = this.inner.reset(options);
    return { observation, info: this.#withMasks(info, false) };
  }

  /**
   * @throws {InvalidActionError} If the action is not in `actionSpace`; the episode was not touched.
   * @throws {MaskError} If the episode goes on and none of the actions offered is allowed.
   */
  step(action: Action): StepResult<Observation, Info> {
    this.requireAction(action);
    const { observation, reward, terminated, truncated, info } = this.inner.step(this.toInner(action));
    return { observation, reward, terminated, truncated, info: this.#withMasks(info, terminated) };
  }

  /** @throws {InvalidActionError} If the action is not in `actionSpace`. */
  protected requireAction(action: Action): void {
    if (this.actionSpace.contains(action)) return;
    throw new InvalidActionError(`Expected an action in ${this.actionSpace}, got ${show(action)}.`);
  }

  /** The outer mask; full where nothing is left to do because the episode is over. */
  #outer(mask: Mask | undefined, isOver: boolean): Mask | undefined {
    if (mask === undefined) return undefined;
    const outer = this.toOuterMask(mask);
    const { size } = this.actionSpace;
    if (outer.length === size && isOver && countAllowed(outer) === 0) return fullMask(size);
    checkMask(outer, size, this.#maskName);
    return outer;
  }

  #withMasks(info: Info, isOver: boolean): Info {
    const actionMask = this.#outer(info.actionMask, isOver);
    const bootstrapMask = this.#outer(info.bootstrapMask, isOver);
    return withMasks(info, actionMask, bootstrapMask);
  }
}
