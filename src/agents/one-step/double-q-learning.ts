import { z } from "zod";
import type { Transition } from "../../core/agent.ts";
import type { JsonObject } from "../../core/json.ts";
import { GreedySet } from "../greedy.ts";
import { numberOf } from "../hyperparameters.ts";
import { readExtra, refuseExtra } from "../saved-extra.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { type SavedTable, ValueTable } from "../value-table.ts";
import { CONTROL_PARAMETERS, ControlAgent } from "./control-agent.ts";

const NAME = "double-q-learning";

/**
 * Double Q-learning: two tables A and B, of which a coin picks one for each update. With A picked,
 * `A(s, a) += α · (r + γ · B(s′, a*) − A(s, a))` with `a* = arg max_a′ A(s′, a′)`; with B picked the other way round.
 * The table that values a* did not choose it, so that noise is not taken for value.
 *
 * It acts on the mean of both and shows it in `explain`; a step size that counts visits counts the updates of the table
 * that is updated. Nothing follows a terminated step; a truncated one bootstraps. An action that took k steps is
 * followed at γ^k. Learning draws one `next` for the coin, then one `integer` among several best actions a*.
 *
 * @see van Hasselt, Double Q-learning (NIPS 2010); Sutton & Barto 2018, eq. 6.10.
 */
export class DoubleQLearning extends ControlAgent {
  readonly #first: ValueTable;
  readonly #second: ValueTable;
  readonly #greedy: GreedySet;

  constructor(setup: TableSetup) {
    super(setup, NAME);
    this.#greedy = new GreedySet(setup.actionCount);
    const options = {
      actionCount: setup.actionCount,
      initialValue: numberOf(setup.hyperparameters, "initialValue"),
    };
    const tables = readTables(setup);
    this.#first = tables === undefined ? new ValueTable(options) : ValueTable.load(options, tables.first);
    this.#second = tables === undefined ? new ValueTable(options) : ValueTable.load(options, tables.second);
  }

  /** A and B, for a training loop that learns in the agent's place; each has the rows of the agent's table. */
  static tablesOf(agent: DoubleQLearning): readonly [first: ValueTable, second: ValueTable] {
    return [agent.#first, agent.#second];
  }

  protected override update(transition: Transition): void {
    const { context, action, reward } = transition;
    this.checkRows(transition);
    const isFirst = this.rng.next() < 0.5;
    const [updated, other] = isFirst ? [this.#first, this.#second] : [this.#second, this.#first];
    const target = reward + this.continuation(transition) * this.#nextValue(transition, updated, other);
    this.requireFinite(target, context);
    // Rows are opened in all tables at once: an index is the same in each.
    const index = this.table.visit(context, action);
    updated.visit(context, action);
    other.open(context);
    updated.moveTowards(index, target, this.stepSize(updated.count(index)));
    this.table.values[index] = meanOf(this.#first.values[index], this.#second.values[index]);
  }

  #nextValue(
    { terminated, nextContext, nextMask }: Transition,
    choosing: ValueTable,
    valuing: ValueTable,
  ): number {
    if (terminated) return 0;
    const offset = choosing.offset(nextContext);
    this.#greedy.read(choosing.values, offset, this.bootstrapOver(nextMask));
    return valuing.values[offset + this.#greedy.breakTie(this.rng)] ?? 0;
  }

  protected override saveExtra(): JsonObject {
    const [first, second] = [this.#first.save(), this.#second.save()];
    return {
      first: { values: first.values, counts: first.counts },
      second: { values: second.values, counts: second.counts },
    };
  }
}

/** What the agent acts on: the mean of what both tables say, which is finite where they are. */
export function meanOf(first = 0, second = 0): number {
  return first / 2 + second / 2;
}

interface Tables {
  readonly first: SavedTable;
  readonly second: SavedTable;
}

/** The two tables of a saved agent, whose rows are those of their mean. @throws {SnapshotError} If they do not fit. */
function readTables(setup: TableSetup): Tables | undefined {
  const { actionCount, saved } = setup;
  if (saved === undefined) return undefined;
  const { keys, values } = saved.table;
  const rows = <Cell extends z.ZodType>(cell: Cell) =>
    z.array(z.array(cell).length(actionCount)).length(keys.length);
  const count = z.int().gte(0).lte(0xff_ff_ff_ff);
  const table = z.strictObject({ values: rows(z.number()), counts: rows(count) });
  const extra = readExtra(setup, NAME, { first: table, second: table });
  if (extra === undefined) return undefined;
  const { first, second } = extra;
  const isMean = values.every((row, place) =>
    row.every(
      (value, action) => value === meanOf(first.values[place]?.[action], second.values[place]?.[action]),
    ),
  );
  if (!isMean) refuseExtra(NAME, "expected `table.values` to be the mean of both tables in `extra`");
  return { first: { keys, ...first }, second: { keys, ...second } };
}

registerTableAgent(NAME, {
  family: "tabular",
  summary: "Q-learning with two tables that value each other's choices, against overestimation",
  source: "van Hasselt 2010; Sutton & Barto 2018, §6.7",
  parameters: CONTROL_PARAMETERS,
  build: (setup) => new DoubleQLearning(setup),
});
