import { deepFreeze } from "../../core/checks/deep-freeze.ts";
import { checkMode, checkResult, type PassiveChecking } from "../../core/checks/passive.ts";
import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "../../core/env.ts";
import { type OptionNames, Wrapper } from "../../core/wrapper.ts";

type Called = "reset" | "step" | "render";

/** Options of {@link PassiveEnvChecker}. */
export interface PassiveEnvCheckerOptions {
  /**
   * `first` checks what `reset`, `step` and `render` return until each has been right once; `always` checks and
   * freezes every result; `off` checks nothing. @defaultValue "first"
   */
  readonly checked?: PassiveChecking;
}

/**
 * Checks the results of the environment inside while it is used, and changes nothing (after Gymnasium's
 * `PassiveEnvChecker`).
 */
export class PassiveEnvChecker<Observation, Action, Info extends BaseInfo = BaseInfo> extends Wrapper<
  Observation,
  Action,
  Info
> {
  static override readonly optionNames: OptionNames<PassiveEnvCheckerOptions> = { checked: true };
  readonly #checked: PassiveChecking;
  readonly #pending = new Set<Called>(["reset", "step", "render"]);

  /** @throws {InvalidArgumentError} If `checked` is none of the three. */
  constructor(inner: Env<Observation, Action, Info>, options: PassiveEnvCheckerOptions = {}) {
    super(inner, { ...options });
    const { checked = "first" } = options;
    checkMode(checked);
    this.#checked = checked;
    if (checked === "off") this.#pending.clear();
  }

  /** @throws {GymError} `ENV_CHECK` if the inner environment returns something wrong. */
  override reset(options?: ResetOptions): ResetResult<Observation, Info> {
    const result = this.inner.reset(options);
    return this.#pending.has("reset") ? this.#inspect("reset", result) : result;
  }

  /** @throws {GymError} `ENV_CHECK` if the inner environment returns something wrong. */
  override step(action: Action): StepResult<Observation, Info> {
    const result = this.inner.step(action);
    return this.#pending.has("step") ? this.#inspect("step", result) : result;
  }

  /** @throws {GymError} `ENV_CHECK` if the inner environment returns something wrong. */
  override render(): string | undefined {
    const result = this.inner.render();
    return this.#pending.has("render") ? this.#inspect("render", result) : result;
  }

  #inspect<Result>(called: Called, result: Result): Result {
    checkResult(this.inner as unknown as Env, called, result);
    if (this.#checked === "always") return deepFreeze(result);
    this.#pending.delete(called);
    return result;
  }
}
