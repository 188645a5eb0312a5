import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "../../src/core/env.ts";
import { InvalidActionError } from "../../src/core/errors.ts";
import { Box } from "../../src/core/spaces/box.ts";
import { WrapperBase } from "../../src/core/wrapper.ts";

/**
 * Plays a walk with two numbers, the first in [-2, 2] and the second in [0, 8]: their sum, rounded and kept in [0, 3],
 * is the walk's action, whatever its mask says. Remembers the last two numbers and shows no masks.
 */
export class BoxActions extends WrapperBase<Env<number, number>, number, readonly number[]> {
  readonly actionSpace = new Box([-2, 0], [2, 8]);
  /** The last action. */
  last: readonly number[] = [];

  constructor(inner: Env<number, number>) {
    super(inner, {});
  }

  get observationSpace(): Env<number, number>["observationSpace"] {
    return this.inner.observationSpace;
  }

  reset(options?: ResetOptions): ResetResult<number, BaseInfo> {
    return { ...this.inner.reset(options), info: {} };
  }

  step(action: readonly number[]): StepResult<number, BaseInfo> {
    if (!this.actionSpace.contains(action)) throw new InvalidActionError(`Expected ${this.actionSpace}.`);
    this.last = action;
    const [first = 0, second = 0] = action;
    const result = this.inner.step(Math.max(0, Math.min(3, Math.round(first + second))));
    const { rewardComponents = {} } = result.info;
    return { ...result, info: { rewardComponents } };
  }

  override actionMask(): undefined {
    return undefined;
  }
}
