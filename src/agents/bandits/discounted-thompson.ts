import type { Transition } from "../../core/agent.ts";
import { numberOf } from "../hyperparameters.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { Bandit } from "./bandit.ts";
import { BetaBeliefs } from "./beta-beliefs.ts";
import { Column } from "./column.ts";
import { MEMORY } from "./discounted-ucb.ts";
import { REWARD_RANGE, RewardRange } from "./reward-range.ts";
import { ROUNDING, successOf } from "./success.ts";
import { BETA_PRIOR, betaPrior } from "./thompson-beta.ts";
import { ThompsonSampling } from "./thompson-sampling.ts";

/**
 * Discounted Thompson sampling, for rewards that drift: as `thompson-beta`, but with each pull in a row the successes
 * and failures of all its actions weigh γ times as much, so that beliefs go back to the prior.
 *
 * Draws as `thompson-beta` does. Values are posterior means in reward units.
 */
export class DiscountedThompson extends Bandit {
  readonly #range: RewardRange;
  readonly #prior: { readonly a: number; readonly b: number };
  readonly #memory: number;
  readonly #successes: Column;
  readonly #failures: Column;

  constructor(setup: TableSetup) {
    const { hyperparameters, actionCount } = setup;
    const range = new RewardRange(hyperparameters);
    const prior = betaPrior(hyperparameters);
    const options = { width: actionCount, min: 0 };
    const [successes, failures] = [new Column(options), new Column(options)];
    const beliefs = new BetaBeliefs(actionCount, (row, arm) => {
      const place = row.offset + arm;
      return [prior.a + successes.get(place), prior.b + failures.get(place)];
    });
    super(setup, {
      name: "discounted-thompson",
      exploration: new ThompsonSampling(beliefs),
      columns: { successes, failures },
      initialValue: range.fromUnit(prior.a / (prior.a + prior.b)),
    });
    this.#range = range;
    this.#prior = prior;
    this.#memory = numberOf(hyperparameters, "memory");
    this.#successes = successes;
    this.#failures = failures;
  }

  protected override update({ context, action, reward }: Transition): void {
    const unit = this.#range.toUnit(reward);
    const place = this.table.visit(context, action);
    const offset = place - action;
    const { rounding } = this.setup.hyperparameters;
    const success = successOf(unit, { rounding, rng: this.rng });
    for (let other = offset; other < offset + this.actionCount; other += 1) {
      const weight = other === place ? 1 : 0;
      this.#successes.set(other, this.#memory * this.#successes.get(other) + weight * success);
      this.#failures.set(other, this.#memory * this.#failures.get(other) + weight * (1 - success));
      this.table.values[other] = this.#range.fromUnit(this.#meanAt(other));
    }
  }

  #meanAt(place: number): number {
    const { a, b } = this.#prior;
    const successes = this.#successes.get(place);
    return (a + successes) / (a + b + successes + this.#failures.get(place));
  }
}

registerTableAgent("discounted-thompson", {
  family: "bandit",
  summary: "Thompson sampling that forgets old rewards little by little, for rewards that drift",
  source: "Raj & Kalyani 2017",
  parameters: [MEMORY, ...BETA_PRIOR, ...REWARD_RANGE, ROUNDING],
  build: (setup) => new DiscountedThompson(setup),
});
