import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "./env.ts";
import type { Space } from "./space.ts";
import { WrapperBase } from "./wrapper.ts";

/** Changes what is seen and nothing else: a subclass gives the new space and `observe`. */
export abstract class ObservationWrapper<
  InnerObservation,
  Observation,
  Action,
  Info extends BaseInfo = BaseInfo,
> extends WrapperBase<Env<InnerObservation, Action, Info>, Observation, Action, Info> {
  override readonly changesTask: boolean = true;

  /** The observation that stands for an inner one. */
  protected abstract observe(observation: InnerObservation): Observation;

  get actionSpace(): Space<Action> {
    return this.inner.actionSpace;
  }

  reset(options?: ResetOptions): ResetResult<Observation, Info> {
    const { observation, info } = this.inner.reset(options);
    return { observation: this.observe(observation), info };
  }

  step(action: Action): StepResult<Observation, Info> {
    const { observation, reward, terminated, truncated, info } = this.inner.step(action);
    return { observation: this.observe(observation), reward, terminated, truncated, info };
  }
}
