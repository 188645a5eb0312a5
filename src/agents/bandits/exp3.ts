import type { Choice, Transition } from "../../core/agent.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import { countAllowed } from "../../core/mask.ts";
import { numberParameter } from "../../core/parameters.ts";
import type { Rng } from "../../core/random.ts";
import { writeSoftmax } from "../exploration/boltzmann.ts";
import { drawAction } from "../exploration/draw.ts";
import type { Exploration } from "../exploration/exploration.ts";
import { numberOf } from "../hyperparameters.ts";
import type { Row } from "../row.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { Bandit } from "./bandit.ts";
import { REWARD_RANGE, RewardRange } from "./reward-range.ts";

/** `(1 − γ) · softmax(w) + γ / K` over the K allowed actions, w the values of the row. One `next` for each choice. */
class MixedSoftmax implements Exploration {
  readonly #mixing: number;
  readonly #probabilities: Float64Array;

  constructor(mixing: number, actionCount: number) {
    this.#mixing = mixing;
    this.#probabilities = new Float64Array(actionCount);
  }

  startEpisode(): void {}

  choose(row: Row, rng: Rng): Choice {
    this.writeProbabilities(row, this.#probabilities);
    return drawAction(this.#probabilities, rng);
  }

  writeProbabilities(row: Row, probabilities: Float64Array): void {
    writeSoftmax(row, 1, probabilities);
    const uniform = this.#mixing / row.greedy.allowedCount;
    for (let action = 0; action < probabilities.length; action += 1) {
      if (row.mask[action] !== 1) continue;
      probabilities[action] = (1 - this.#mixing) * (probabilities[action] ?? 0) + uniform;
    }
  }
}

/**
 * Exp3, for rewards that an adversary may choose: `w(s, a) += γ / K · x / p`, x the reward mapped to [0, 1], p the
 * propensity it was taken with and K the number of allowed actions; it acts by (1 − γ) · softmax(w) + γ / K.
 *
 * `explain` shows the logarithms w of its weights, not rewards. A reward outside the range is refused.
 */
export class Exp3 extends Bandit {
  readonly #range: RewardRange;
  readonly #mixing: number;

  constructor(setup: TableSetup) {
    const mixing = numberOf(setup.hyperparameters, "mixing");
    super(setup, { name: "exp3", exploration: new MixedSoftmax(mixing, setup.actionCount) });
    this.#range = new RewardRange(setup.hyperparameters);
    this.#mixing = mixing;
  }

  protected override update({ context, mask, action, propensity, reward }: Transition): void {
    const gain = this.#range.toUnit(reward) / propensity;
    if (!(propensity > 0) || !Number.isFinite(gain)) {
      throw new InvalidArgumentError(
        `Expected \`propensity\` in (0, 1], got ${propensity} in row ${context}.`,
      );
    }
    const place = this.table.visit(context, action);
    const { values } = this.table;
    values[place] = (values[place] ?? 0) + (this.#mixing / countAllowed(mask)) * gain;
  }
}

registerTableAgent("exp3", {
  family: "bandit",
  summary: "a contextual bandit with exponential weights, which assumes nothing about how rewards come about",
  source: "Auer, Cesa-Bianchi, Freund & Schapire 2002, §3",
  parameters: [
    numberParameter({
      name: "mixing",
      default: 0.1,
      meaning: "γ, share of uniformly random actions; also the rate at which weights grow",
      min: 0,
      max: 1,
      aboveMin: true,
    }),
    ...REWARD_RANGE,
  ],
  build: (setup) => new Exp3(setup),
});
