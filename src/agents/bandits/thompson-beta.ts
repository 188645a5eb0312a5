import type { Transition } from "../../core/agent.ts";
import type { Hyperparameters } from "../../core/agent-registry.ts";
import { numberParameter, type Parameter } from "../../core/parameters.ts";
import { numberOf } from "../hyperparameters.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { Bandit } from "./bandit.ts";
import { BetaBeliefs } from "./beta-beliefs.ts";
import { Column } from "./column.ts";
import { REWARD_RANGE, RewardRange } from "./reward-range.ts";
import { ROUNDING, successOf } from "./success.ts";
import { ThompsonSampling } from "./thompson-sampling.ts";

const SHAPE = { default: 1, min: 0.5, max: 1e6 };

/** Hyperparameters of the Beta prior: 1 and 1 are uniform, ½ and ½ are Jeffreys' prior. */
export const BETA_PRIOR: readonly Parameter[] = [
  numberParameter({ ...SHAPE, name: "priorSuccesses", meaning: "a of the prior Beta(a, b) of each action" }),
  numberParameter({ ...SHAPE, name: "priorFailures", meaning: "b of the prior Beta(a, b) of each action" }),
];

/** The prior that hyperparameters ask for. */
export function betaPrior(hyperparameters: Hyperparameters): { readonly a: number; readonly b: number } {
  return { a: numberOf(hyperparameters, "priorSuccesses"), b: numberOf(hyperparameters, "priorFailures") };
}

/**
 * Thompson sampling for rewards of 0 or 1: each action succeeds with an unknown probability, Beta(a + S, b + F) after S
 * successes and F failures; a draw from each decides.
 *
 * Another reward is mapped to [0, 1] and counts as {@link successOf} says, which may draw one `next`. A reward outside the
 * range is refused. Values are posterior means in reward units.
 */
export class ThompsonBeta extends Bandit {
  readonly #range: RewardRange;
  readonly #prior: { readonly a: number; readonly b: number };
  readonly #successes: Column;

  constructor(setup: TableSetup) {
    const range = new RewardRange(setup.hyperparameters);
    const prior = betaPrior(setup.hyperparameters);
    const successes = new Column({ width: setup.actionCount, min: 0 });
    const beliefs = new BetaBeliefs(setup.actionCount, (row, arm) => {
      const wins = successes.get(row.offset + arm);
      return [prior.a + wins, prior.b + Math.max(0, row.count(arm) - wins)];
    });
    const initialValue = range.fromUnit(prior.a / (prior.a + prior.b));
    const exploration = new ThompsonSampling(beliefs);
    super(setup, { name: "thompson-beta", exploration, columns: { successes }, initialValue });
    this.#range = range;
    this.#prior = prior;
    this.#successes = successes;
  }

  protected override update({ context, action, reward }: Transition): void {
    const unit = this.#range.toUnit(reward);
    const { a, b } = this.#prior;
    const place = this.table.visit(context, action);
    const { rounding } = this.setup.hyperparameters;
    this.#successes.add(place, successOf(unit, { rounding, rng: this.rng }));
    const mean = (a + this.#successes.get(place)) / (a + b + this.table.count(place));
    this.table.values[place] = this.#range.fromUnit(mean);
  }
}

registerTableAgent("thompson-beta", {
  family: "bandit",
  summary: "a contextual bandit that draws success probabilities from its beliefs and takes the best draw",
  source: "Thompson 1933; Agrawal & Goyal 2012, algorithm 2",
  parameters: [...BETA_PRIOR, ...REWARD_RANGE, ROUNDING],
  build: (setup) => new ThompsonBeta(setup),
});
