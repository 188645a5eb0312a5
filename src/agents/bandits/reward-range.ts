import type { Hyperparameters } from "../../core/agent-registry.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import { numberParameter, type Parameter } from "../../core/parameters.ts";
import { numberOf } from "../hyperparameters.ts";

const ANY = { min: -1e100, max: 1e100 };

/** Hyperparameters of bandits whose rewards are bounded. The default range holds every reward of the desk. */
export const REWARD_RANGE: readonly Parameter[] = [
  numberParameter({
    ...ANY,
    name: "rewardLow",
    default: -1,
    meaning: "lowest reward there can be; a narrow range learns faster",
  }),
  numberParameter({
    ...ANY,
    name: "rewardHigh",
    default: 1,
    meaning: "highest reward there can be; a narrow range learns faster",
  }),
];

/**
 * The range of rewards, mapped to [0, 1] and back.
 *
 * A reward outside it is refused. Clipping it instead could reverse the order of two actions: in [0, 1] one that pays 3
 * every second time would count as ½, less than one that always pays 1.
 */
export class RewardRange {
  readonly #low: number;
  readonly #width: number;

  /** @throws {InvalidArgumentError} If `rewardLow` is not below `rewardHigh`. */
  constructor(hyperparameters: Hyperparameters) {
    const low = numberOf(hyperparameters, "rewardLow");
    const high = numberOf(hyperparameters, "rewardHigh");
    if (low >= high) {
      throw new InvalidArgumentError(`Expected \`rewardLow\` below \`rewardHigh\`, got ${low} and ${high}.`);
    }
    this.#low = low;
    this.#width = high - low;
  }

  /** A reward as a share of the range, in [0, 1]. @throws {InvalidArgumentError} If it is outside the range. */
  toUnit(reward: number): number {
    const unit = this.scale(reward);
    if (unit >= 0 && unit <= 1) return unit;
    const [low, high] = [this.#low, this.#low + this.#width];
    throw new InvalidArgumentError(
      `Expected rewards in [${low}, ${high}], got ${reward}: set \`rewardLow\` and \`rewardHigh\`, or clip rewards.`,
    );
  }

  /** A mean reward as a share of the range; rounding may leave [0, 1] by a little. */
  scale(mean: number): number {
    return (mean - this.#low) / this.#width;
  }

  /** The reward that a share of the range stands for. */
  fromUnit(unit: number): number {
    return this.#low + this.#width * unit;
  }
}
