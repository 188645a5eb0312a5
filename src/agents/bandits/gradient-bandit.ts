import type { Transition } from "../../core/agent.ts";
import { booleanParameter } from "../../core/parameters.ts";
import { Boltzmann } from "../exploration/boltzmann.ts";
import { booleanOf, HORIZON, stepSizeParameter } from "../hyperparameters.ts";
import { constant } from "../schedules.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { Bandit } from "./bandit.ts";
import { Column } from "./column.ts";

/**
 * The gradient bandit: `H(s, b) += α · (r − r̄(s)) · ([b = a] − π(b | s))` for every allowed action b, where π is the
 * softmax of the preferences H and r̄ the mean reward of the row before this one. One `next` for each choice.
 *
 * The first reward of a row is its own baseline and teaches nothing else. `explain` shows preferences, not rewards.
 */
export class GradientBandit extends Bandit {
  readonly #baselines: Column;
  readonly #hasBaseline: boolean;
  readonly #policy: Float64Array;

  constructor(setup: TableSetup) {
    const { actionCount, hyperparameters } = setup;
    const baselines = new Column({ width: 1 });
    const exploration = new Boltzmann(constant(1), { horizon: 1, actionCount });
    super(setup, { name: "gradient-bandit", exploration, columns: { baselines } });
    this.#baselines = baselines;
    this.#hasBaseline = booleanOf(hyperparameters, "baseline");
    this.#policy = new Float64Array(actionCount);
  }

  protected override update({ context, mask, action, reward }: Transition): void {
    this.exploration.writeProbabilities(this.look(context, mask), this.#policy);
    const place = this.table.visit(context, action);
    const offset = place - action;
    const baseline = this.#learnBaseline(offset, reward);
    const step = this.stepSize(this.table.count(place)) * (reward - baseline);
    const { values } = this.table;
    for (let other = 0; other < this.actionCount; other += 1) {
      if (mask[other] !== 1) continue;
      const direction = (other === action ? 1 : 0) - (this.#policy[other] ?? 0);
      values[offset + other] = (values[offset + other] ?? 0) + step * direction;
    }
  }

  /** @returns The mean reward of the row before this reward, or the reward itself if it is the first. */
  #learnBaseline(offset: number, reward: number): number {
    if (!this.#hasBaseline) return 0;
    let pulls = 0;
    for (let action = 0; action < this.actionCount; action += 1) pulls += this.table.count(offset + action);
    const place = offset / this.actionCount;
    const before = pulls === 1 ? reward : this.#baselines.get(place);
    this.#baselines.set(place, before + (reward - before) / pulls);
    return before;
  }
}

registerTableAgent("gradient-bandit", {
  family: "bandit",
  summary: "a contextual bandit that climbs the gradient of the expected reward in preferences for actions",
  source: "Williams 1992; Sutton & Barto 2018, §2.8",
  parameters: [
    stepSizeParameter(0.1),
    booleanParameter({
      name: "baseline",
      default: true,
      meaning: "whether rewards count against the mean reward of their row",
    }),
    HORIZON,
  ],
  build: (setup) => new GradientBandit(setup),
});
