import type { TableAgentInside } from "../../agents/table-agent.ts";
import type { CompiledDynamics } from "../../planning/compile.ts";
import { draw, drawInteger } from "./generator.ts";
import { GreedyCache } from "./greedy-cache.ts";
import { countVisit, ScheduledStream } from "./scheduled-stream.ts";

/** What an ε-greedy table agent does, on compiled arrays: it draws actions, as ranks, and moves values to targets. */
export class Learner extends ScheduledStream {
  readonly greedy: GreedyCache;
  /** n(s, a), at the indices of the table. */
  counts: Uint32Array = new Uint32Array(0);
  readonly #inside: TableAgentInside;
  readonly #compiled: CompiledDynamics;
  #sizes: Int32Array = new Int32Array(0);

  constructor(inside: TableAgentInside, compiled: CompiledDynamics) {
    super(inside);
    this.#inside = inside;
    this.#compiled = compiled;
    this.greedy = new GreedyCache(compiled, inside.table);
  }

  override begin(): void {
    super.begin();
    this.greedy.forget();
  }

  /** Takes up arrays that have grown. */
  bind(): void {
    this.greedy.grow();
    this.counts = this.#inside.table.counts;
    this.#sizes = this.#compiled.contextSize.values;
  }

  /** Draws a rank: a coin, then one of the allowed actions if it explores, else one of the best if there are several. */
  choose(context: number): number {
    const { generator } = this;
    if (draw(generator) < this.epsilon) return drawInteger(generator, this.#sizes[context] as number);
    const { ties, bestRank } = this.greedy;
    const tieCount = ties[context] as number;
    if (tieCount > 1) return this.greedy.tied(context, drawInteger(generator, tieCount));
    return bestRank[context] as number;
  }

  /** Counts a visit and moves a value towards a target. The row must be in the table. */
  learn(context: number, rank: number, target: number): void {
    const { greedy } = this;
    const index = greedy.indexOf(context, rank);
    this.visit(countVisit(this.counts, index));
    const before = greedy.valueAt(index);
    greedy.write(context, rank, before + this.stepSize * (target - before));
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
