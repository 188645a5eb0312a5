import { numberOf, scheduleOf } from "../../agents/hyperparameters.ts";
import type { Schedule } from "../../agents/schedules.ts";
import type { TableAgentInside } from "../../agents/table-agent.ts";
import { MAX_COUNT } from "../../agents/value-table.ts";
import type { CompiledDynamics } from "../../planning/compile.ts";
import { draw, drawInteger, type Generator, generatorOf, moveTo } from "./generator.ts";
import { GreedyCache } from "./greedy-cache.ts";

/** What an ε-greedy table agent does, on compiled arrays: it draws actions, as ranks, and moves values to targets. */
export class Learner {
  readonly greedy: GreedyCache;
  /** ε of this episode. */
  epsilon = 0.5;
  readonly #inside: TableAgentInside;
  readonly #compiled: CompiledDynamics;
  readonly #epsilonSchedule: Schedule;
  readonly #stepSizeSchedule: Schedule;
  readonly #horizon: number;
  #stepSize = 0.5;
  #generator: Generator = new Float64Array(4);
  #counts: Uint32Array = new Uint32Array(0);
  #sizes: Int32Array = new Int32Array(0);

  constructor(inside: TableAgentInside, compiled: CompiledDynamics) {
    const { hyperparameters } = inside.setup;
    this.#inside = inside;
    this.#compiled = compiled;
    this.greedy = new GreedyCache(compiled, inside.table);
    this.#epsilonSchedule = scheduleOf(hyperparameters, "epsilon");
    this.#stepSizeSchedule = scheduleOf(hyperparameters, "stepSize");
    this.#horizon = numberOf(hyperparameters, "horizon");
  }

  /** Takes over from the agent. */
  begin(): void {
    this.#generator = generatorOf(this.#inside.rng);
    this.greedy.forget();
  }

  /** Gives the stream back to the agent, and the number of episodes that ended. */
  end(episodes: number): void {
    moveTo(this.#inside.rng, this.#generator);
    this.#inside.endEpisodes(episodes);
  }

  /** Takes up arrays that have grown. */
  bind(): void {
    this.greedy.grow();
    this.#counts = this.#inside.table.counts;
    this.#sizes = this.#compiled.contextSize.values;
  }

  /** @param episodes - Episodes that have ended since `begin`. */
  startEpisode(episodes: number): void {
    const episode = this.#inside.episodes + episodes;
    this.epsilon = this.#epsilonSchedule.at(episode, this.#horizon, 1);
    this.#stepSize = this.#stepSizeSchedule.at(episode, this.#horizon, 1);
  }

  /** Draws a rank: a coin, then one of the allowed actions if it explores, else one of the best if there are several. */
  choose(context: number): number {
    const generator = this.#generator;
    const { ties, bestRank } = this.greedy;
    if (draw(generator) < this.epsilon) return drawInteger(generator, this.#sizes[context] as number);
    const tieCount = ties[context] as number;
    if (tieCount > 1) return this.greedy.tied(context, drawInteger(generator, tieCount));
    return bestRank[context] as number;
  }

  /** Counts a visit and moves a value towards a target. The row must be in the table. */
  learn(context: number, rank: number, target: number): void {
    const { greedy } = this;
    const index = greedy.indexOf(context, rank);
    const count = this.#counts[index] as number;
    const visits = count < MAX_COUNT ? count + 1 : count;
    this.#counts[index] = visits;
    if (this.#stepSizeSchedule.countsVisits) this.#stepSize = this.#stepSizeSchedule.at(0, 1, visits);
    const before = greedy.valueAt(index);
    greedy.write(context, rank, before + this.#stepSize * (target - before));
  }

  /** Σ b(a | s) · Q(s, a) over a context, under the ε-greedy policy of this episode; 0 where nothing follows. */
  expected(context: number): number {
    const { greedy, epsilon } = this;
    const size = this.#sizes[context] as number;
    const best = greedy.best[context] as number;
    const exploring = epsilon / size;
    const exploiting = (1 - epsilon) / (greedy.ties[context] as number);
    let sum = 0;
    for (let rank = 0; rank < size; rank += 1) {
      const value = greedy.valueOf(context, rank);
      const probability = value === best ? exploring + exploiting : exploring;
      if (probability > 0) sum += probability * value;
    }
    return sum;
  }
}
