import { z } from "zod";
import { SnapshotError } from "../../core/errors.ts";
import { describeIssue } from "../issues.ts";
import type { ValueTable } from "../value-table.ts";
import type { LearnedPair, PairStatistics, Situation } from "./learned-pair.ts";
import type { LearnedRow } from "./learned-row.ts";

const Count = z.int().nonnegative();
const MaskText = z.string().regex(/^[01]+$/, "expected a mask as text of 0 and 1");

/** A learned model as plain JSON. Rows are those of the table beside it, counted from 0. */
export const SavedModel = z.strictObject({
  allowed: z.array(MaskText).describe("For each row the actions that were ever allowed in it."),
  situations: z
    .array(z.strictObject({ row: Count, mask: MaskText }))
    .describe("Rows with the masks in which they followed."),
  pairs: z.array(
    z.strictObject({
      row: Count,
      action: Count,
      meanReward: z.number(),
      squaredDeviations: z.number().nonnegative(),
      latest: Count.describe("Rank of the last outcome seen."),
      latestReward: z.number(),
      outcomes: z
        .array(z.tuple([z.int().gte(-1), z.int().positive(), z.int().positive()]))
        .min(1)
        .describe("The situation that followed or −1 for a termination, its steps, and how often."),
    }),
  ),
});
export type SavedModel = z.infer<typeof SavedModel>;

interface ReadStatistics extends Omit<PairStatistics, "outcomes"> {
  readonly outcomes: readonly { next: number | undefined; duration: number; count: number }[];
}

/** A saved model with its indices checked. */
export interface ReadModel {
  readonly rows: readonly Uint8Array[];
  readonly situations: readonly { readonly offset: number; readonly mask: Uint8Array }[];
  readonly pairs: readonly { readonly index: number; readonly statistics: ReadStatistics }[];
}

/** What a model is made of. */
export interface ModelParts {
  readonly rows: readonly LearnedRow[];
  readonly situations: readonly Situation[];
  readonly pairs: readonly LearnedPair[];
}

export function saveModel({ rows, situations, pairs }: ModelParts, actionCount: number): SavedModel {
  const rowOf = (offset: number): number => Math.floor(offset / actionCount) - 1;
  return {
    allowed: rows.map(({ allowed }) => allowed.join("")),
    situations: situations.map(({ offset, mask }) => ({ row: rowOf(offset), mask: mask.join("") })),
    pairs: pairs.map(({ index, statistics }) => ({
      ...statistics,
      row: rowOf(index),
      action: index % actionCount,
      outcomes: statistics.outcomes.map(({ next, duration, count }) => [next?.id ?? -1, duration, count]),
    })),
  };
}

/**
 * Checks a saved model against the table it belongs to.
 * @throws {SnapshotError} If it is not what `save` gives for such a table.
 */
export function readModel(
  saved: unknown,
  { table, owner }: { readonly table: ValueTable; readonly owner: string },
): ReadModel {
  const { success, data, error } = SavedModel.safeParse(saved);
  const problem = success ? modelProblem(data, table) : `its model: ${describeIssue(error)}`;
  if (problem !== undefined) throw new SnapshotError(`The saved ${owner} does not fit: ${problem}.`);
  const { allowed, situations, pairs } = data as SavedModel;
  const { actionCount } = table;
  return {
    rows: allowed.map(readMask),
    situations: situations.map(({ row, mask }) => ({
      offset: (row + 1) * actionCount,
      mask: readMask(mask),
    })),
    pairs: pairs.map(({ row, action, outcomes, ...statistics }) => ({
      index: (row + 1) * actionCount + action,
      statistics: {
        ...statistics,
        outcomes: outcomes.map(([next, duration, count]) => ({
          ...{ next: next < 0 ? undefined : next, duration, count },
        })),
      },
    })),
  };
}

function readMask(text: string): Uint8Array {
  return Uint8Array.from(text, Number);
}

function modelProblem({ allowed, situations, pairs }: SavedModel, table: ValueTable): string | undefined {
  const { actionCount, size } = table;
  if (allowed.length !== size) return `expected \`allowed\` for ${size} rows, got ${allowed.length}`;
  const masks = [...allowed, ...situations.map(({ mask }) => mask)];
  const oddMask = masks.find((mask) => mask.length !== actionCount);
  if (oddMask !== undefined) return `expected masks of ${actionCount} actions, got "${oddMask}"`;
  const names = situations.map(({ row, mask }) => `${row}:${mask}`);
  if (new Set(names).size !== names.length) return "a situation is there twice";
  if (situations.some(({ row, mask }) => row >= size || !mask.includes("1"))) {
    return "a situation is of no row or allows nothing";
  }
  if (new Set(pairs.map(({ row, action }) => row * actionCount + action)).size !== pairs.length) {
    return "a pair is there twice";
  }
  const odd = pairs.findIndex(
    ({ row, action, latest, outcomes }) =>
      row >= size ||
      action >= actionCount ||
      latest >= outcomes.length ||
      outcomes.some(([next]) => next >= situations.length),
  );
  return odd < 0
    ? undefined
    : `\`pairs[${odd}]\` names a row, action, outcome or situation that is not there`;
}
