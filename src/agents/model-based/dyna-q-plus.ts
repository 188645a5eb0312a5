import { z } from "zod";
import type { Transition } from "../../core/agent.ts";
import { SnapshotError } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import { countAllowed, nthAllowed } from "../../core/mask.ts";
import { numberParameter } from "../../core/parameters.ts";
import { EXPLORATION_PARAMETERS } from "../exploration/index.ts";
import { bestAllowed } from "../greedy.ts";
import {
  BOOTSTRAP_MASK,
  DISCOUNT,
  HORIZON,
  INITIAL_VALUE,
  numberOf,
  stepSizeParameter,
} from "../hyperparameters.ts";
import { qLearningTarget } from "../one-step/q-learning.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { BonusAgent } from "./bonus-agent.ts";
import { CompanionValues } from "./companion-values.ts";
import { extraPart } from "./extra.ts";
import { PLANNING_STEPS, RECALL } from "./hyperparameters.ts";
import { LearnedModel } from "./learned-model.ts";
import type { LearnedRow } from "./learned-row.ts";
import { Simulator } from "./simulator.ts";

const Time = z.int().nonnegative();

/**
 * Dyna-Q+: Dyna-Q whose simulated steps pay `r + κ · √τ`, τ being the real steps since the pair was last tried.
 *
 * An action that was allowed in a row but never tried is simulated too, as one that pays nothing and leads back to the
 * row; τ is then all the steps there were. Simulated steps start in a row drawn from those where something was tried,
 * with an action drawn from all that were ever allowed there. Nothing follows a terminated step; a truncated one
 * bootstraps. Evaluation goes by values learned from the same steps without the bonus. Draws as {@link DynaQ}.
 *
 * @see Sutton & Barto, Reinforcement Learning (2nd ed., 2018), §8.3.
 */
export class DynaQPlus extends BonusAgent {
  readonly #model: LearnedModel;
  readonly #simulator: Simulator;
  readonly #planningSteps: number;
  readonly #kappa: number;
  /** The real step at which each pair was last tried. */
  readonly #lastTries: CompanionValues;
  #time = 0;

  constructor(setup: TableSetup) {
    const name = "dyna-q-plus";
    const { hyperparameters, saved } = setup;
    super(setup, { name, discount: numberOf(hyperparameters, "discount") });
    const { table, rng, discount } = this;
    this.#planningSteps = numberOf(hyperparameters, "planningSteps");
    this.#kappa = numberOf(hyperparameters, "kappa");
    if (saved === undefined) {
      this.#model = new LearnedModel(table);
      this.#lastTries = new CompanionValues(table);
    } else {
      const tries = extraPart(saved.extra, "lastTries");
      this.#model = LearnedModel.load(table, extraPart(saved.extra, "model"), name);
      this.#lastTries = CompanionValues.load(table, tries, { owner: name, name: "extra.lastTries" });
      this.#time = readTime(extraPart(saved.extra, "time"), this.#lastTries, name);
    }
    this.#simulator = new Simulator(this.#model, rng, {
      ...{ isLatest: hyperparameters["recall"] === "latest", discount },
    });
  }

  protected override update(transition: Transition): void {
    const { context, action, reward } = transition;
    const pair = this.#model.observe(transition, this.everyAction);
    const follows = this.continuation(transition);
    const plain = qLearningTarget(reward, follows, this.bestPlainNext(transition));
    this.moveTowards(context, action, qLearningTarget(reward, follows, this.bestNext(transition)));
    this.movePlain(pair.index, plain, this.stepSize(pair.count));
    this.#time += 1;
    this.#lastTries.values[pair.index] = this.#time;
    for (let step = 0; step < this.#planningSteps; step += 1) this.#simulate();
  }

  protected override saveExtra(): JsonObject {
    return {
      ...super.saveExtra(),
      model: this.#model.save(),
      lastTries: this.#lastTries.save(),
      time: this.#time,
    };
  }

  #simulate(): void {
    const row = this.#simulator.drawRow();
    if (row === undefined) return;
    const action = nthAllowed(row.allowed, this.rng.integer(countAllowed(row.allowed)));
    const index = row.offset + action;
    const bonus = this.#kappa * Math.sqrt(this.#time - (this.#lastTries.values[index] ?? 0));
    const stepSize = this.stepSize(Math.max(1, this.table.count(index)));
    const target = this.#simulateTried(index, stepSize) ?? this.#stay(row);
    this.table.moveTowards(index, target + bonus, stepSize);
  }

  /** Simulates a tried pair and updates its value without the bonus. @returns The target without the bonus. */
  #simulateTried(index: number, stepSize: number): number | undefined {
    const pair = this.#model.pair(index);
    if (pair === undefined) return undefined;
    const { reward, outcome } = this.#simulator.step(pair);
    const { next, duration } = outcome;
    const plain = next === undefined ? 0 : this.discount ** duration * this.bestPlain(next.offset, next.mask);
    this.movePlain(index, reward + plain, stepSize);
    return reward + this.#simulator.worth(outcome, this.table.values);
  }

  /** What a step back to the same row for nothing is worth. */
  #stay({ offset, allowed }: LearnedRow): number {
    return this.discount * bestAllowed(this.table.values, offset, allowed);
  }
}

function readTime(saved: unknown, lastTries: CompanionValues, owner: string): number {
  const { success, data } = Time.safeParse(saved);
  if (success && lastTries.values.every((time) => time >= 0 && time <= data)) return data;
  throw new SnapshotError(
    `The saved ${owner} does not fit: expected \`extra.time\` as the steps so far, none of \`extra.lastTries\` later.`,
  );
}

registerTableAgent("dyna-q-plus", {
  family: "model-based",
  summary: "Dyna-Q that goes back to what it has not tried for long, for environments that change",
  source: "Sutton & Barto 2018, §8.3",
  parameters: [
    numberParameter({
      name: "kappa",
      default: 0.0001,
      meaning: "κ of the bonus κ · √τ, in reward units; high values go back sooner",
      min: 0,
      max: 1e100,
    }),
    ...[PLANNING_STEPS, RECALL, stepSizeParameter(0.1), DISCOUNT],
    ...[...EXPLORATION_PARAMETERS, INITIAL_VALUE, HORIZON, BOOTSTRAP_MASK],
  ],
  build: (setup) => new DynaQPlus(setup),
});
