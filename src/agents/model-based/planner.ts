import type { LearnedModel } from "./learned-model.ts";
import type { LearnedPair } from "./learned-pair.ts";
import type { LearnedRow } from "./learned-row.ts";
import { Lookahead } from "./lookahead.ts";

/** The value of a tried pair, given what may follow it. */
export type Backup = (pair: LearnedPair, ahead: Lookahead) => number;

/** How a learned model is solved. */
export interface PlanOptions {
  /** γ in [0, 1]. */
  readonly discount: number;
  /** The most sweeps over all pairs, ≥ 1. */
  readonly sweeps: number;
  readonly backup: Backup;
}

/** A change of the values below which they have settled. */
const SETTLED = 1e-10;
const EXACT_SWEEPS = 10_000;

/**
 * Solves a learned model by Gauss–Seidel value iteration from the last row seen to the first, which is backward
 * induction in few sweeps where steps lead to newer rows. From the second sweep on only rows are backed up that lead to
 * one whose worth has changed by more than 1e-10.
 *
 * At γ = 1 it starts tried pairs at 0, so that the sweeps bound what a cycle can add up to; below it goes on from the
 * values given.
 *
 * @param values - Action values by index of the table; those of tried pairs are overwritten, the others are what an
 *   untried action is worth, −∞ for none at all.
 */
export function plan(model: LearnedModel, values: Float64Array, options: PlanOptions): void {
  const { discount, sweeps, backup } = options;
  if (discount === 1) for (const { index } of model.pairs) values[index] = 0;
  const ahead = new Lookahead(model, values, discount);
  const isDue = new Uint8Array(model.rows.length).fill(1);
  const backUpRow = (row: LearnedRow): void => {
    for (const pair of row.pairs) values[pair.index] = backup(pair, ahead);
    if (ahead.refreshRow(row) > SETTLED) markDue(isDue, row, model.actionCount);
  };
  for (let sweep = 0; sweep < sweeps && isDue.includes(1); sweep += 1) sweepOnce(model, isDue, backUpRow);
}

function sweepOnce({ rows }: LearnedModel, isDue: Uint8Array, backUpRow: (row: LearnedRow) => void): void {
  for (let place = isDue.length - 1; place >= 0; place -= 1) {
    const row = rows[place];
    if (isDue[place] === 0 || row === undefined) continue;
    isDue[place] = 0;
    backUpRow(row);
  }
}

/** Marks the rows that lead to a row. */
function markDue(isDue: Uint8Array, { predecessors }: LearnedRow, actionCount: number): void {
  for (const { index } of predecessors) isDue[Math.floor(index / actionCount) - 1] = 1;
}

/**
 * Action values as if the learned model were the truth (certainty equivalence), without any bonus: the mean reward and
 * the mean worth of what followed, over tried actions only.
 *
 * @param setup - `length` of the result; γ; `stepHorizon`, the steps that are looked ahead at γ = 1.
 * @returns Values by index of the table, −∞ for pairs that were never tried.
 */
export function certaintyEquivalent(
  model: LearnedModel,
  setup: { readonly length: number; readonly discount: number; readonly stepHorizon: number },
): Float64Array {
  const { length, discount, stepHorizon } = setup;
  const values = new Float64Array(length).fill(Number.NEGATIVE_INFINITY);
  for (const { index } of model.pairs) values[index] = 0;
  plan(model, values, {
    discount,
    sweeps: discount === 1 ? stepHorizon : EXACT_SWEEPS,
    backup: (pair, ahead) => pair.meanReward + ahead.mean(pair),
  });
  return values;
}
