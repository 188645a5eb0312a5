import type { Choice } from "../../core/agent.ts";
import type { Rng } from "../../core/random.ts";
import type { Row } from "../row.ts";

/** How an agent tries actions while it learns: the behaviour policy b(a | s). */
export interface Exploration {
  /** Sets schedules to an episode, counted from 0 over the agent's life. */
  startEpisode(episode: number): void;
  /** Draws an action of the row just read. */
  choose(row: Row, rng: Rng): Choice;
  /**
   * Writes b(a | s) of the row just read, 0 for actions outside its mask.
   * @param probabilities - Shape [actionCount]; overwritten.
   */
  writeProbabilities(row: Row, probabilities: Float64Array): void;
}
