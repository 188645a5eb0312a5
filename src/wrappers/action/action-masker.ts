import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "../../core/env.ts";
import { InvalidArgumentError, MaskError, SnapshotError, show } from "../../core/errors.ts";
import { checkMask, countAllowed, fullMask, type Mask } from "../../core/mask.ts";
import { merged } from "../../core/merged.ts";
import { type OptionNames, Wrapper } from "../../core/wrapper.ts";

/** Which actions are valid, one entry for each: `true` or 1, and `false` or 0. */
export type ActionMaskLike = ArrayLike<boolean | number>;

/** Options of {@link ActionMasker}. */
export interface ActionMaskerOptions<Inner> {
  /**
   * Which actions of the inner environment are valid now: a pure function of it, or the name of its method without
   * arguments, which a spec can write as JSON.
   */
  readonly mask: string | ((env: Inner) => ActionMaskLike);
}

/**
 * Gives an environment an action mask, or another one than it has, as sb3-contrib's wrapper of that name does. A mask
 * that allows nothing is an error as long as the episode goes on. `info.bootstrapMask` stays as it is.
 */
export class ActionMasker<Observation, Action, Info extends BaseInfo = BaseInfo> extends Wrapper<
  Observation,
  Action,
  Info
> {
  static override readonly optionNames: OptionNames<ActionMaskerOptions<unknown>> = { mask: true };
  override readonly changesTask = true;
  readonly #maskOf: (env: Env<Observation, Action, Info>) => ActionMaskLike;
  #isOver = false;

  /** @throws {InvalidArgumentError} If the action space is not finite or `mask` names no method of the environment. */
  constructor(
    inner: Env<Observation, Action, Info>,
    options: ActionMaskerOptions<Env<Observation, Action, Info>>,
  ) {
    super(inner, { ...options });
    if (!Number.isSafeInteger(inner.actionSpace.size)) {
      throw new InvalidArgumentError(`Expected a finite action space, got ${inner.actionSpace}.`);
    }
    this.#maskOf = maskFunction(inner, options.mask);
  }

  /** Which actions are valid now, `true` for valid: the convention of sb3-contrib. */
  actionMasks(): boolean[] {
    return Array.from(this.actionMask(), (allowed) => allowed === 1);
  }

  /** @throws {MaskError} If the mask has another length than there are actions, another value, or allows nothing. */
  override actionMask(): Mask {
    const { size } = this.inner.actionSpace;
    const mask = Uint8Array.from(Array.from(this.#maskOf(this.inner), byteOf));
    if (this.#isOver && mask.length === size && countAllowed(mask) === 0) return fullMask(size);
    checkMask(mask, size, "mask of ActionMasker");
    return mask;
  }

  override reset(options?: ResetOptions): ResetResult<Observation, Info> {
    const { observation, info } = this.inner.reset(options);
    this.#isOver = false;
    return { observation, info: merged(info, { actionMask: this.actionMask() }) };
  }

  override step(action: Action): StepResult<Observation, Info> {
    const result = this.inner.step(action);
    this.#isOver = result.terminated || result.truncated;
    return { ...result, info: merged(result.info, { actionMask: this.actionMask() }) };
  }

  protected override saveState(): boolean {
    return this.#isOver;
  }

  protected override loadState(saved: unknown): void {
    if (typeof saved !== "boolean") throw new SnapshotError("Expected the state of an `ActionMasker`.");
    this.#isOver = saved;
  }
}

function byteOf(valid: boolean | number, action: number): number {
  if (valid === true || valid === 1) return 1;
  if (valid === false || valid === 0) return 0;
  throw new MaskError(`Expected \`mask[${action}]\` to be true, false, 1 or 0, got ${show(valid)}.`);
}

function maskFunction<Inner extends object>(
  inner: Inner,
  mask: string | ((env: Inner) => ActionMaskLike),
): (env: Inner) => ActionMaskLike {
  if (typeof mask === "function") return mask;
  const methodOf = (env: Inner): unknown => (env as Readonly<Record<string, unknown>>)[mask];
  if (typeof methodOf(inner) !== "function") {
    throw new InvalidArgumentError(
      `Expected \`mask\` to be a function or the name of a method of the environment, got ${show(mask)}.`,
    );
  }
  return (env) => (methodOf(env) as (this: Inner) => ActionMaskLike).call(env);
}
