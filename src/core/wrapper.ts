import type { BaseInfo, Env, EnvMetadata, ResetOptions, ResetResult, StepResult } from "./env.ts";
import type { EnvSpec } from "./env-spec.ts";
import type { JsonValue } from "./json.ts";
import type { Mask } from "./mask.ts";
import type { Space } from "./space.ts";

/**
 * Forwards everything to `inner`; a subclass overrides what it changes and nothing else.
 * `model` is forwarded only by wrappers that leave the dynamics, rewards and observations alone.
 */
export abstract class Wrapper<Observation, Action, Info extends BaseInfo = BaseInfo>
  implements Env<Observation, Action, Info>
{
  readonly inner: Env<Observation, Action, Info>;

  constructor(inner: Env<Observation, Action, Info>) {
    this.inner = inner;
  }

  get observationSpace(): Space<Observation> {
    return this.inner.observationSpace;
  }

  get actionSpace(): Space<Action> {
    return this.inner.actionSpace;
  }

  get spec(): EnvSpec | undefined {
    return this.inner.spec;
  }

  get metadata(): EnvMetadata {
    return this.inner.metadata;
  }

  get taskIds(): readonly string[] {
    return this.inner.taskIds;
  }

  get unwrapped(): Env {
    return this.inner.unwrapped;
  }

  reset(options?: ResetOptions): ResetResult<Observation, Info> {
    return this.inner.reset(options);
  }

  step(action: Action): StepResult<Observation, Info> {
    return this.inner.step(action);
  }

  actionMask(): Mask | undefined {
    return this.inner.actionMask();
  }

  render(): string | undefined {
    return this.inner.render();
  }

  snapshot(): JsonValue {
    return this.inner.snapshot();
  }

  restore(snapshot: JsonValue): void {
    this.inner.restore(snapshot);
  }

  close(): void {
    this.inner.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /** The stack from the outside in, such as `TimeLimit<SupportDeskEnv>`. */
  toString(): string {
    const { inner } = this;
    const innerName = inner instanceof Wrapper ? inner.toString() : inner.constructor.name;
    return `${this.constructor.name}<${innerName}>`;
  }
}
