import type { BaseInfo, Env, StepResult } from "../../core/env.ts";
import { InvalidArgumentError, show } from "../../core/errors.ts";
import { merged } from "../../core/merged.ts";
import { unknownName } from "../../core/names.ts";
import { type OptionNames, Wrapper } from "../../core/wrapper.ts";
import { partsOf, sumOfParts } from "./reward-parts.ts";

/** Options of {@link RewardComponents}. */
export interface RewardComponentsOptions {
  /** A finite weight for each part of the reward; parts that are not listed keep the weight 1. */
  readonly weights: Readonly<Record<string, number>>;
}

/**
 * Weighs the named parts of every reward anew: the reward is the sum of weight × part. A reward without named parts has
 * the one part `reward`. A name that the first step does not know is an error there. `info.episode` keeps the return
 * without weights.
 */
export class RewardComponents<Observation, Action, Info extends BaseInfo = BaseInfo> extends Wrapper<
  Observation,
  Action,
  Info
> {
  static override readonly optionNames: OptionNames<RewardComponentsOptions> = { weights: true };
  override readonly changesTask = true;
  readonly #weights: Readonly<Record<string, number>>;
  #isChecked = false;

  /** @throws {InvalidArgumentError} If a weight is not finite. */
  constructor(inner: Env<Observation, Action, Info>, options: RewardComponentsOptions) {
    const weights = Object.freeze({ ...options.weights });
    super(inner, { ...options, weights });
    for (const [name, weight] of Object.entries(weights)) {
      if (!Number.isFinite(weight)) {
        throw new InvalidArgumentError(
          `Expected \`weights.${name}\` to be a finite number, got ${show(weight)}.`,
        );
      }
    }
    this.#weights = weights;
  }

  /** @throws {UnknownNameError} At the first step, if the reward has no part of a name in `weights`. */
  override step(action: Action): StepResult<Observation, Info> {
    const result = this.inner.step(action);
    const parts = partsOf(result);
    if (!this.#isChecked) this.#check(Object.keys(parts));
    const rewardComponents: Record<string, number> = {};
    for (const name in parts) rewardComponents[name] = this.#weightOf(name) * (parts[name] ?? 0);
    return {
      ...result,
      reward: sumOfParts(rewardComponents),
      info: merged(result.info, { rewardComponents }),
    };
  }

  #weightOf(name: string): number {
    return Object.hasOwn(this.#weights, name) ? (this.#weights[name] ?? 1) : 1;
  }

  #check(known: readonly string[]): void {
    const unknown = Object.keys(this.#weights).find((name) => !known.includes(name));
    if (unknown !== undefined) throw unknownName("part of the reward", unknown, known);
    this.#isChecked = true;
  }
}
