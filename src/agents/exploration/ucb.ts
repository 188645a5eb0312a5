import type { Choice } from "../../core/agent.ts";
import type { Rng } from "../../core/random.ts";
import type { Row } from "../row.ts";
import type { Exploration } from "./exploration.ts";

/**
 * Takes the allowed action of highest `Q(s, a) + c · sqrt(ln N(s) / n(s, a))`; untried actions come first. Ties are
 * broken uniformly with one `integer`, drawn only if there are several. N(s) counts the allowed actions alone.
 *
 * @see Sutton & Barto, Reinforcement Learning (2nd ed., 2018), eq. 2.10.
 */
export class UpperConfidence implements Exploration {
  readonly #confidence: number;
  readonly #best: Uint32Array;

  /** @param confidence - c ≥ 0, in reward units. */
  constructor(confidence: number, actionCount: number) {
    this.#confidence = confidence;
    this.#best = new Uint32Array(actionCount);
  }

  startEpisode(): void {}

  choose(row: Row, rng: Rng): Choice {
    const ties = this.#readBest(row);
    return { action: this.#best[ties > 1 ? rng.integer(ties) : 0] ?? 0, propensity: 1 / ties };
  }

  writeProbabilities(row: Row, probabilities: Float64Array): void {
    const ties = this.#readBest(row);
    probabilities.fill(0);
    for (let rank = 0; rank < ties; rank += 1) probabilities[this.#best[rank] ?? 0] = 1 / ties;
  }

  #readBest(row: Row): number {
    const logVisits = Math.log(Math.max(1, visitsOf(row)));
    let best = Number.NEGATIVE_INFINITY;
    let ties = 0;
    for (let action = 0; action < row.actionCount; action += 1) {
      if (row.mask[action] !== 1) continue;
      const bound = this.#bound(row, action, logVisits);
      if (bound < best) continue;
      if (bound > best) ties = 0;
      best = bound;
      this.#best[ties] = action;
      ties += 1;
    }
    return ties;
  }

  #bound(row: Row, action: number, logVisits: number): number {
    const count = row.count(action);
    if (count === 0) return Number.MAX_VALUE;
    return row.value(action) + this.#confidence * Math.sqrt(logVisits / count);
  }
}

function visitsOf(row: Row): number {
  let visits = 0;
  for (let action = 0; action < row.actionCount; action += 1) {
    if (row.mask[action] === 1) visits += row.count(action);
  }
  return visits;
}
