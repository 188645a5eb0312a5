import { numberParameter } from "../../core/parameters.ts";
import { BOOTSTRAP_MASK, DISCOUNT, numberOf } from "../hyperparameters.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { MAX_REWARD, STEP_HORIZON, valueBound } from "./hyperparameters.ts";
import type { LearnedPair } from "./learned-pair.ts";
import { ModelAgent } from "./model-agent.ts";
import { plan } from "./planner.ts";

/**
 * R-max: `Q(s, a) = R_max / (1 − γ)` until the pair was tried m times, then the Bellman backup of the learned model.
 *
 * At γ = 1 an unknown pair is worth R_max · H. It plans anew whenever a pair becomes known, and goes on counting
 * afterwards: the next plan and evaluation use every step seen. Nothing follows a terminated step; a truncated one is
 * followed. Draws as {@link ModelAgent}; planning draws nothing.
 *
 * @see Brafman & Tennenholtz, R-max (JMLR 3, 2002), §3.
 */
export class RMax extends ModelAgent {
  readonly #bound: number;
  readonly #knownAfter: number;

  constructor(setup: TableSetup) {
    super(setup, { name: "r-max", initialValue: valueBound(setup.hyperparameters) });
    this.#bound = valueBound(setup.hyperparameters);
    this.#knownAfter = numberOf(setup.hyperparameters, "knownAfter");
  }

  protected override learned(pair: LearnedPair): void {
    if (pair.count !== this.#knownAfter) return;
    const bound = this.#bound;
    plan(this.model, this.table.values, {
      ...{ discount: this.discount, sweeps: this.sweeps },
      backup: (each, ahead) =>
        each.count < this.#knownAfter ? bound : Math.min(bound, each.meanReward + ahead.mean(each)),
    });
  }
}

registerTableAgent("r-max", {
  family: "model-based",
  summary: "takes what it does not know well to be as good as can be, and plans",
  source: "Brafman & Tennenholtz 2002, §3",
  parameters: [
    numberParameter({
      name: "knownAfter",
      default: 2,
      meaning: "m, tries of an action in a row after which it counts as known",
      min: 1,
      max: 0xff_ff_ff_ff,
      integer: true,
    }),
    ...[MAX_REWARD, DISCOUNT, STEP_HORIZON, BOOTSTRAP_MASK],
  ],
  build: (setup) => new RMax(setup),
});
