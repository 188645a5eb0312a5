import { DynaQ } from "../../agents/model-based/dyna-q.ts";
import type { LearnedModel, ModelStep } from "../../agents/model-based/learned-model.ts";
import { NOTHING, TERMINAL } from "../../planning/compile.ts";
import { DynaPlanner } from "./dyna-planner.ts";
import { type EpisodeTrack, NONE } from "./episode-track.ts";
import { Arrays, type Rule, type RuleSetup } from "./rule.ts";

/** The target `r + γ · max_a′ Q(s′, a′)` of Dyna-Q, for a step and then for steps simulated with the learned model. */
export class DynaRule implements Rule {
  readonly #setup: RuleSetup;
  readonly #arrays = new Arrays();
  readonly #model: LearnedModel;
  readonly #planner: DynaPlanner;
  /** Outcome of an edge in the learned model, or {@link NONE} until it is met; shape [edgeCount]. */
  #edgeOutcome: Int32Array = new Int32Array(0);

  constructor(setup: RuleSetup, agent: DynaQ) {
    this.#setup = setup;
    this.#model = DynaQ.modelOf(agent);
    this.#planner = new DynaPlanner(setup, this.#model);
  }

  isWithin(limit: number): boolean {
    const { values } = this.#setup.inside.table;
    const rewards = this.#model.pairs.flatMap(({ meanReward, latestReward }) => [meanReward, latestReward]);
    const isWithin = (value: number): boolean => Math.abs(value) <= limit;
    return values.every(isWithin) && rewards.every(isWithin);
  }

  begin(): void {
    this.#planner.begin();
  }

  end(episodes: number): void {
    this.#planner.end(episodes);
  }

  startEpisode(episodes: number): void {
    this.#planner.startEpisode(episodes);
  }

  open(state: number, edge: number): void {
    const { compiled } = this.#setup;
    const next = compiled.edgeNext.values[edge] ?? TERMINAL;
    const context = compiled.stateContext.values[state] ?? NOTHING;
    const following = compiled.stateBootstrap.values[next] ?? NOTHING;
    const step: ModelStep = {
      context: compiled.contextKey.values[context] ?? 0,
      mask: this.#maskOf(context),
      action: compiled.actionOf(edge),
      reward: compiled.edgeReward.values[edge] ?? 0,
      nextContext: compiled.contextKey.values[following] ?? 0,
      nextMask: this.#maskOf(following),
      terminated: next === TERMINAL,
    };
    const outcome = this.#planner.meet(step, context);
    this.#reserve();
    this.#edgeOutcome[edge] = outcome;
  }

  bind(): void {
    this.#reserve();
    this.#arrays.take(this.#setup.compiled);
    this.#planner.bind();
  }

  playOn(track: EpisodeTrack): void {
    const planner = this.#planner;
    const { stateContext, stateEdges, edgeNext, edgeReward } = this.#arrays;
    const { path } = track;
    const edgeOutcome = this.#edgeOutcome;
    let { state, rank, depth, return: sum } = track;
    for (;;) {
      const context = stateContext[state] as number;
      if (context < 0) break;
      if (rank === NONE) rank = planner.choose(context);
      const edge = (stateEdges[state] as number) + rank;
      const outcome = edgeOutcome[edge] as number;
      if (outcome === NONE) break;
      const reward = edgeReward[edge] as number;
      path[depth] = edge;
      depth += 1;
      sum += reward;
      planner.learn(outcome, reward);
      planner.plan();
      state = edgeNext[edge] as number;
      rank = NONE;
    }
    track.state = state;
    track.rank = rank;
    track.depth = depth;
    track.return = sum;
  }

  #reserve(): void {
    const { length } = this.#setup.compiled.edgeNext.values;
    if (this.#edgeOutcome.length >= length) return;
    const longer = new Int32Array(length).fill(NONE);
    longer.set(this.#edgeOutcome);
    this.#edgeOutcome = longer;
  }

  #maskOf(context: number): Uint8Array {
    const { dynamics, contextCells, contextSize, cellAction } = this.#setup.compiled;
    const mask = new Uint8Array(dynamics.actionCount);
    const first = contextCells.values[context] ?? 0;
    const end = first + (contextSize.values[context] ?? 0);
    for (const action of cellAction.values.subarray(first, end)) mask[action] = 1;
    return mask;
  }
}
