import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "../../core/env.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import { merged } from "../../core/merged.ts";
import type { Space } from "../../core/space.ts";
import { type OptionNames, WrapperBase } from "../../core/wrapper.ts";
import { addParts, partsOf, sumOfParts } from "../reward/reward-parts.ts";
import { isAllowed } from "./discrete-actions.ts";
import { furtherStep } from "./further-step.ts";

/** Options of {@link RepeatAction}. */
export interface RepeatActionOptions {
  /** How often an action is carried out, an integer >= 1. */
  readonly repeats: number;
}

/** What {@link RepeatAction} adds to the info of a step. */
export interface RepeatInfo {
  /** How often the action was carried out, in [1, repeats]; absent after a reset. */
  readonly repeats?: number;
}

/**
 * Carries out every action several times and shows what came last. It stops earlier at the end of the episode and where
 * the mask no longer allows the action. Each part of the reward is summed; the reward is the sum of these sums.
 */
export class RepeatAction<Observation, Action, Info extends BaseInfo = BaseInfo> extends WrapperBase<
  Env<Observation, Action, Info>,
  Observation,
  Action,
  Info & RepeatInfo
> {
  static override readonly optionNames: OptionNames<RepeatActionOptions> = { repeats: true };
  override readonly changesTask = true;
  readonly #repeats: number;

  /** @throws {InvalidArgumentError} If `repeats` is not an integer >= 1. */
  constructor(inner: Env<Observation, Action, Info>, options: RepeatActionOptions) {
    super(inner, { ...options });
    const { repeats } = options;
    if (!Number.isSafeInteger(repeats) || repeats < 1) {
      throw new InvalidArgumentError(`Expected \`repeats\` to be an integer >= 1, got ${repeats}.`);
    }
    this.#repeats = repeats;
  }

  get observationSpace(): Space<Observation> {
    return this.inner.observationSpace;
  }

  get actionSpace(): Space<Action> {
    return this.inner.actionSpace;
  }

  reset(options?: ResetOptions): ResetResult<Observation, Info & RepeatInfo> {
    return this.inner.reset(options);
  }

  step(action: Action): StepResult<Observation, Info & RepeatInfo> {
    const rewardComponents: Record<string, number> = {};
    const canRepeat = (): boolean => isAllowed(this.inner, action);
    const play = (): StepResult<Observation, Info> => this.inner.step(action);
    let repeats = 0;
    let last: StepResult<Observation, Info> | undefined = play();
    let result = last;
    while (last !== undefined) {
      result = last;
      repeats += 1;
      addParts(rewardComponents, partsOf(result), 1);
      last = repeats < this.#repeats ? furtherStep(result, canRepeat, play) : undefined;
    }
    const reward = sumOfParts(rewardComponents);
    return { ...result, reward, info: merged(result.info, { rewardComponents, repeats }) };
  }
}
