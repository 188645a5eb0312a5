import { z } from "zod";
import type { JsonObject } from "../../core/json.ts";
import type { Mask } from "../../core/mask.ts";
import { choiceParameter, type Parameter } from "../../core/parameters.ts";
import { EXPLORATION_PARAMETERS } from "../exploration/index.ts";
import { bestAllowed } from "../greedy.ts";
import { BOOTSTRAP_MASK, DISCOUNT, HORIZON } from "../hyperparameters.ts";
import { readExtra } from "../saved-extra.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { ValueTable } from "../value-table.ts";
import type { EpisodeStep, FinishedEpisode } from "./episode-memory.ts";
import { EpisodicAgent } from "./episodic-agent.ts";
import { OPTIMISTIC_VALUE } from "./visits.ts";

const NAME = "off-policy-monte-carlo";

/** Heavier weights count as this much, so that sums stay finite. */
const HEAVIEST = 1e100;

const IMPORTANCE_SAMPLING: Parameter = choiceParameter(
  {
    name: "importanceSampling",
    default: "weighted",
    meaning: "whether weighted returns are divided by the sum of the weights or by the number of visits",
  },
  ["weighted", "ordinary"],
);

/**
 * Off-policy Monte Carlo control by importance sampling. Backwards through an episode that has ended, with the weight W
 * of the rest of it: `C += W`, `Q(s, a) += W / C · (G − Q(s, a))`, then `W /= b(a | s)`, or W = 0 if the greedy policy
 * would not have taken the action. Weights above 10^100 count as 10^100.
 *
 * b is the propensity that was logged with the step, whoever chose it; the greedy policy is the one of evaluation, with
 * its ties. Weighted sampling leaves out what has weight 0; ordinary sampling takes the mean of W · G over all visits,
 * which is unbiased for a fixed policy, of high variance, and no sound default for control. A truncated episode is
 * completed by the highest allowed value. Draws are those of the exploration.
 *
 * @see Sutton & Barto, Reinforcement Learning (2nd ed., 2018), §5.5 to §5.7.
 */
export class OffPolicyMonteCarlo extends EpisodicAgent {
  /** C(s, a): the sum of the weights, or the number of visits; its rows stand in the order of the table's. */
  readonly #weights: ValueTable;
  readonly #isWeighted: boolean;

  constructor(setup: TableSetup) {
    super(setup, { name: NAME });
    this.#isWeighted = setup.hyperparameters["importanceSampling"] === "weighted";
    this.#weights = readWeights(setup);
  }

  protected override stateValue(context: number, mask: Mask): number {
    const { table } = this;
    return bestAllowed(table.values, table.offset(context), mask);
  }

  protected override learnEpisode({ steps, returns }: FinishedEpisode): void {
    let weight = 1;
    for (const [time, step] of [...steps.entries()].reverse()) {
      if (weight === 0 && this.#isWeighted) return;
      this.#average(step, returns[time] ?? 0, weight);
      const isGreedy = this.actGreedily(step.context, step.mask) === step.action;
      weight = isGreedy ? Math.min(weight / step.propensity, HEAVIEST) : 0;
    }
  }

  #average({ context, action }: EpisodeStep, episodeReturn: number, weight: number): void {
    const share = this.#isWeighted ? weight : 1;
    const target = this.#isWeighted ? episodeReturn : weight * episodeReturn;
    const place = this.#weights.visit(context, action);
    const total = (this.#weights.values[place] ?? 0) + share;
    this.#weights.moveTowards(place, total, 1);
    this.table.moveTowards(this.table.visit(context, action), target, share / total);
  }

  protected override saveExtra(): JsonObject {
    return { ...super.saveExtra(), weights: this.#weights.save().values };
  }
}

function readWeights(setup: TableSetup): ValueTable {
  const { actionCount, saved } = setup;
  const options = { actionCount, initialValue: 0 };
  if (saved === undefined) return new ValueTable(options);
  const { keys, counts } = saved.table;
  const weights = z.array(z.array(z.number().nonnegative()).length(actionCount)).length(keys.length);
  const extra = readExtra(setup, NAME, { weights });
  return ValueTable.load(options, { keys, counts, values: extra?.weights ?? [] });
}

registerTableAgent(NAME, {
  family: "tabular",
  summary: "learns the greedy policy from episodes of another by weighted importance sampling",
  source: "Sutton & Barto 2018, §5.7",
  parameters: [
    IMPORTANCE_SAMPLING,
    DISCOUNT,
    ...EXPLORATION_PARAMETERS,
    OPTIMISTIC_VALUE,
    HORIZON,
    BOOTSTRAP_MASK,
  ],
  build: (setup) => new OffPolicyMonteCarlo(setup),
});
