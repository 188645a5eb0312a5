import type { Transition } from "../../core/agent.ts";
import { numberParameter } from "../../core/parameters.ts";
import { numberOf } from "../hyperparameters.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { Bandit } from "./bandit.ts";
import { Column } from "./column.ts";
import { GaussianBeliefs } from "./gaussian-beliefs.ts";
import { ThompsonSampling } from "./thompson-sampling.ts";

/** α above which Student's t is normal to 1e-7. */
const NORMAL_SHAPE = 1e6;
const LEAST = 1e-12;

/**
 * Thompson sampling for rewards that are normal with unknown mean and variance: a normal-gamma prior (μ₀, κ₀, α₀, β₀)
 * gives, after n rewards, `κ = κ₀ + n`, `α = α₀ + n / 2`, `μ += (r − μ) / κ` and `β += (κ − 1) / κ · (r − μ)² / 2` with
 * the μ before r. A mean reward is drawn from Student's t with 2α degrees of freedom, location μ and scale
 * sqrt(β / (α · κ)); with a known variance σ² from the normal distribution of variance σ² / κ.
 *
 * Draws for each allowed action a gamma (of unknown variance only), then a normal. Values are posterior means.
 */
export class ThompsonGaussian extends Bandit {
  readonly #priorCount: number;
  /** β − β₀ of each action, in squared reward units. */
  readonly #spread: Column;

  constructor(setup: TableSetup) {
    const { hyperparameters, actionCount } = setup;
    const of = (name: string): number => numberOf(hyperparameters, name);
    const [count, shape, rate, variance] = [
      of("priorCount"),
      of("priorShape"),
      of("priorRate"),
      of("variance"),
    ];
    const spread = new Column({ width: actionCount, min: 0 });
    const beliefs = new GaussianBeliefs(actionCount, (row, arm, bell) => {
      const pulls = row.count(arm);
      bell.location = row.value(arm);
      const [alpha, beta] = [shape + pulls / 2, rate + spread.get(row.offset + arm)];
      bell.degrees = variance > 0 || alpha > NORMAL_SHAPE ? Number.POSITIVE_INFINITY : 2 * alpha;
      bell.scale = Math.sqrt((variance > 0 ? variance : beta / alpha) / (count + pulls));
    });
    const exploration = new ThompsonSampling(beliefs);
    const initialValue = of("priorMean");
    super(setup, { name: "thompson-gaussian", exploration, columns: { spread }, initialValue });
    this.#priorCount = count;
    this.#spread = spread;
  }

  protected override update({ context, action, reward }: Transition): void {
    const { table } = this;
    const place = table.visit(context, action);
    const surprise = reward - (table.values[place] ?? 0);
    const kappa = this.#priorCount + table.count(place);
    table.moveTowards(place, reward, 1 / kappa);
    this.#spread.add(place, (((kappa - 1) / kappa) * surprise ** 2) / 2);
  }
}

const ANY = { min: -1e100, max: 1e100 };
const POSITIVE = { min: LEAST, max: 1e100 };

registerTableAgent("thompson-gaussian", {
  family: "bandit",
  summary: "a contextual bandit that draws mean rewards from its beliefs and takes the best draw",
  source: "Thompson 1933; DeGroot 1970, §9.6; Honda & Takemura 2014",
  parameters: [
    numberParameter({
      ...ANY,
      name: "priorMean",
      default: 0,
      meaning: "μ₀, mean reward expected before any",
    }),
    numberParameter({
      ...POSITIVE,
      name: "priorCount",
      default: 1,
      meaning: "κ₀, number of rewards that the prior mean is worth",
    }),
    numberParameter({
      name: "priorShape",
      default: 1,
      meaning: "α₀, half the number of rewards that the prior variance is worth",
      min: 0.5,
      max: NORMAL_SHAPE,
    }),
    numberParameter({
      ...POSITIVE,
      name: "priorRate",
      default: 1,
      meaning: "β₀, prior sum of half squared deviations, in squared reward units",
    }),
    numberParameter({
      name: "variance",
      default: 0,
      meaning: "σ² of rewards if it is known, in squared reward units; 0 if it is learned",
      min: 0,
      max: 1e100,
    }),
  ],
  build: (setup) => new ThompsonGaussian(setup),
});
