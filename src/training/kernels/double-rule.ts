import { DoubleQLearning, meanOf } from "../../agents/one-step/double-q-learning.ts";
import type { ValueTable } from "../../agents/value-table.ts";
import { NOTHING } from "../../planning/compile.ts";
import { type EpisodeTrack, NONE } from "./episode-track.ts";
import { draw } from "./generator.ts";
import { GreedyCache } from "./greedy-cache.ts";
import { LearnerRule } from "./learner-rule.ts";
import type { RuleSetup } from "./rule.ts";
import { countVisit } from "./scheduled-stream.ts";

/** The target `r + γ · B(s′, arg max_a′ A(s′, a′))` of double Q-learning, where a coin says which table is A. */
export class DoubleRule extends LearnerRule {
  readonly #first: Side;
  readonly #second: Side;

  constructor(setup: RuleSetup, agent: DoubleQLearning) {
    super(setup);
    const [first, second] = DoubleQLearning.tablesOf(agent);
    this.#first = new Side(setup, first);
    this.#second = new Side(setup, second);
  }

  override isWithin(limit: number): boolean {
    return super.isWithin(limit) && this.#first.isWithin(limit) && this.#second.isWithin(limit);
  }

  override begin(): void {
    super.begin();
    this.#first.greedy.forget();
    this.#second.greedy.forget();
  }

  override open(state: number, edge: number): void {
    super.open(state, edge);
    const context = this.compiled.stateContext.values[state] ?? 0;
    this.#first.greedy.open(context);
    this.#second.greedy.open(context);
  }

  override bind(): void {
    super.bind();
    this.#first.bind();
    this.#second.bind();
  }

  playOn(track: EpisodeTrack): void {
    const { learner, discount } = this;
    const { stateContext, stateBootstrap, stateEdges, edgeNext, edgeReward, contextCells } = this.arrays;
    const { path } = track;
    const { actionCount } = this.compiled.dynamics;
    const { cells } = learner.greedy;
    let { state, rank, depth, return: sum } = track;
    for (;;) {
      const context = stateContext[state] as number;
      if (context < 0) break;
      if (rank === NONE) rank = learner.choose(context);
      const edge = (stateEdges[state] as number) + rank;
      const next = edgeNext[edge] as number;
      const cell = (contextCells[context] as number) + rank;
      if (next < 0 || (cells[cell] as number) < actionCount) break;
      const reward = edgeReward[edge] as number;
      path[depth] = edge;
      depth += 1;
      sum += reward;
      const isFirst = draw(learner.generator) < 0.5;
      const updated = isFirst ? this.#first : this.#second;
      const other = isFirst ? this.#second : this.#first;
      const following = this.#following(stateBootstrap[next] as number, updated, other);
      this.#learn(context, rank, { updated, target: reward + discount * following });
      state = next;
      rank = NONE;
    }
    track.state = state;
    track.rank = rank;
    track.depth = depth;
    track.return = sum;
  }

  /** What the other table says of a best action of the chosen one; 0 where nothing follows. */
  #following(context: number, updated: Side, other: Side): number {
    if (context === NOTHING) return 0;
    return other.greedy.valueOf(context, updated.greedy.choose(context, this.learner.generator));
  }

  #learn(
    context: number,
    rank: number,
    { updated, target }: { readonly updated: Side; readonly target: number },
  ): void {
    const { learner } = this;
    const index = learner.greedy.indexOf(context, rank);
    countVisit(learner.counts, index);
    learner.visit(countVisit(updated.counts, index));
    const before = updated.greedy.valueAt(index);
    updated.greedy.write(context, rank, before + learner.stepSize * (target - before));
    const mean = meanOf(this.#first.greedy.valueAt(index), this.#second.greedy.valueAt(index));
    learner.greedy.write(context, rank, mean);
  }
}

/** One of the two tables. Rows are opened in all tables at once: an index is the same in each. */
class Side {
  readonly greedy: GreedyCache;
  counts: Uint32Array = new Uint32Array(0);
  readonly #table: ValueTable;

  constructor({ compiled }: RuleSetup, table: ValueTable) {
    this.#table = table;
    this.greedy = new GreedyCache(compiled, table);
  }

  isWithin(limit: number): boolean {
    return this.#table.values.every((value) => Math.abs(value) <= limit);
  }

  bind(): void {
    this.greedy.grow();
    this.counts = this.#table.counts;
  }
}
