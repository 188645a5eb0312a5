import type { Mask } from "../../core/mask.ts";
import { numberParameter } from "../../core/parameters.ts";
import { numberOf } from "../hyperparameters.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { EliminationBandit } from "./elimination.ts";

/** What a confidence radius depends on. */
export interface RadiusOptions {
  /** K, number of arms. */
  readonly arms: number;
  /** δ, probability of losing the best arm, in (0, 1). */
  readonly delta: number;
  /** Width of the range of rewards. */
  readonly width: number;
}

/**
 * How far the mean of n rewards may be off, `width · sqrt(ln(4 · K · n² / δ) / (2 · n))`: by Hoeffding's inequality, true
 * of all arms and all n together with probability 1 − δ.
 *
 * @see Even-Dar, Mannor & Mansour, Action Elimination and Stopping Conditions (JMLR, 2006), §3.
 */
export function eliminationRadius(pulls: number, { arms, delta, width }: RadiusOptions): number {
  return width * Math.sqrt(Math.log((4 * arms * pulls ** 2) / delta) / (2 * pulls));
}

/**
 * Successive elimination: takes the actions of a row in turn and drops one as soon as its mean, with the radius added, is
 * no higher than that of another, with the radius taken off. The best action is lost with probability δ at most.
 *
 * Actions of equal mean are never told apart and stay in turn. Draws one `integer` where several have as few pulls.
 */
export class SuccessiveElimination extends EliminationBandit {
  readonly #delta: number;
  readonly #width: number;

  constructor(setup: TableSetup) {
    super(setup, { name: "successive-elimination" });
    this.#delta = numberOf(setup.hyperparameters, "delta");
    this.#width = numberOf(setup.hyperparameters, "rewardWidth");
  }

  protected override eliminate(offset: number, mask: Mask): void {
    const left = this.left(offset, mask);
    const tried = left.filter((action) => this.table.count(offset + action) > 0);
    const options = { arms: this.actionCount, delta: this.#delta, width: this.#width };
    const bounds = tried.map((action) => {
      const mean = this.table.values[offset + action] ?? 0;
      const radius = eliminationRadius(this.table.count(offset + action), options);
      return { action, low: mean - radius, high: mean + radius };
    });
    const surest = bounds.reduce((best, { low }) => Math.max(best, low), Number.NEGATIVE_INFINITY);
    for (const { action, low, high } of bounds)
      if (high <= surest && low < surest) this.dismiss(offset + action);
  }
}

registerTableAgent("successive-elimination", {
  family: "bandit",
  summary: "finds the best action of each row with a fixed confidence, then exploits it",
  source: "Even-Dar, Mannor & Mansour 2006, §3",
  parameters: [
    numberParameter({
      name: "delta",
      default: 0.05,
      meaning: "δ, probability of losing the best action of a row",
      min: 1e-12,
      max: 0.5,
    }),
    numberParameter({
      name: "rewardWidth",
      default: 1,
      meaning: "width of the range of rewards, in reward units",
      min: 1e-12,
      max: 1e100,
    }),
  ],
  build: (setup) => new SuccessiveElimination(setup),
});
