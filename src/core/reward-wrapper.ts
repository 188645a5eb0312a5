import type { BaseInfo, StepResult } from "./env.ts";
import { InvalidArgumentError } from "./errors.ts";
import { Wrapper } from "./wrapper.ts";

/**
 * Adds one named part to the reward and to `info.rewardComponents`, which sum to the reward exactly.
 * Where the inner environment names no parts, its reward becomes the part `reward`. `info.episode` stays as it is, so
 * its return is the unchanged one.
 */
export abstract class RewardWrapper<Observation, Action, Info extends BaseInfo = BaseInfo> extends Wrapper<
  Observation,
  Action,
  Info
> {
  override readonly changesTask: boolean = true;

  /** Name of the part; a second wrapper with the same name gets a number behind it. */
  protected abstract readonly component: string;

  /** What to add to the reward of a step. */
  protected abstract addition(result: StepResult<Observation, Info>): number;

  /** @throws {InvalidArgumentError} If the part is not a finite number. */
  override step(action: Action): StepResult<Observation, Info> {
    const result = this.inner.step(action);
    const part = this.addition(result);
    if (!Number.isFinite(part)) {
      throw new InvalidArgumentError(
        `Expected the part \`${this.component}\` of the reward to be finite, got ${part}.`,
      );
    }
    const before = result.info.rewardComponents ?? { reward: result.reward };
    const rewardComponents = { ...before, [freeName(this.component, before)]: part };
    return { ...result, reward: result.reward + part, info: { ...result.info, rewardComponents } };
  }
}

function freeName(name: string, taken: object): string {
  let free = name;
  for (let copy = 2; free in taken; copy += 1) free = `${name}_${copy}`;
  return free;
}
