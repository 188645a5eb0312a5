import type { LearnedModel } from "../../agents/model-based/learned-model.ts";
import type { LearnedPair, Outcome, PairProgress, Situation } from "../../agents/model-based/learned-pair.ts";
import { IntList, NumberList } from "../../planning/packed-list.ts";

/** No further outcome. */
const NO_NEXT = -1;

/** The situation after a termination: nothing is allowed. */
export const TERMINATED = 0;

/**
 * A learned model in flat arrays, beside it. Pairs have their order in the model and situations theirs, after
 * {@link TERMINATED}; tried rows have that of the first try, outcomes that in which they came here. Steps are recorded in the arrays, and given back by `save`.
 */
export class PackedModel {
  /** Index of a pair in the table; shape [pairs], as all up to `pairOutcomes`. */
  readonly pairIndex = new IntList();
  /** Row of a pair in the table. */
  readonly pairRow = new IntList();
  readonly pairCount = new NumberList();
  readonly pairMean = new NumberList();
  readonly pairSquares = new NumberList();
  /** Outcome of the latest step. */
  readonly pairLatest = new IntList();
  readonly pairLatestReward = new NumberList();
  /** First outcome; the others follow it by `outcomeNext`. */
  readonly pairFirst = new IntList();
  /** Number of outcomes. */
  readonly pairOutcomes = new IntList();
  /** Pair that an outcome belongs to; shape [outcomes], as the next four. */
  readonly outcomePair = new IntList();
  /** Situation that it leads to. */
  readonly outcomeSituation = new IntList();
  /** γ^duration. */
  readonly outcomeDiscount = new NumberList();
  readonly outcomeCount = new NumberList();
  /** The next outcome of the same pair, or {@link NO_NEXT}. */
  readonly outcomeNext = new IntList();
  /** First cell of a situation, which has one for each allowed action; shape [situations], as the next two. */
  readonly situationCells = new IntList();
  readonly situationSize = new IntList();
  /** Where its row starts in the table. */
  readonly situationOffset = new IntList();
  /** Index of a cell in the table; shape [cells]. */
  readonly cellIndex = new IntList();
  /** Number of pairs of a tried row; shape [tried rows]. */
  readonly rowSize = new IntList();
  /** Pairs of a tried row from `row · actionCount` on, in the order of their first try. */
  readonly rowPairs = new IntList();
  readonly #model: LearnedModel;
  readonly #discount: number;
  readonly #places = new Map<LearnedPair, number>();
  readonly #rows = new Map<number, number>();

  /** @param discount - γ in [0, 1]. */
  constructor(model: LearnedModel, discount: number) {
    this.#model = model;
    this.#discount = discount;
    this.#addSituation({ offset: 0, mask: new Uint8Array(0) });
  }

  /** Takes up all that the model has learned by itself. */
  load(): void {
    this.#addSituations();
    for (const [place, pair] of this.#model.pairs.entries()) {
      if (place === this.pairIndex.length) this.#addPair(pair);
      if (pair.count !== this.pairCount.values[place]) this.#loadPair(place, pair);
    }
  }

  /** Gives what was recorded back to the model. */
  save(): void {
    for (const [place, pair] of this.#model.pairs.entries()) {
      if (pair.count !== this.pairCount.values[place]) pair.progress(this.#progress(place));
    }
  }

  /** Takes up a pair that the model has met. @returns The outcome of a rank. */
  take(pair: LearnedPair, rank: number): number {
    this.#addSituations();
    const place = this.#places.get(pair) ?? this.#addPair(pair);
    this.#addOutcomes(place, pair);
    return this.#outcomesOf(place)[rank] ?? NO_NEXT;
  }

  /** Rows in which an action was tried. */
  get rowCount(): number {
    return this.rowSize.length;
  }

  /** Adds a step with an outcome. @returns Its pair. */
  record(outcome: number, reward: number): number {
    const pair = this.outcomePair.values[outcome] as number;
    const mean = this.pairMean.values;
    const count = (this.pairCount.values[pair] as number) + 1;
    const deviation = reward - (mean[pair] as number);
    const after = (mean[pair] as number) + deviation / count;
    mean[pair] = after;
    this.pairCount.values[pair] = count;
    this.pairSquares.values[pair] = (this.pairSquares.values[pair] as number) + deviation * (reward - after);
    this.pairLatest.values[pair] = outcome;
    this.pairLatestReward.values[pair] = reward;
    this.outcomeCount.values[outcome] = (this.outcomeCount.values[outcome] as number) + 1;
    return pair;
  }

  /** The outcome of a pair at a place in [0, n(s, a)), each as many times as it was seen. */
  outcomeAt(pair: number, place: number): number {
    const counts = this.outcomeCount.values;
    const following = this.outcomeNext.values;
    let outcome = this.pairFirst.values[pair] as number;
    let left = place - (counts[outcome] as number);
    while (left >= 0) {
      outcome = following[outcome] as number;
      left -= counts[outcome] as number;
    }
    return outcome;
  }

  #addSituations(): void {
    const added = this.#model.situations.slice(this.situationSize.length - 1);
    for (const situation of added) this.#addSituation(situation);
  }

  #addSituation({ offset, mask }: Pick<Situation, "offset" | "mask">): void {
    this.situationOffset.push(offset);
    this.situationCells.push(this.cellIndex.length);
    let size = 0;
    for (let action = 0; action < mask.length; action += 1) {
      if (mask[action] !== 1) continue;
      this.cellIndex.push(offset + action);
      size += 1;
    }
    this.situationSize.push(size);
  }

  #addPair(pair: LearnedPair): number {
    const place = this.pairIndex.length;
    this.#places.set(pair, place);
    this.pairIndex.push(pair.index);
    this.pairRow.push(Math.floor(pair.index / this.#model.actionCount));
    for (const numbers of [this.pairCount, this.pairMean, this.pairSquares, this.pairLatestReward]) {
      numbers.push(0);
    }
    this.pairLatest.push(NO_NEXT);
    this.pairFirst.push(NO_NEXT);
    this.pairOutcomes.push(0);
    this.#addToRow(place);
    return place;
  }

  #loadPair(place: number, pair: LearnedPair): void {
    this.#addOutcomes(place, pair);
    const outcomes = this.#outcomesOf(place);
    for (const [rank, outcome] of outcomes.entries()) {
      this.outcomeCount.values[outcome] = pair.outcomes[rank]?.count ?? 0;
    }
    this.pairCount.values[place] = pair.count;
    this.pairMean.values[place] = pair.meanReward;
    this.pairSquares.values[place] = pair.squaredDeviations;
    this.pairLatest.values[place] = outcomes[pair.statistics.latest] ?? NO_NEXT;
    this.pairLatestReward.values[place] = pair.latestReward;
  }

  #addToRow(pair: number): void {
    const { actionCount } = this.#model;
    const key = this.pairRow.values[pair] ?? 0;
    const row = this.#rows.get(key) ?? this.#addRow(key);
    const size = this.rowSize.values[row] ?? 0;
    this.rowPairs.values[row * actionCount + size] = pair;
    this.rowSize.values[row] = size + 1;
  }

  #addRow(key: number): number {
    const row = this.rowSize.length;
    this.#rows.set(key, row);
    this.rowSize.push(0);
    for (let place = 0; place < this.#model.actionCount; place += 1) this.rowPairs.push(0);
    return row;
  }

  #addOutcomes(place: number, { outcomes }: LearnedPair): void {
    const known = this.pairOutcomes.values[place] ?? 0;
    for (const outcome of outcomes.slice(known)) this.#addOutcome(place, outcome);
    this.pairOutcomes.values[place] = outcomes.length;
  }

  #addOutcome(place: number, { next, duration }: Outcome): void {
    const last = this.#outcomesOf(place).at(-1);
    const outcome = this.outcomeCount.length;
    if (last === undefined) this.pairFirst.values[place] = outcome;
    else this.outcomeNext.values[last] = outcome;
    this.outcomePair.push(place);
    this.outcomeSituation.push(next === undefined ? TERMINATED : next.id + 1);
    this.outcomeDiscount.push(duration === 1 ? this.#discount : this.#discount ** duration);
    this.outcomeCount.push(0);
    this.outcomeNext.push(NO_NEXT);
  }

  /** The outcomes of a pair in the order of its ranks. */
  #outcomesOf(pair: number): readonly number[] {
    const outcomes: number[] = [];
    let outcome = this.pairFirst.values[pair] ?? NO_NEXT;
    while (outcome !== NO_NEXT) {
      outcomes.push(outcome);
      outcome = this.outcomeNext.values[outcome] ?? NO_NEXT;
    }
    return outcomes;
  }

  #progress(pair: number): PairProgress {
    const outcomes = this.#outcomesOf(pair);
    return {
      counts: outcomes.map((outcome) => this.outcomeCount.values[outcome] ?? 0),
      meanReward: this.pairMean.values[pair] ?? 0,
      squaredDeviations: this.pairSquares.values[pair] ?? 0,
      latest: outcomes.indexOf(this.pairLatest.values[pair] ?? NO_NEXT),
      latestReward: this.pairLatestReward.values[pair] ?? 0,
    };
  }
}
