import type { TableAgentInside } from "../../agents/table-agent.ts";
import type { SkippableEpisodes } from "../../core/dynamics.ts";
import type { CompiledDynamics } from "../../planning/compile.ts";
import { EpisodeTrack, NONE } from "./episode-track.ts";
import type { KernelLimits, KernelPlay, TrainingKernel } from "./kernel.ts";
import type { Rule } from "./rule.ts";

/** What a kernel works on. */
export interface KernelSetup {
  readonly inside: TableAgentInside;
  readonly episodes: SkippableEpisodes;
  readonly compiled: CompiledDynamics;
  readonly rule: Rule;
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
  readonly #rule: Rule;
  readonly #track: EpisodeTrack;
  #nextStart = 0;
  #begun = 0;
  #episodes = 0;
  #steps = 0;
  #returnSum = 0;
  #isStopped = false;
  #refusal: string | undefined;

  constructor(setup: KernelSetup) {
    this.#setup = setup;
    this.#rule = setup.rule;
    this.#track = new EpisodeTrack(setup.episodes.dynamics.maxSteps);
  }

  get refusal(): string | undefined {
    return this.#refusal;
  }

  play(limits: KernelLimits): KernelPlay {
    const { episodes, inside } = this.#setup;
    if (!inside.isIdle) return { episodes: 0, steps: 0, returnSum: limits.returnSum };
    this.#rule.begin();
    this.#track.start(NONE);
    this.#nextStart = episodes.nextStart();
    this.#episodes = 0;
    this.#begun = 0;
    this.#steps = 0;
    this.#returnSum = limits.returnSum;
    this.#isStopped = false;
    const failure = this.#playAll(limits);
    this.#rule.end(this.#episodes);
    if (this.#begun > 0) episodes.skip(this.#begun, this.#actions());
    const played = { episodes: this.#episodes, steps: this.#steps, returnSum: this.#returnSum };
    return failure === undefined ? played : { ...played, error: failure.error };
  }

  #playAll(limits: KernelLimits): { readonly error: unknown } | undefined {
    try {
      while (this.#open(limits)) {
        this.#playEpisode();
        if (limits.onEpisode !== undefined) this.#tell(limits.onEpisode);
      }
      return undefined;
    } catch (error) {
      return { error };
    }
  }

  /** Begins the next episode if it is within the limits. */
  #open({ episodes, steps }: KernelLimits): boolean {
    const { compiled } = this.#setup;
    const { maxSteps, starts } = compiled.dynamics;
    if (this.#refusal !== undefined || this.#isStopped) return false;
    if (this.#episodes >= episodes || this.#steps + maxSteps > steps) return false;
    const { stateCount } = compiled;
    this.#track.start(compiled.start(this.#nextStart));
    if (this.#episodes === 0 || compiled.stateCount !== stateCount) this.#rule.bind();
    this.#nextStart = (this.#nextStart + 1) % starts.length;
    this.#begun += 1;
    this.#rule.startEpisode(this.#episodes);
    return true;
  }

  #playEpisode(): void {
    const track = this.#track;
    this.#rule.playOn(track);
    while (track.rank !== NONE) {
      this.#compile(track);
      this.#rule.bind();
      this.#rule.playOn(track);
    }
    this.#episodes += 1;
    this.#steps += track.depth;
    this.#returnSum += track.return;
  }

  #tell(onEpisode: NonNullable<KernelLimits["onEpisode"]>): void {
    const { path, depth, return: sum } = this.#track;
    const ending = this.#setup.compiled.endingOf(path[depth - 1] ?? NONE);
    this.#isStopped = onEpisode({ return: sum, steps: depth, ending }) === "stop";
  }

  /** What was done in the episode that was begun last. */
  #actions(): readonly number[] {
    const { path, depth } = this.#track;
    return Array.from(path.subarray(0, depth), (edge) => this.#setup.compiled.actionOf(edge));
  }

  /** Compiles what the drawn action needs. */
  #compile(track: EpisodeTrack): void {
    const { compiled } = this.#setup;
    const edge = (compiled.stateEdges.values[track.state] ?? 0) + track.rank;
    if ((compiled.edgeNext.values[edge] ?? 0) < 0) {
      const reward = compiled.expand(edge);
      if (!(Math.abs(reward) <= LARGEST)) this.#refusal = `A reward is beyond ±${LARGEST}.`;
      if (compiled.stateCount > MOST_STATES) this.#refusal = `There are more than ${MOST_STATES} states.`;
    }
    this.#makeRoom(track, edge);
  }

  /** Has the rule make room for a step that the environment takes, whether or not the agent learns from it. */
  #makeRoom(track: EpisodeTrack, edge: number): void {
    try {
      this.#rule.open(track.state, edge);
    } catch (error) {
      track.path[track.depth] = edge;
      track.depth += 1;
      throw error;
    }
  }
}
