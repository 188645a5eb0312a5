import type { Choice } from "../core/agent.ts";
import { type Mask, nthAllowed } from "../core/mask.ts";
import type { Rng } from "../core/random.ts";
import type { GreedySet } from "./greedy.ts";
import type { Schedule } from "./schedules.ts";

/** How an agent tries actions while it learns. */
export interface Exploration {
  /** Sets schedules to an episode, counted from 0 over the agent's life. */
  startEpisode(episode: number): void;
  /** Chooses among the actions that `mask` allows; `greedy` was just read with the same mask. */
  choose(greedy: GreedySet, mask: Mask, rng: Rng): Choice;
}

/**
 * With probability ε a uniform allowed action, else a greedy one, ties broken uniformly.
 *
 * Draws, in this order: one `next` for the coin; then one `integer` over the allowed actions if it explores, else one
 * over the ties if there are several. Propensity: ε / n + (1 − ε) · [greedy] / ties.
 *
 * @see Sutton & Barto, Reinforcement Learning (2nd ed., 2018), §2.2.
 */
export class EpsilonGreedy implements Exploration {
  readonly #schedule: Schedule;
  readonly #horizon: number;
  #epsilon = 0;

  /** @param schedule - ε in [0, 1]. @param horizon - Episodes that it is stretched over. */
  constructor(schedule: Schedule, horizon: number) {
    this.#schedule = schedule;
    this.#horizon = horizon;
    this.startEpisode(0);
  }

  startEpisode(episode: number): void {
    this.#epsilon = this.#schedule.at(episode, this.#horizon, 1);
  }

  choose(greedy: GreedySet, mask: Mask, rng: Rng): Choice {
    const epsilon = this.#epsilon;
    const action =
      rng.next() < epsilon ? nthAllowed(mask, rng.integer(greedy.allowedCount)) : breakTie(greedy, rng);
    const exploiting = greedy.has(action) ? (1 - epsilon) / greedy.tieCount : 0;
    return { action, propensity: epsilon / greedy.allowedCount + exploiting };
  }
}

/** A uniform choice among tied actions; it draws only if there is more than one. */
export function breakTie(greedy: GreedySet, rng: Rng): number {
  return greedy.at(greedy.tieCount > 1 ? rng.integer(greedy.tieCount) : 0);
}
