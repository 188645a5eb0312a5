import type { Mask } from "../../core/mask.ts";
import { numberParameter } from "../../core/parameters.ts";
import { numberOf } from "../hyperparameters.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { Column } from "./column.ts";
import { EliminationBandit } from "./elimination.ts";

/**
 * Pulls of each arm in one round of halving, `⌊B / (|S| · ⌈log₂ K⌉)⌋`, at least 1.
 *
 * @param left - |S|, arms left, ≥ 1. @param arms - K, arms at the start, ≥ 2. @param budget - B, pulls in all.
 * @see Karnin, Koren & Somekh, Almost Optimal Exploration in Multi-Armed Bandits (ICML 2013), algorithm 3.
 */
export function halvingPulls(left: number, arms: number, budget: number): number {
  return Math.max(1, Math.floor(budget / (left * Math.ceil(Math.log2(arms)))));
}

/**
 * Successive halving: rounds in which each action of a row that is left gets {@link halvingPulls} pulls, then the worse
 * half by mean reward goes, ⌈|S| / 2⌉ stay. After ⌈log₂ K⌉ rounds one is left, and it is exploited.
 *
 * K counts the actions that were allowed when the row was first learned. Means count the pulls of all rounds. Actions that
 * tie at the cut go by lot: one `integer` for each that goes while several tie.
 */
export class SuccessiveHalving extends EliminationBandit {
  readonly #budget: number;
  /** K of each row, 0 before its first pull. */
  readonly #arms: Column;
  /** Pulls that an action has at the end of its row's round. */
  readonly #goals: Column;

  constructor(setup: TableSetup) {
    const [arms, goals] = [new Column({ width: 1, min: 0 }), new Column({ width: 1, min: 0 })];
    super(setup, { name: "successive-halving", columns: { arms, goals } });
    this.#budget = numberOf(setup.hyperparameters, "budget");
    this.#arms = arms;
    this.#goals = goals;
  }

  protected override eliminate(offset: number, mask: Mask): void {
    const row = offset / this.actionCount;
    const left = this.left(offset, mask);
    if (this.#arms.get(row) === 0) {
      this.#arms.set(row, left.length);
      this.#startRound(row, left.length);
    }
    const goal = this.#goals.get(row);
    if (left.length < 2 || left.some((action) => this.table.count(offset + action) < goal)) return;
    const stay = Math.ceil(left.length / 2);
    while (left.length > stay) {
      const [worst = 0] = left.splice(this.#drawWorst(offset, left), 1);
      this.dismiss(offset + worst);
    }
    this.#startRound(row, left.length);
  }

  #startRound(row: number, left: number): void {
    const arms = Math.max(2, this.#arms.get(row));
    this.#goals.add(row, halvingPulls(Math.max(1, left), arms, this.#budget));
  }

  /** @returns The rank of an action of lowest mean among those left. */
  #drawWorst(offset: number, left: readonly number[]): number {
    const means = left.map((action) => this.table.values[offset + action] ?? 0);
    const lowest = Math.min(...means);
    const ties = means.flatMap((mean, rank) => (mean === lowest ? [rank] : []));
    return ties[ties.length > 1 ? this.rng.integer(ties.length) : 0] ?? 0;
  }
}

registerTableAgent("successive-halving", {
  family: "bandit",
  summary: "finds the best action of each row within a budget of pulls, then exploits it",
  source: "Karnin, Koren & Somekh 2013; Jamieson & Talwalkar 2016",
  parameters: [
    numberParameter({
      name: "budget",
      default: 500,
      meaning: "B, pulls in each row before its best action is settled",
      min: 1,
      max: 1e9,
      integer: true,
    }),
  ],
  build: (setup) => new SuccessiveHalving(setup),
});
