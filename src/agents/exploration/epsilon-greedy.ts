import type { Choice } from "../../core/agent.ts";
import { nthAllowed } from "../../core/mask.ts";
import type { Rng } from "../../core/random.ts";
import type { Row } from "../row.ts";
import type { Schedule } from "../schedules.ts";
import type { Exploration } from "./exploration.ts";

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

  choose(row: Row, rng: Rng): Choice {
    const { greedy, mask } = row;
    const epsilon = this.#epsilon;
    const explores = rng.next() < epsilon;
    const action = explores ? nthAllowed(mask, rng.integer(greedy.allowedCount)) : greedy.breakTie(rng);
    const exploiting = greedy.has(action) ? (1 - epsilon) / greedy.tieCount : 0;
    return { action, propensity: epsilon / greedy.allowedCount + exploiting };
  }

  writeProbabilities({ greedy, mask }: Row, probabilities: Float64Array): void {
    const exploring = this.#epsilon / greedy.allowedCount;
    const exploiting = (1 - this.#epsilon) / greedy.tieCount;
    for (let action = 0; action < probabilities.length; action += 1) {
      probabilities[action] = mask[action] === 1 ? exploring : 0;
    }
    for (let rank = 0; rank < greedy.tieCount; rank += 1) {
      const action = greedy.at(rank);
      probabilities[action] = (probabilities[action] ?? 0) + exploiting;
    }
  }
}
