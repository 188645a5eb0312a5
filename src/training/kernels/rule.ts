import type { TableAgentInside } from "../../agents/table-agent.ts";
import type { CompiledDynamics } from "../../planning/compile.ts";
import type { EpisodeTrack } from "./episode-track.ts";

/** How an agent goes through episodes and learns from them, on compiled arrays. */
export interface Rule {
  /** Whether every number that the agent has learned is within ±`limit`. */
  isWithin(limit: number): boolean;
  /** Takes over from the agent. */
  begin(): void;
  /** Gives all that has changed back to the agent, and the number of episodes that ended. */
  end(episodes: number): void;
  /** @param episodes - Episodes that have ended since `begin`. */
  startEpisode(episodes: number): void;
  /**
   * Makes room for what will be learned from an edge that was expanded.
   * @param state - Where the edge begins. @throws {GymError} Where the agent would refuse to learn from the step.
   */
  open(state: number, edge: number): void;
  /** Takes up arrays that have grown. */
  bind(): void;
  /** Plays an episode on, to its end or to the first action that there is no room for yet, which stays drawn. */
  playOn(track: EpisodeTrack): void;
}

/** What a rule works on. */
export interface RuleSetup {
  readonly inside: TableAgentInside;
  readonly compiled: CompiledDynamics;
  /** γ in [0, 1] of what is bootstrapped. */
  readonly discount: number;
}

/** The arrays of compiled dynamics as they are until they grow. */
export class Arrays {
  stateContext: Int32Array = new Int32Array(0);
  stateBootstrap: Int32Array = new Int32Array(0);
  stateEdges: Int32Array = new Int32Array(0);
  edgeNext: Int32Array = new Int32Array(0);
  edgeReward: Float64Array = new Float64Array(0);
  contextCells: Int32Array = new Int32Array(0);

  take(compiled: CompiledDynamics): void {
    this.stateContext = compiled.stateContext.values;
    this.stateBootstrap = compiled.stateBootstrap.values;
    this.stateEdges = compiled.stateEdges.values;
    this.edgeNext = compiled.edgeNext.values;
    this.edgeReward = compiled.edgeReward.values;
    this.contextCells = compiled.contextCells.values;
  }
}
