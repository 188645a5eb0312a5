import type { Mask } from "../../core/mask.ts";
import type { LearnedPair, Situation } from "./learned-pair.ts";

/** One row of the table as a learned model knows it. */
export interface LearnedRow {
  /** Where the row starts in the table. */
  readonly offset: number;
  /** The actions that were tried in it, in the order of their first try. */
  readonly pairs: readonly LearnedPair[];
  /** The ways in which it followed other rows. */
  readonly situations: readonly Situation[];
  /** The pairs that it was seen to follow, each once. */
  readonly predecessors: readonly LearnedPair[];
  /** The actions that were allowed in it on any visit. */
  readonly allowed: Mask;
}
