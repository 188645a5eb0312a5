import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "../../core/env.ts";
import type { Space } from "../../core/space.ts";
import { WrapperBase } from "../../core/wrapper.ts";

/** Changes what is seen, with a memory: the first observation of an episode and those that follow are told apart. */
export abstract class EpisodicObservation<
  InnerObservation,
  Observation,
  Action,
  Info extends BaseInfo = BaseInfo,
> extends WrapperBase<Env<InnerObservation, Action, Info>, Observation, Action, Info> {
  override readonly changesTask: boolean = true;

  /** What is seen after the inner environment has accepted a reset. */
  protected abstract begin(observation: InnerObservation, options: ResetOptions | undefined): Observation;

  /** What is seen after the inner environment has carried out an action. */
  protected abstract follow(observation: InnerObservation, action: Action): Observation;

  get actionSpace(): Space<Action> {
    return this.inner.actionSpace;
  }

  reset(options?: ResetOptions): ResetResult<Observation, Info> {
    const { observation, info } = this.inner.reset(options);
    return { observation: this.begin(observation, options), info };
  }

  step(action: Action): StepResult<Observation, Info> {
    const { observation, reward, terminated, truncated, info } = this.inner.step(action);
    return { observation: this.follow(observation, action), reward, terminated, truncated, info };
  }
}
