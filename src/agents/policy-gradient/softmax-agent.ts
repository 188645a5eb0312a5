import { z } from "zod";
import type { Transition } from "../../core/agent.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import { fullMask, type Mask } from "../../core/mask.ts";
import { booleanParameter, type Parameter } from "../../core/parameters.ts";
import { Boltzmann } from "../exploration/boltzmann.ts";
import { booleanOf, DISCOUNT, HORIZON, numberOf, scheduleOf } from "../hyperparameters.ts";
import { readExtra } from "../saved-extra.ts";
import { constant, type Schedule, scheduleParameter } from "../schedules.ts";
import { TableAgent } from "../table-agent.ts";
import type { TableSetup } from "../table-state.ts";
import { ValueTable } from "../value-table.ts";

/** Bound of one change of a value or preference, far above any reward, so that sums stay finite. */
const LARGEST = 1e300;

/** Hyperparameters that all agents with a softmax policy have. */
export function softmaxParameters(stepSize: number | string, valueStepSize: number | string): Parameter[] {
  return [
    scheduleParameter({
      ...{ name: "stepSize", default: stepSize, min: 0, max: Number.MAX_VALUE, aboveMin: true },
      meaning: "α of the policy: how far preferences move along the gradient, in 1 / reward units",
    }),
    scheduleParameter({
      ...{ name: "valueStepSize", default: valueStepSize, min: 0, max: 1, aboveMin: true, perVisit: true },
      meaning: "α of the state values; visits(1) takes the mean",
    }),
    DISCOUNT,
    booleanParameter({
      name: "discountGradient",
      default: true,
      meaning:
        "whether the gradient of step t is weighed by γ^t, as the gradient of the return from the start is",
    }),
    booleanParameter({
      name: "maskGradient",
      default: true,
      meaning:
        "whether the gradient is that of the softmax over the allowed actions, which are sampled from, or over all",
    }),
    HORIZON,
  ];
}

/**
 * An agent whose policy is a softmax of preferences, `π(a | s) ∝ exp H(s, a)` over the allowed actions, beside a table
 * of state values V(s). Preferences and values begin at 0.
 *
 * `explain` shows preferences; the greedy action is the one of highest preference, and so of highest probability under
 * any mask. Only differences of preferences have a meaning. Draws: one `next` for each action.
 */
export abstract class SoftmaxAgent extends TableAgent {
  /** V(s), one value for each row; its rows stand in the order of the table's. */
  readonly #values: ValueTable;
  readonly #valueStepSize: Schedule;
  readonly #horizon: number;
  /** Overrides the mask of a gradient that is taken over every action. */
  readonly #everyAction: Mask | undefined;
  readonly #gradient: Float64Array;

  constructor(setup: TableSetup, name: string) {
    const { actionCount, hyperparameters } = setup;
    const horizon = numberOf(hyperparameters, "horizon");
    const exploration = new Boltzmann(constant(1), { horizon, actionCount });
    const discount = numberOf(hyperparameters, "discount");
    super(setup, { name, discount, exploration, initialValue: 0 });
    this.#horizon = horizon;
    this.#valueStepSize = scheduleOf(hyperparameters, "valueStepSize");
    this.#everyAction = booleanOf(hyperparameters, "maskGradient") ? undefined : fullMask(actionCount);
    this.#gradient = new Float64Array(actionCount);
    this.#values = readValues(setup, name);
  }

  /** π(a | s), 0 for actions outside the mask; shape [actionCount]. */
  probabilities(context: number, mask: Mask): number[] {
    const probabilities = new Float64Array(this.actionCount);
    this.exploration.writeProbabilities(this.look(context, mask), probabilities);
    return [...probabilities];
  }

  /** V(s), in reward units; 0 where it was never learned. */
  stateValue(context: number): number {
    return this.#values.values[this.#values.offset(context)] ?? 0;
  }

  /**
   * Learns from one step: `V(s) += α_v · (target − V(s))` and `H(s, ·) += α · advantage · ∇ ln π(a | s)`, where
   * ∂ ln π(a | s) / ∂ H(s, b) = [a = b] − π(b | s).
   *
   * @param target - What V(s) moves towards, in reward units.
   * @param advantage - How much better the action was than expected, weighed by γ^t if that is asked for.
   * @throws {InvalidArgumentError} If a value or preference would not be finite; nothing has changed then.
   */
  protected reinforce(
    { context, mask, action }: Pick<Transition, "context" | "mask" | "action">,
    { target, advantage }: { readonly target: number; readonly advantage: number },
  ): void {
    const gradient = this.#gradient;
    const row = this.look(context, this.#everyAction ?? mask);
    this.exploration.writeProbabilities(row, gradient);
    const amount = this.stepSize(1) * advantage;
    checkFinite(context, target - this.stateValue(context), amount);
    const taken = this.table.visit(context, action);
    for (let other = 0; other < this.actionCount; other += 1) {
      const slope = (other === action ? 1 : 0) - (gradient[other] ?? 0);
      if (slope === 0) continue;
      const index = taken - action + other;
      this.table.moveTowards(index, (this.table.values[index] ?? 0) + amount * slope, 1);
    }
    const place = this.#values.visit(context, 0);
    const visits = this.#values.count(place);
    this.#values.moveTowards(place, target, this.#valueStepSize.at(this.episodes, this.#horizon, visits));
  }

  protected override saveExtra(): JsonObject {
    return { values: this.#values.save().values.flat() };
  }
}

function checkFinite(context: number, ...numbers: readonly number[]): void {
  if (numbers.every((number) => Math.abs(number) <= LARGEST)) return;
  throw new InvalidArgumentError(`Expected finite rewards and values, got ${numbers} in row ${context}.`);
}

function readValues(setup: TableSetup, name: string): ValueTable {
  const options = { actionCount: 1, initialValue: 0 };
  const { saved } = setup;
  if (saved === undefined) return new ValueTable(options);
  const { keys, counts } = saved.table;
  const extra = readExtra(setup, name, { values: z.array(z.number()).length(keys.length) });
  return ValueTable.load(options, {
    keys,
    values: (extra?.values ?? []).map((value) => [value]),
    counts: counts.map((row) => [row.reduce((sum, count) => sum + count, 0)]),
  });
}
