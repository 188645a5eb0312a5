import type { CompiledDynamics } from "../../planning/compile.ts";
import type { EpisodeTrack } from "./episode-track.ts";
import { Learner } from "./learner.ts";
import { Arrays, type Rule, type RuleSetup } from "./rule.ts";

/** A rule of an agent that keeps one table and nothing else. */
export abstract class LearnerRule implements Rule {
  protected readonly compiled: CompiledDynamics;
  protected readonly learner: Learner;
  protected readonly discount: number;
  protected readonly arrays = new Arrays();
  readonly #setup: RuleSetup;

  constructor(setup: RuleSetup) {
    const { inside, compiled, discount } = setup;
    this.#setup = setup;
    this.compiled = compiled;
    this.discount = discount;
    this.learner = new Learner(inside, compiled);
  }

  isWithin(limit: number): boolean {
    return this.#setup.inside.table.values.every((value) => Math.abs(value) <= limit);
  }

  begin(): void {
    this.learner.begin();
  }

  end(episodes: number): void {
    this.learner.end(episodes);
  }

  startEpisode(episodes: number): void {
    this.learner.startEpisode(episodes);
  }

  open(state: number, _edge: number): void {
    this.learner.greedy.open(this.compiled.stateContext.values[state] ?? 0);
  }

  bind(): void {
    this.learner.bind();
    this.arrays.take(this.compiled);
  }

  abstract playOn(track: EpisodeTrack): void;
}
