import type { Choice } from "../../core/agent.ts";
import type { Rng } from "../../core/random.ts";
import type { Row } from "../row.ts";
import type { Schedule } from "../schedules.ts";
import { drawAction } from "./draw.ts";
import type { Exploration } from "./exploration.ts";

/**
 * Writes the softmax of the allowed values of a row, p ∝ exp(inverse · Q).
 *
 * @param inverse - β = 1 / τ, ≥ 0; 0 is uniform.
 * @param probabilities - Shape [actionCount]; overwritten.
 */
export function writeSoftmax(row: Row, inverse: number, probabilities: Float64Array): void {
  const best = row.value(row.greedy.at(0));
  let sum = 0;
  for (let action = 0; action < probabilities.length; action += 1) {
    const weight = row.mask[action] === 1 ? Math.exp(inverse * (row.value(action) - best)) : 0;
    probabilities[action] = weight;
    sum += weight;
  }
  for (let action = 0; action < probabilities.length; action += 1) {
    probabilities[action] = (probabilities[action] ?? 0) / sum;
  }
}

/**
 * Draws allowed actions with probability ∝ exp(Q(s, a) / τ): one `next` for each choice.
 *
 * @see Sutton & Barto, Reinforcement Learning (2nd ed., 2018), §2.8 (soft-max distribution).
 */
export class Boltzmann implements Exploration {
  readonly #schedule: Schedule;
  readonly #horizon: number;
  readonly #probabilities: Float64Array;
  #temperature = 1;

  /** @param schedule - τ > 0, in reward units. @param setup - `horizon` in episodes that it is stretched over. */
  constructor(
    schedule: Schedule,
    { horizon, actionCount }: { readonly horizon: number; readonly actionCount: number },
  ) {
    this.#schedule = schedule;
    this.#horizon = horizon;
    this.#probabilities = new Float64Array(actionCount);
    this.startEpisode(0);
  }

  startEpisode(episode: number): void {
    this.#temperature = this.#schedule.at(episode, this.#horizon, 1);
  }

  choose(row: Row, rng: Rng): Choice {
    this.writeProbabilities(row, this.#probabilities);
    return drawAction(this.#probabilities, rng);
  }

  writeProbabilities(row: Row, probabilities: Float64Array): void {
    writeSoftmax(row, 1 / this.#temperature, probabilities);
  }
}
