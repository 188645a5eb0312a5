import type { Choice, Transition } from "../../core/agent.ts";
import type { Mask } from "../../core/mask.ts";
import type { Rng } from "../../core/random.ts";
import type { Exploration } from "../exploration/exploration.ts";
import { HighestIndex } from "../exploration/highest-index.ts";
import type { Row } from "../row.ts";
import type { TableSetup } from "../table-state.ts";
import { Bandit } from "./bandit.ts";
import { Column } from "./column.ts";

/**
 * Takes in turn the allowed actions that are left: one of those with the fewest pulls, ties broken uniformly with one
 * `integer`. Where the mask allows none of them, the best of the others by mean reward.
 */
class InTurn implements Exploration {
  readonly #left: HighestIndex;
  readonly #others: HighestIndex;
  readonly #isOut: (row: Row, action: number) => boolean;

  constructor(actionCount: number, out: Column) {
    this.#isOut = (row, action) => out.get(row.offset + action) === 1;
    this.#others = new HighestIndex(actionCount, { index: (row, action) => row.value(action) });
    this.#left = new HighestIndex(actionCount, {
      index: (row, action) => (this.#isOut(row, action) ? Number.NEGATIVE_INFINITY : -row.count(action)),
    });
  }

  startEpisode(): void {}

  choose(row: Row, rng: Rng): Choice {
    return this.#ruleFor(row).choose(row, rng);
  }

  writeProbabilities(row: Row, probabilities: Float64Array): void {
    this.#ruleFor(row).writeProbabilities(row, probabilities);
  }

  #ruleFor(row: Row): HighestIndex {
    for (let action = 0; action < row.actionCount; action += 1) {
      if (row.mask[action] === 1 && !this.#isOut(row, action)) return this.#left;
    }
    return this.#others;
  }
}

/** What an elimination bandit is, beside its setup. */
export interface EliminationOptions {
  readonly name: string;
  /** More that it keeps, by the name it is saved under. @defaultValue nothing */
  readonly columns?: Readonly<Record<string, Column>>;
}

/**
 * A bandit that looks for the best action of each row: it takes the actions that are left in turn, eliminates by the
 * means of their rewards, and exploits the last one.
 */
export abstract class EliminationBandit extends Bandit {
  readonly #out: Column;

  constructor(setup: TableSetup, { name, columns = {} }: EliminationOptions) {
    const out = new Column({ width: setup.actionCount, min: 0, max: 1 });
    const exploration = new InTurn(setup.actionCount, out);
    super(setup, { name, exploration, columns: { out, ...columns } });
    this.#out = out;
  }

  /** Eliminates what can be, after a pull in the row at an offset of the table. */
  protected abstract eliminate(offset: number, mask: Mask): void;

  protected override update({ context, mask, action, reward }: Transition): void {
    this.moveTowards(context, action, reward);
    this.eliminate(this.table.offset(context), mask);
  }

  /** The allowed actions that are left in the row at an offset. */
  protected left(offset: number, mask: Mask): number[] {
    const actions: number[] = [];
    for (let action = 0; action < this.actionCount; action += 1) {
      if (mask[action] === 1 && this.#out.get(offset + action) === 0) actions.push(action);
    }
    return actions;
  }

  protected dismiss(place: number): void {
    this.#out.set(place, 1);
  }
}
