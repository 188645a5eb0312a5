import { ActionWrapper } from "../../core/action-wrapper.ts";
import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "../../core/env.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import type { Mask } from "../../core/mask.ts";
import { merged } from "../../core/merged.ts";
import { Discrete } from "../../core/spaces/discrete.ts";
import type { OptionNames } from "../../core/wrapper.ts";
import { discreteActions, namedActions } from "./discrete-actions.ts";
import { LastShown } from "./last-shown.ts";

/** Options of {@link BogusActions}. */
export interface BogusActionsOptions {
  /** How many actions to add, an integer >= 0. */
  readonly count: number;
  /** Whether a bogus action costs something. @defaultValue "noop" */
  readonly effect?: "noop" | "penalty";
  /** What it costs with `effect: "penalty"`, a finite number >= 0. @defaultValue 0.1 */
  readonly penalty?: number;
}

/**
 * Adds actions that do nothing, named `bogus:1` and so on, behind the inner ones; masks always allow them. They do not
 * step the inner environment, whose budget they leave alone: put a time limit outside to bound the episode. Their step
 * shows the last observation and info again, with the one reward part `bogus`.
 */
export class BogusActions<Observation, Info extends BaseInfo = BaseInfo> extends ActionWrapper<
  number,
  number,
  Observation,
  Info
> {
  static override readonly optionNames: OptionNames<BogusActionsOptions> = {
    count: true,
    effect: true,
    penalty: true,
  };
  readonly actionSpace: Discrete;
  readonly #real: Discrete;
  readonly #reward: number;
  readonly #last = new LastShown<Observation, Info>();

  /** @throws {InvalidArgumentError} If `count` or `penalty` is out of range. */
  constructor(inner: Env<Observation, number, Info>, options: BogusActionsOptions) {
    super(inner, { ...options });
    const { count, effect = "noop", penalty = 0.1 } = options;
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new InvalidArgumentError(`Expected \`count\` to be an integer >= 0, got ${count}.`);
    }
    if (!Number.isFinite(penalty) || penalty < 0) {
      throw new InvalidArgumentError(`Expected \`penalty\` to be a finite number >= 0, got ${penalty}.`);
    }
    this.#real = discreteActions(inner);
    this.#reward = effect === "penalty" ? 0 - penalty : 0;
    this.actionSpace = extended(this.#real, count);
  }

  protected override toInner(action: number): number {
    return this.#real.start + action;
  }

  protected override toOuterMask(mask: Mask): Mask {
    const outer = new Uint8Array(this.actionSpace.n).fill(1);
    outer.set(mask);
    return outer;
  }

  override reset(options?: ResetOptions): ResetResult<Observation, Info> {
    const result = super.reset(options);
    this.#last.show(result, false);
    return result;
  }

  override step(action: number): StepResult<Observation, Info> {
    if (action >= this.#real.n && this.actionSpace.contains(action)) return this.#stepBogus(action);
    const result = super.step(action);
    this.#last.show(result, result.terminated || result.truncated);
    return result;
  }

  #stepBogus(action: number): StepResult<Observation, Info> {
    const { observation, info } = this.#last.repeat();
    const told = { actionName: this.actionSpace.label(action), rewardComponents: { bogus: this.#reward } };
    return {
      observation,
      reward: this.#reward,
      terminated: false,
      truncated: false,
      info: merged(info, told),
    };
  }

  override close(): void {
    super.close();
    this.#last.close();
  }

  protected override saveState(): JsonValue {
    return this.#last.save();
  }

  protected override loadState(saved: JsonValue): void {
    this.#last.load(saved);
  }
}

function extended({ n, labels }: Discrete, count: number): Discrete {
  if (labels === undefined) return new Discrete(n + count);
  const bogus = Array.from({ length: count }, (_, index) => `bogus:${index + 1}`);
  return namedActions([...labels, ...bogus]);
}
