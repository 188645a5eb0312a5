import { numberOf, scheduleOf } from "../../agents/hyperparameters.ts";
import type { Schedule } from "../../agents/schedules.ts";
import type { TableAgentInside } from "../../agents/table-agent.ts";
import { MAX_COUNT } from "../../agents/value-table.ts";
import { type Generator, generatorOf, moveTo } from "./generator.ts";

/** The random stream of an ε-greedy agent and the schedules it goes by, while something acts in its place. */
export class ScheduledStream {
  /** ε of this episode. */
  epsilon = 0.5;
  /** α of this episode, or of the latest visit. */
  stepSize = 0.5;
  /** Where the stream stands. */
  generator: Generator = new Float64Array(4);
  readonly #inside: TableAgentInside;
  readonly #epsilonSchedule: Schedule;
  readonly #stepSizeSchedule: Schedule;
  readonly #horizon: number;

  constructor(inside: TableAgentInside) {
    const { hyperparameters } = inside.setup;
    this.#inside = inside;
    this.#epsilonSchedule = scheduleOf(hyperparameters, "epsilon");
    this.#stepSizeSchedule = scheduleOf(hyperparameters, "stepSize");
    this.#horizon = numberOf(hyperparameters, "horizon");
  }

  /** Takes over from the agent. */
  begin(): void {
    this.generator = generatorOf(this.#inside.rng);
  }

  /** Gives the stream back to the agent, and the number of episodes that ended. */
  end(episodes: number): void {
    moveTo(this.#inside.rng, this.generator);
    this.#inside.endEpisodes(episodes);
  }

  /** @param episodes - Episodes that have ended since `begin`. */
  startEpisode(episodes: number): void {
    const episode = this.#inside.episodes + episodes;
    this.epsilon = this.#epsilonSchedule.at(episode, this.#horizon, 1);
    this.stepSize = this.#stepSizeSchedule.at(episode, this.#horizon, 1);
  }

  /** Sets α where it counts visits. @param visits - n(s, a) including this visit. */
  visit(visits: number): void {
    if (this.#stepSizeSchedule.countsVisits) this.stepSize = this.#stepSizeSchedule.at(0, 1, visits);
  }
}

/** Counts a visit as a table does. @returns n(s, a) including this visit. */
export function countVisit(counts: Uint32Array, index: number): number {
  const count = counts[index] as number;
  const visits = count < MAX_COUNT ? count + 1 : count;
  counts[index] = visits;
  return visits;
}
