import { numberOf } from "../../agents/hyperparameters.ts";
import type { LearnedModel, ModelStep } from "../../agents/model-based/learned-model.ts";
import { draw, drawInteger, drawWideInteger } from "./generator.ts";
import { PackedModel } from "./packed-model.ts";
import { PairWorths } from "./pair-worths.ts";
import { RowOffsets } from "./row-offsets.ts";
import type { RuleSetup } from "./rule.ts";
import { countVisit, ScheduledStream } from "./scheduled-stream.ts";

/** What Dyna-Q does, on flat arrays: it draws actions, as ranks, learns from steps and from those that it simulates. */
export class DynaPlanner extends ScheduledStream {
  readonly #setup: RuleSetup;
  readonly #model: LearnedModel;
  readonly #planningSteps: number;
  readonly #isLatest: boolean;
  readonly #offsets: RowOffsets;
  /** Ranks of the highest value, of the context looked at last. */
  readonly #tied: Int32Array;
  readonly #packed: PackedModel;
  readonly #worths: PairWorths;

  constructor(setup: RuleSetup, model: LearnedModel) {
    const { inside, compiled, discount } = setup;
    const { hyperparameters } = inside.setup;
    super(inside);
    this.#setup = setup;
    this.#model = model;
    this.#planningSteps = numberOf(hyperparameters, "planningSteps");
    this.#isLatest = hyperparameters["recall"] === "latest";
    this.#offsets = new RowOffsets(compiled, inside.table);
    this.#tied = new Int32Array(inside.table.actionCount);
    this.#packed = new PackedModel(model, discount);
    this.#worths = new PairWorths(this.#packed, inside.table);
  }

  override begin(): void {
    super.begin();
    this.#packed.load();
    this.#worths.forget();
    this.#offsets.forget();
  }

  override end(episodes: number): void {
    super.end(episodes);
    this.#packed.save();
  }

  /** Makes room for a step from a context, in the learned model too. @returns Its outcome. */
  meet(step: ModelStep, context: number): number {
    const { pair, outcome } = this.#model.meet(step);
    this.#offsets.update(context);
    const taken = this.#packed.take(pair, outcome);
    this.#worths.grow();
    return taken;
  }

  /** Takes up contexts that were added, and arrays that have grown. */
  bind(): void {
    this.#offsets.grow();
    this.#worths.grow();
  }

  /** Draws a rank: a coin, then one of the allowed actions if it explores, else one of the best if there are several. */
  choose(context: number): number {
    const { generator } = this;
    const size = this.#setup.compiled.contextSize.values[context] as number;
    return draw(generator) < this.epsilon ? drawInteger(generator, size) : this.#bestRank(context, size);
  }

  /** Records a step and moves the value of its pair. */
  learn(outcome: number, reward: number): void {
    const packed = this.#packed;
    const pair = packed.record(outcome, reward);
    const index = packed.pairIndex.values[pair] as number;
    this.visit(countVisit(this.#setup.inside.table.counts, index));
    this.#worths.move(pair, reward + this.#worths.of(outcome), this.stepSize);
  }

  /** Learns from simulated steps. */
  plan(): void {
    const { generator } = this;
    const packed = this.#packed;
    const worths = this.#worths;
    const { actionCount, counts } = this.#setup.inside.table;
    const { rowCount } = packed;
    const sizes = packed.rowSize.values;
    const pairs = packed.rowPairs.values;
    const indices = packed.pairIndex.values;
    const rewards = (this.#isLatest ? packed.pairLatestReward : packed.pairMean).values;
    for (let step = 0; step < this.#planningSteps; step += 1) {
      const row = drawInteger(generator, rowCount);
      const place = drawInteger(generator, sizes[row] as number);
      const pair = pairs[row * actionCount + place] as number;
      const target = (rewards[pair] as number) + worths.of(this.#outcomeOf(pair));
      this.visit(counts[indices[pair] as number] as number);
      worths.move(pair, target, this.stepSize);
    }
  }

  /** What is shown to follow a pair. */
  #outcomeOf(pair: number): number {
    const packed = this.#packed;
    if (this.#isLatest) return packed.pairLatest.values[pair] as number;
    if (packed.pairOutcomes.values[pair] === 1) return packed.pairFirst.values[pair] as number;
    return packed.outcomeAt(pair, drawWideInteger(this.generator, packed.pairCount.values[pair] as number));
  }

  /** The rank of a context with the highest value; drawn if several have it. */
  #bestRank(context: number, size: number): number {
    const { compiled, inside } = this.#setup;
    const { values } = inside.table;
    const offset = this.#offsets.values[context] as number;
    const actions = compiled.cellAction.values;
    const first = compiled.contextCells.values[context] as number;
    let best = Number.NEGATIVE_INFINITY;
    let ties = 0;
    for (let rank = 0; rank < size; rank += 1) {
      const value = values[offset + (actions[first + rank] as number)] as number;
      if (value > best) ties = 0;
      if (!(value >= best)) continue;
      best = value;
      this.#tied[ties] = rank;
      ties += 1;
    }
    return this.#tied[ties > 1 ? drawInteger(this.generator, ties) : 0] as number;
  }
}
