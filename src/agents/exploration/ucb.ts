import { HighestIndex } from "./highest-index.ts";

/**
 * Takes the allowed action of highest `Q(s, a) + c · sqrt(ln N(s) / n(s, a))`; untried actions come first. N(s) counts
 * the allowed actions alone.
 *
 * @see Sutton & Barto, Reinforcement Learning (2nd ed., 2018), eq. 2.10.
 */
export class UpperConfidence extends HighestIndex {
  /** @param confidence - c ≥ 0, in reward units. */
  constructor(confidence: number, actionCount: number) {
    super(actionCount, {
      index: (row, action, total) => {
        const count = row.count(action);
        if (count === 0) return Number.POSITIVE_INFINITY;
        return row.value(action) + confidence * Math.sqrt(Math.log(total) / count);
      },
    });
  }
}
