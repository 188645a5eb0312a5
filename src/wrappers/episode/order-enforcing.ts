import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "../../core/env.ts";
import { ClosedEnvironmentError, ResetNeededError, SnapshotError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import type { Mask } from "../../core/mask.ts";
import type { TransitionModel } from "../../core/model.ts";
import { type NoOptions, type OptionNames, Wrapper } from "../../core/wrapper.ts";

/** Between resets; `closed` is not among them, because nothing can be saved then. */
const PHASES = ["new", "running", "ended"] as const;

/**
 * Refuses calls out of order in place of an environment that does not: `step`, `actionMask` and `render` before the
 * first reset, `step` after the end, and everything but `close` after `close`, which reaches the environment once.
 * A refused call does not reach it at all. Gymnasium's wrapper of this name refuses `step` and `render` before the
 * first reset alone.
 */
export class OrderEnforcing<Observation, Action, Info extends BaseInfo = BaseInfo> extends Wrapper<
  Observation,
  Action,
  Info
> {
  static override readonly optionNames: OptionNames<NoOptions> = {};

  /** The exact dynamics, where the inner environment offers them. */
  readonly model?: (taskId?: string) => TransitionModel;
  #phase: (typeof PHASES)[number] = "new";
  #isClosed = false;

  constructor(inner: Env<Observation, Action, Info>, options: NoOptions = {}) {
    super(inner, { ...options });
    const { model } = inner;
    if (model !== undefined) this.model = (taskId) => model.call(inner, taskId);
  }

  override reset(options?: ResetOptions): ResetResult<Observation, Info> {
    this.#requireOpen();
    const result = this.inner.reset(options);
    this.#phase = "running";
    return result;
  }

  override step(action: Action): StepResult<Observation, Info> {
    this.#requireOpen();
    if (this.#phase !== "running") throw new ResetNeededError(this.#phase);
    const result = this.inner.step(action);
    if (result.terminated || result.truncated) this.#phase = "ended";
    return result;
  }

  override actionMask(): Mask | undefined {
    this.#requireReset();
    return this.inner.actionMask();
  }

  override render(): string | undefined {
    this.#requireReset();
    return this.inner.render();
  }

  override snapshot(): JsonValue {
    this.#requireOpen();
    return super.snapshot();
  }

  override restore(snapshot: JsonValue): void {
    this.#requireOpen();
    super.restore(snapshot);
  }

  override close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.inner.close();
  }

  protected override saveState(): JsonValue {
    return this.#phase;
  }

  protected override loadState(saved: JsonValue): void {
    const phase = PHASES.find((each) => each === saved);
    if (phase === undefined) {
      throw new SnapshotError(`Expected the phase of an \`OrderEnforcing\`: ${PHASES.join(", ")}.`);
    }
    this.#phase = phase;
  }

  #requireOpen(): void {
    if (this.#isClosed) throw new ClosedEnvironmentError();
  }

  #requireReset(): void {
    this.#requireOpen();
    if (this.#phase === "new") throw new ResetNeededError("new");
  }
}
