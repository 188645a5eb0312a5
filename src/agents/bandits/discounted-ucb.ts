import type { Transition } from "../../core/agent.ts";
import { numberParameter, type Parameter } from "../../core/parameters.ts";
import { HighestIndex } from "../exploration/highest-index.ts";
import { numberOf } from "../hyperparameters.ts";
import type { Row } from "../row.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { Bandit } from "./bandit.ts";
import { Column } from "./column.ts";
import { CONFIDENCE, XI } from "./confidence.ts";

/** The γ of bandits that forget; it weighs pulls of a row, not rewards to come. */
export const MEMORY: Parameter = numberParameter({
  name: "memory",
  default: 0.99,
  meaning: "γ, weight of a row's past rewards against the next one; 1 forgets nothing",
  min: 0,
  max: 1,
});

/**
 * What is added to a discounted mean, `2 · B · sqrt(ξ · ln N / n)`, in reward units.
 *
 * @param pulls - n, discounted pulls of the arm, > 0.
 * @param total - N, discounted pulls of all allowed arms.
 * @see Garivier & Moulines, On Upper-Confidence Bound Policies for Switching Bandit Problems (ALT 2011), §3.1.
 */
export function discountedBonus(pulls: number, total: number, { width, xi }: DriftBonus): number {
  return 2 * width * Math.sqrt((xi * Math.log(Math.max(1, total))) / pulls);
}

/** Factors of an exploration bonus. */
export interface DriftBonus {
  /** B, width of the range of rewards. */
  readonly width: number;
  /** ξ. */
  readonly xi: number;
}

/** Sum of a column over the allowed actions of a row. */
export function allowedSum(column: Column, row: Row): number {
  let sum = 0;
  for (let action = 0; action < row.actionCount; action += 1) {
    if (row.mask[action] === 1) sum += column.get(row.offset + action);
  }
  return sum;
}

/**
 * Discounted UCB, for rewards that drift: with each pull in a row all its past pulls and rewards weigh γ times as much;
 * it takes the action of highest discounted mean plus {@link discountedBonus}. Untried actions come first.
 *
 * Draws one `integer` where several actions tie. With γ = 1 and ξ = ½ it is UCB1.
 */
export class DiscountedUcb extends Bandit {
  readonly #memory: number;
  readonly #pulls: Column;
  readonly #gains: Column;

  constructor(setup: TableSetup) {
    const { hyperparameters, actionCount } = setup;
    const bonus = { width: numberOf(hyperparameters, "confidence"), xi: numberOf(hyperparameters, "xi") };
    const [pulls, gains] = [new Column({ width: actionCount, min: 0 }), new Column({ width: actionCount })];
    const exploration = new HighestIndex(actionCount, {
      total: (row) => allowedSum(pulls, row),
      index: (row, action, total) => {
        const weight = pulls.get(row.offset + action);
        if (weight <= 0) return Number.POSITIVE_INFINITY;
        return row.value(action) + discountedBonus(weight, total, bonus);
      },
    });
    super(setup, { name: "discounted-ucb", exploration, columns: { pulls, gains } });
    this.#memory = numberOf(hyperparameters, "memory");
    this.#pulls = pulls;
    this.#gains = gains;
  }

  protected override update({ context, action, reward }: Transition): void {
    const place = this.table.visit(context, action);
    const offset = place - action;
    for (let other = offset; other < offset + this.actionCount; other += 1) {
      this.#pulls.set(other, this.#memory * this.#pulls.get(other));
      this.#gains.set(other, this.#memory * this.#gains.get(other));
    }
    this.#pulls.add(place, 1);
    this.#gains.add(place, reward);
    this.table.values[place] = this.#gains.get(place) / this.#pulls.get(place);
  }
}

registerTableAgent("discounted-ucb", {
  family: "bandit",
  summary: "UCB that forgets old rewards little by little, for rewards that drift",
  source: "Kocsis & Szepesvári 2006; Garivier & Moulines 2011, §3.1",
  parameters: [MEMORY, CONFIDENCE, XI],
  build: (setup) => new DiscountedUcb(setup),
});
