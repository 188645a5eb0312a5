import type { BaseInfo, Env } from "../../core/env.ts";
import { InvalidArgumentError, show } from "../../core/errors.ts";
import { ObservationWrapper } from "../../core/observation-wrapper.ts";
import type { Box } from "../../core/spaces/box.ts";
import { Discrete } from "../../core/spaces/discrete.ts";
import type { OptionNames } from "../../core/wrapper.ts";
import { integerOption, recorded } from "../option-ranges.ts";
import { shareWithin, valueWithin } from "./interval.ts";
import { boundedObservations } from "./observation-spaces.ts";

/** Options of {@link DiscretizeObservation}. */
export interface DiscretizeObservationOptions {
  /** Bins of equal width for each entry, integers >= 1; a single number holds for all. */
  readonly bins: number | readonly number[];
}

/**
 * Numbers the cells of a grid over a bounded box, the last entry changing fastest. A bin holds its lower edge; the last
 * one also its upper. An entry that is fixed is always in bin 0.
 */
export class DiscretizeObservation<Action, Info extends BaseInfo = BaseInfo> extends ObservationWrapper<
  readonly number[],
  number,
  Action,
  Info
> {
  static override readonly optionNames: OptionNames<DiscretizeObservationOptions> = { bins: true };
  readonly observationSpace: Discrete;
  readonly #box: Box;
  readonly #bins: readonly number[];

  /**
   * @throws {InvalidArgumentError} If the observations are no bounded `Box`, the bins do not fit its entries, or there
   * would be 2^53 cells or more.
   */
  constructor(inner: Env<readonly number[], Action, Info>, options: DiscretizeObservationOptions) {
    const { bins } = options;
    super(inner, recorded(options));
    this.#box = boundedObservations(inner);
    this.#bins = binsOf(bins, this.#box.low.length);
    const cells = this.#bins.reduce((product, count) => product * count, 1);
    if (!Number.isSafeInteger(cells)) {
      throw new InvalidArgumentError(`Expected \`bins\` to give less than 2^53 cells, got ${cells}.`);
    }
    this.observationSpace = new Discrete(cells);
  }

  /** The cell of an observation. @throws {InvalidArgumentError} If it is not in the box. */
  binOf(observation: readonly number[]): number {
    if (!this.#box.contains(observation)) {
      throw new InvalidArgumentError(`Expected an observation in ${this.#box}, got ${show(observation)}.`);
    }
    return observation.reduce(
      (cell, value, entry) => cell * this.#binsAt(entry) + this.#place(value, entry),
      0,
    );
  }

  /** The middle of a cell; its cell is the one given. @throws {InvalidArgumentError} If there is no such cell. */
  observationOf(cell: number): readonly number[] {
    if (!this.observationSpace.contains(cell)) {
      throw new InvalidArgumentError(`Expected a cell of ${this.observationSpace}, got ${show(cell)}.`);
    }
    const value: number[] = [];
    let rest = cell;
    for (let entry = this.#bins.length - 1; entry >= 0; entry -= 1) {
      const count = this.#binsAt(entry);
      value.push(this.#middle(rest % count, entry));
      rest = Math.floor(rest / count);
    }
    return value.reverse();
  }

  protected override observe(observation: readonly number[]): number {
    return this.binOf(observation);
  }

  #binsAt(entry: number): number {
    return this.#bins[entry] ?? 1;
  }

  #place(value: number, entry: number): number {
    const { low, high } = this.#range(entry);
    const count = this.#binsAt(entry);
    const share = shareWithin(value, low, high);
    return Math.min(Math.floor(share * count), count - 1);
  }

  #middle(bin: number, entry: number): number {
    const { low, high } = this.#range(entry);
    const share = (bin + 0.5) / this.#binsAt(entry);
    return valueWithin(share, low, high);
  }

  #range(entry: number): { readonly low: number; readonly high: number } {
    return { low: this.#box.low[entry] ?? 0, high: this.#box.high[entry] ?? 0 };
  }
}

function binsOf(bins: number | readonly number[], entries: number): readonly number[] {
  const list = typeof bins === "number" ? new Array<number>(entries).fill(bins) : [...bins];
  if (list.length !== entries) {
    throw new InvalidArgumentError(
      `Expected \`bins\` to be a number or ${entries} numbers, got ${show(bins)}.`,
    );
  }
  return list.map((count) => integerOption("bins", count, 1));
}
