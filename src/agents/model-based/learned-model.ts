import type { Transition } from "../../core/agent.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import { checkMask, type Mask } from "../../core/mask.ts";
import type { ValueTable } from "../value-table.ts";
import { readModel, type SavedModel, saveModel } from "./learned-model-state.ts";
import { LearnedPair, type Situation } from "./learned-pair.ts";
import type { LearnedRow } from "./learned-row.ts";

interface GrowingRow extends LearnedRow {
  readonly pairs: LearnedPair[];
  readonly situations: Situation[];
  readonly predecessors: LearnedPair[];
  readonly allowed: Uint8Array;
}

/** A step as a model sees it. */
export type ModelStep = Pick<
  Transition,
  "context" | "mask" | "action" | "reward" | "nextContext" | "nextMask" | "terminated" | "duration"
>;

/** What a model knows of a step that it has met. */
export interface KnownStep {
  readonly pair: LearnedPair;
  /** Rank of its outcome. */
  readonly outcome: number;
}

/** Squares of larger rewards could leave the range of numbers. */
const MAX_MAGNITUDE = 1e100;

/**
 * The dynamics of an environment as an agent has seen them: for every row and action the visits, the mean and spread of
 * the rewards, and how often each outcome followed.
 *
 * An outcome is a termination, or the next row with the mask it had and the steps it took to get there: where a row
 * allows other actions on other visits, each set of actions is an outcome of its own, and planning takes the best of
 * those alone. A truncated step is followed like any other. Rows are those of a table, pairs are named by its indices,
 * and everything is kept in the order it was first seen in.
 */
export class LearnedModel {
  readonly actionCount: number;
  readonly #table: ValueTable;
  readonly #rows: GrowingRow[] = [];
  readonly #triedRows: LearnedRow[] = [];
  readonly #pairs: LearnedPair[] = [];
  readonly #pairOf = new Map<number, LearnedPair>();
  readonly #situations: Situation[] = [];
  readonly #situationOf = new Map<string, Situation>();

  /** @param table - Its rows; the model opens a row for everything it sees. */
  constructor(table: ValueTable) {
    this.actionCount = table.actionCount;
    this.#table = table;
  }

  /**
   * Goes on from what `save` gave.
   * @throws {SnapshotError} If it does not fit the table.
   */
  static load(table: ValueTable, saved: unknown, owner: string): LearnedModel {
    const { rows, situations, pairs } = readModel(saved, { table, owner });
    const model = new LearnedModel(table);
    for (const [row, allowed] of rows.entries())
      model.#row((row + 1) * table.actionCount).allowed.set(allowed);
    for (const { offset, mask } of situations) model.situation(offset, mask);
    for (const { index, statistics } of pairs) {
      const outcomes = statistics.outcomes.map((outcome) => ({
        ...outcome,
        next: outcome.next === undefined ? undefined : model.#situations[outcome.next],
      }));
      model.#add(new LearnedPair(index, { ...statistics, outcomes }));
    }
    return model;
  }

  /** Every row seen, in order of the table. */
  get rows(): readonly LearnedRow[] {
    return this.#rows;
  }

  /** The rows in which an action was tried, in the order of the first try. */
  get triedRows(): readonly LearnedRow[] {
    return this.#triedRows;
  }

  /** Every pair tried, in the order of the first try. */
  get pairs(): readonly LearnedPair[] {
    return this.#pairs;
  }

  /** Every situation, by its number. */
  get situations(): readonly Situation[] {
    return this.#situations;
  }

  /** What is known of the pair at an index of the table; `undefined` if it was never tried. */
  pair(index: number): LearnedPair | undefined {
    return this.#pairOf.get(index);
  }

  /** The row that starts at an offset of the table. */
  rowAt(offset: number): LearnedRow {
    return this.#row(offset);
  }

  /**
   * Adds a step.
   *
   * @param nextMask - Actions that the next row is valued over. @defaultValue those of the transition
   * @returns What is now known of its pair.
   * @throws {GymError} If a row is no table row, the reward is beyond ±1e100, or something follows and the next mask
   *   allows nothing; nothing has changed then.
   */
  observe(transition: ModelStep, nextMask: Mask = transition.nextMask): LearnedPair {
    const { pair, outcome } = this.meet(transition, nextMask);
    pair.record(transition.reward, outcome);
    return pair;
  }

  /**
   * Makes room for a step that is then recorded, here or elsewhere: its rows, its situation, its pair and its outcome.
   *
   * @param nextMask - Actions that the next row is valued over. @defaultValue those of the step
   * @throws {GymError} As `observe`.
   */
  meet(step: ModelStep, nextMask: Mask = step.nextMask): KnownStep {
    const { context, mask, action, reward, nextContext, terminated, duration = 1 } = step;
    if (!(Math.abs(reward) <= MAX_MAGNITUDE)) {
      throw new InvalidArgumentError(`Expected rewards within ±1e100, got ${reward} in row ${context}.`);
    }
    checkMask(mask, this.actionCount);
    if (!terminated) {
      checkMask(nextMask, this.actionCount, "nextMask");
      this.#table.offset(nextContext);
    }
    const row = this.#row(this.#table.open(context));
    for (let each = 0; each < mask.length; each += 1) if (mask[each] === 1) row.allowed[each] = 1;
    const next = terminated ? undefined : this.situation(this.#table.open(nextContext), nextMask);
    const index = row.offset + action;
    const pair = this.#pairOf.get(index) ?? this.#add(new LearnedPair(index));
    const known = pair.outcomes.length;
    const outcome = pair.rankOf(next, duration);
    if (outcome === known && next !== undefined) this.#precede(pair, next);
    return { pair, outcome };
  }

  /** The situation of a row and a mask, made at the first call. */
  situation(offset: number, mask: Mask): Situation {
    const name = `${offset}:${mask.join("")}`;
    const known = this.#situationOf.get(name);
    if (known !== undefined) return known;
    const situation = { id: this.#situations.length, offset, mask: mask.slice() };
    const row = this.#row(offset);
    row.situations.push(situation);
    for (let each = 0; each < mask.length; each += 1) if (mask[each] === 1) row.allowed[each] = 1;
    this.#situations.push(situation);
    this.#situationOf.set(name, situation);
    return situation;
  }

  /** Plain JSON. */
  save(): SavedModel {
    return saveModel(
      { rows: this.#rows, situations: this.#situations, pairs: this.#pairs },
      this.actionCount,
    );
  }

  #row(offset: number): GrowingRow {
    const { actionCount } = this;
    for (let row = this.#rows.length + 1; row * actionCount <= offset; row += 1) {
      const allowed = new Uint8Array(actionCount);
      this.#rows.push({ offset: row * actionCount, pairs: [], situations: [], predecessors: [], allowed });
    }
    const row = this.#rows[offset / actionCount - 1];
    if (row === undefined) throw new InvalidArgumentError(`Expected the offset of a row, got ${offset}.`);
    return row;
  }

  #add(pair: LearnedPair): LearnedPair {
    this.#pairs.push(pair);
    this.#pairOf.set(pair.index, pair);
    const row = this.#row(pair.index - (pair.index % this.actionCount));
    if (row.pairs.length === 0) this.#triedRows.push(row);
    row.pairs.push(pair);
    for (const { next } of pair.outcomes) if (next !== undefined) this.#precede(pair, next);
    return pair;
  }

  #precede(pair: LearnedPair, next: Situation): void {
    const { predecessors } = this.#row(next.offset);
    if (!predecessors.includes(pair)) predecessors.push(pair);
  }
}
