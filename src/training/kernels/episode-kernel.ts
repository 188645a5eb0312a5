import type { TableAgentInside } from "../../agents/table-agent.ts";
import type { SkippableEpisodes } from "../../core/dynamics.ts";
import type { CompiledDynamics } from "../../planning/compile.ts";
import { EpisodeTrack, NONE } from "./episode-track.ts";
import type { KernelLimits, KernelPlay, TrainingKernel } from "./kernel.ts";
import { Learner } from "./learner.ts";
import type { Rule, RuleType } from "./rule.ts";

/** What a kernel works on. */
export interface KernelSetup {
  readonly inside: TableAgentInside;
  readonly episodes: SkippableEpisodes;
  readonly compiled: CompiledDynamics;
  /** γ of what is bootstrapped. */
  readonly discount: number;
  readonly rule: RuleType;
}

/** Magnitude up to which rewards and values cannot overflow, however long a training is. */
export const LARGEST = 1e100;
/** States that are kept in memory, about 2 KB each. */
const MOST_STATES = 100_000;

/**
 * Trains an ε-greedy table agent on compiled dynamics. A rule plays what is compiled already; where it stops, what its
 * next action needs is compiled, and it goes on.
 */
export class EpisodeKernel implements TrainingKernel {
  readonly #setup: KernelSetup;
  readonly #learner: Learner;
  readonly #rule: Rule;
  readonly #track: EpisodeTrack;
  #nextStart = 0;
  #episodes = 0;
  #steps = 0;
  #returnSum = 0;
  #refusal: string | undefined;

  constructor(setup: KernelSetup) {
    const { inside, compiled, discount, rule, episodes } = setup;
    this.#setup = setup;
    this.#learner = new Learner(inside, compiled);
    this.#rule = new rule({ compiled, discount, learner: this.#learner });
    this.#track = new EpisodeTrack(episodes.dynamics.maxSteps);
  }

  get refusal(): string | undefined {
    return this.#refusal;
  }

  play(limits: KernelLimits): KernelPlay {
    const { episodes, inside } = this.#setup;
    if (!inside.isIdle) return { episodes: 0, steps: 0, returnSum: limits.returnSum };
    this.#learner.begin();
    this.#track.start(NONE);
    this.#nextStart = episodes.nextStart();
    this.#episodes = 0;
    this.#steps = 0;
    this.#returnSum = limits.returnSum;
    const failure = this.#playAll(limits);
    this.#learner.end(this.#episodes);
    const begun = this.#episodes + (failure === undefined ? 0 : 1);
    if (begun > 0) episodes.skip(begun, this.#track.path.subarray(0, this.#track.depth));
    const played = { episodes: this.#episodes, steps: this.#steps, returnSum: this.#returnSum };
    return failure === undefined ? played : { ...played, error: failure.error };
  }

  #playAll(limits: KernelLimits): { readonly error: unknown } | undefined {
    try {
      while (this.#open(limits)) this.#playEpisode();
      return undefined;
    } catch (error) {
      return { error };
    }
  }

  /** Begins the next episode if it is within the limits. */
  #open({ episodes, steps }: KernelLimits): boolean {
    const { compiled } = this.#setup;
    const { maxSteps, starts } = compiled.dynamics;
    if (this.#refusal !== undefined) return false;
    if (this.#episodes >= episodes || this.#steps + maxSteps > steps) return false;
    const { stateCount } = compiled;
    this.#track.start(compiled.start(this.#nextStart));
    if (this.#episodes === 0 || compiled.stateCount !== stateCount) this.#bind();
    this.#nextStart = (this.#nextStart + 1) % starts.length;
    this.#learner.startEpisode(this.#episodes);
    return true;
  }

  #playEpisode(): void {
    const track = this.#track;
    this.#rule.playOn(track);
    while (track.rank !== NONE) {
      this.#compile(track);
      this.#bind();
      this.#rule.playOn(track);
    }
    this.#episodes += 1;
    this.#steps += track.depth;
    this.#returnSum += track.return;
  }

  /** Compiles what the drawn action needs. */
  #compile({ state, rank }: EpisodeTrack): void {
    const { compiled } = this.#setup;
    const context = compiled.stateContext.values[state] ?? 0;
    const cell = (compiled.contextCells.values[context] ?? 0) + rank;
    const edge = (compiled.stateEdges.values[state] ?? 0) + rank;
    if ((compiled.edgeNext.values[edge] ?? 0) < 0) {
      const reward = compiled.expand(edge, compiled.cellAction.values[cell] ?? 0);
      if (!(Math.abs(reward) <= LARGEST)) this.#refusal = `A reward is beyond ±${LARGEST}.`;
      if (compiled.stateCount > MOST_STATES) this.#refusal = `There are more than ${MOST_STATES} states.`;
    }
    this.#learner.greedy.open(context);
  }

  #bind(): void {
    this.#learner.bind();
    this.#rule.bind();
  }
}
