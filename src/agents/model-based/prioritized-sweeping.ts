import { z } from "zod";
import type { Transition } from "../../core/agent.ts";
import { SnapshotError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import { fullMask, type Mask } from "../../core/mask.ts";
import { numberParameter } from "../../core/parameters.ts";
import { EXPLORATION_PARAMETERS } from "../exploration/index.ts";
import { bestAllowed } from "../greedy.ts";
import {
  BOOTSTRAP_MASK,
  booleanOf,
  DISCOUNT,
  HORIZON,
  INITIAL_VALUE,
  numberOf,
  stepSizeParameter,
} from "../hyperparameters.ts";
import { TableAgent } from "../table-agent.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { extraPart } from "./extra.ts";
import { PLANNING_STEPS } from "./hyperparameters.ts";
import { LearnedModel } from "./learned-model.ts";
import type { LearnedPair } from "./learned-pair.ts";
import { PriorityQueue } from "./priority-queue.ts";

const SavedQueue = z.array(z.tuple([z.int().nonnegative(), z.int().nonnegative(), z.number().positive()]));

/**
 * Prioritized sweeping: `Q(s, a) += α · (r̂ + γ · Σ p̂(s′) · max_a′ Q(s′, a′) − Q(s, a))` for the pair whose value is
 * furthest off, n times after every real step, then the same for the pairs that lead to its row.
 *
 * A pair waits in a queue while the size of its bracket is above θ; of equal ones the row that was seen first comes
 * first, then the lower action. Means are over everything seen of a pair; α = 1 is the full backup of Moore and
 * Atkeson. A real step changes values only by way of the queue. Nothing follows a terminated step; a truncated one is
 * followed. Draws those of the exploration only.
 *
 * @see Moore & Atkeson, Prioritized Sweeping (Machine Learning 13, 1993); Sutton & Barto, Reinforcement Learning
 *   (2nd ed., 2018), §8.4.
 */
export class PrioritizedSweeping extends TableAgent {
  readonly #model: LearnedModel;
  readonly #queue = new PriorityQueue();
  readonly #planningSteps: number;
  readonly #threshold: number;
  /** Overrides the next mask where the maximum is over every action. */
  readonly #everyAction: Mask | undefined;

  constructor(setup: TableSetup) {
    const name = "prioritized-sweeping";
    const { hyperparameters, saved, actionCount } = setup;
    super(setup, { name, discount: numberOf(hyperparameters, "discount") });
    const { table } = this;
    this.#planningSteps = numberOf(hyperparameters, "planningSteps");
    this.#threshold = numberOf(hyperparameters, "threshold");
    this.#everyAction = booleanOf(hyperparameters, "bootstrapMask") ? undefined : fullMask(actionCount);
    this.#model =
      saved === undefined
        ? new LearnedModel(table)
        : LearnedModel.load(table, extraPart(saved.extra, "model"), name);
    if (saved !== undefined) this.#loadQueue(extraPart(saved.extra, "queue"));
  }

  protected override update(transition: Transition): void {
    const pair = this.#model.observe(transition, this.#everyAction);
    this.table.visit(transition.context, transition.action);
    this.#judge(pair);
    for (let step = 0; step < this.#planningSteps && this.#queue.size > 0; step += 1) this.#sweep();
  }

  protected override saveExtra(): JsonValue {
    const { actionCount } = this;
    const queue = this.#queue.toArray().map(({ index, priority }) => {
      return [Math.floor(index / actionCount) - 1, index % actionCount, priority];
    });
    return { model: this.#model.save(), queue };
  }

  #sweep(): void {
    const index = this.#queue.pop() ?? 0;
    const pair = this.#model.pair(index);
    if (pair === undefined) return;
    const { table } = this;
    table.moveTowards(index, this.#target(pair), this.stepSize(table.count(index)));
    const row = this.#model.rowAt(index - (index % this.actionCount));
    for (const predecessor of row.predecessors) this.#judge(predecessor);
  }

  /** Puts a pair into the queue if it is off by more than θ. */
  #judge(pair: LearnedPair): void {
    const error = Math.abs(this.#target(pair) - (this.table.values[pair.index] ?? 0));
    if (error > this.#threshold) this.#queue.push(pair.index, error);
  }

  #target({ meanReward, outcomes, count }: LearnedPair): number {
    let target = meanReward;
    for (const { next, duration, count: times } of outcomes) {
      if (next === undefined) continue;
      const best = bestAllowed(this.table.values, next.offset, next.mask);
      target += (times / count) * this.discount ** duration * best;
    }
    return target;
  }

  #loadQueue(saved: unknown): void {
    const { data = [], success } = SavedQueue.safeParse(saved);
    const tried = ([row, action]: readonly [number, number, number]): LearnedPair | undefined =>
      action < this.actionCount ? this.#model.pair((row + 1) * this.actionCount + action) : undefined;
    if (!success || data.some((entry) => tried(entry) === undefined)) {
      throw new SnapshotError(
        "The saved prioritized-sweeping does not fit: expected `extra.queue` as rows, actions tried there, and priorities.",
      );
    }
    for (const [row, action, priority] of data) {
      this.#queue.push((row + 1) * this.actionCount + action, priority);
    }
  }
}

registerTableAgent("prioritized-sweeping", {
  family: "model-based",
  summary: "backs up first what is furthest off, and from there to what leads to it",
  source: "Moore & Atkeson 1993; Sutton & Barto 2018, §8.4",
  parameters: [
    PLANNING_STEPS,
    numberParameter({
      name: "threshold",
      default: 0.0001,
      meaning: "θ, in reward units: values that are off by no more are left alone",
      min: 0,
      max: Number.POSITIVE_INFINITY,
    }),
    ...[stepSizeParameter(1), DISCOUNT, ...EXPLORATION_PARAMETERS, INITIAL_VALUE, HORIZON, BOOTSTRAP_MASK],
  ],
  build: (setup) => new PrioritizedSweeping(setup),
});
