import type { CompiledDynamics } from "../../planning/compile.ts";
import type { EpisodeTrack } from "./episode-track.ts";
import type { Learner } from "./learner.ts";

/** How a learner goes through an episode and learns from it. */
export interface Rule {
  /** Takes up arrays that have grown. */
  bind(): void;
  /** Plays an episode on, to its end or to the first action whose edge or row is not there yet, which stays drawn. */
  playOn(track: EpisodeTrack): void;
}

/** What a rule works on. */
export interface RuleSetup {
  readonly compiled: CompiledDynamics;
  readonly learner: Learner;
  /** γ in [0, 1]. */
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

/** The class of a rule. */
export type RuleType = new (setup: RuleSetup) => Rule;
