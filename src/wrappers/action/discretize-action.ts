import { ActionWrapper } from "../../core/action-wrapper.ts";
import type { BaseInfo, Env } from "../../core/env.ts";
import { InvalidArgumentError, show } from "../../core/errors.ts";
import type { Mask } from "../../core/mask.ts";
import type { Space } from "../../core/space.ts";
import type { Box } from "../../core/spaces/box.ts";
import { Discrete } from "../../core/spaces/discrete.ts";
import { MultiDiscrete } from "../../core/spaces/multi-discrete.ts";
import type { OptionNames } from "../../core/wrapper.ts";
import { boundedActions } from "./box-actions.ts";
import { numberOfPlaces, placesOfNumber } from "./mixed-radix.ts";

/** Options of {@link DiscretizeAction}. */
export interface DiscretizeActionOptions<Multi extends boolean> {
  /** Parts each entry is cut into, an integer >= 1 for all of them or one for each. */
  readonly bins: number | readonly number[];
  /** Offers a MultiDiscrete with a place for each entry in place of one Discrete. @defaultValue false */
  readonly multiDiscrete?: Multi;
}

/** A cell of the grid: its number, or with `multiDiscrete` the bin of each entry. */
export type GridAction<Multi extends boolean> = Multi extends true ? readonly number[] : number;

/**
 * Offers the cells of a grid over a bounded Box: a cell stands for its middle. One number counts the cells with the last
 * entry fastest, as Gymnasium's wrapper does.
 */
export class DiscretizeAction<
  Observation,
  Info extends BaseInfo = BaseInfo,
  Multi extends boolean = false,
> extends ActionWrapper<readonly number[], GridAction<Multi>, Observation, Info> {
  static override readonly optionNames: OptionNames<DiscretizeActionOptions<boolean>> = {
    bins: true,
    multiDiscrete: true,
  };
  readonly actionSpace: Space<GridAction<Multi>>;
  readonly #bins: readonly number[];
  readonly #box: Box;

  /** @throws {InvalidArgumentError} If the action space is not a bounded Box, or `bins` does not fit it. */
  constructor(inner: Env<Observation, readonly number[], Info>, options: DiscretizeActionOptions<Multi>) {
    super(inner, { ...options });
    this.#box = boundedActions(inner);
    this.#bins = checkBins(options.bins, this.#box.low.length);
    const grid = new MultiDiscrete(this.#bins);
    const space = options.multiDiscrete === true ? grid : new Discrete(cellCount(grid));
    this.actionSpace = space as unknown as Space<GridAction<Multi>>;
  }

  /** The cell whose middle is nearest to an inner action, the lower of two. @throws {InvalidArgumentError} Outside the Box. */
  discretize(action: readonly number[]): GridAction<Multi> {
    if (!this.inner.actionSpace.contains(action)) {
      throw new InvalidArgumentError(`Expected an action in ${this.inner.actionSpace}, got ${show(action)}.`);
    }
    const places = this.#bins.map((_, entry) => this.#nearest(action[entry] ?? 0, entry));
    const isNumber = this.actionSpace instanceof Discrete;
    return (isNumber ? numberOfPlaces(places, this.#bins) : places) as GridAction<Multi>;
  }

  protected override toInner(action: GridAction<Multi>): readonly number[] {
    const places: readonly number[] =
      typeof action === "number" ? placesOfNumber(action, this.#bins) : action;
    return places.map((bin, entry) => this.#center(bin, entry));
  }

  /** The middle of a bin, as a share of the way between the bounds, which does not overflow. */
  #center(bin: number, entry: number): number {
    const [low = 0, high = 0] = [this.#box.low[entry], this.#box.high[entry]];
    const share = (bin + 0.5) / (this.#bins[entry] ?? 1);
    return Math.min(Math.max(low * (1 - share) + high * share, low), high);
  }

  #nearest(value: number, entry: number): number {
    const [low = 0, high = 0, count = 1] = [this.#box.low[entry], this.#box.high[entry], this.#bins[entry]];
    if (low === high) return 0;
    const share = (value / 2 - low / 2) / (high / 2 - low / 2);
    const around = Math.min(Math.floor(share * count), count - 1);
    const distanceTo = (bin: number): number => Math.abs(this.#center(bin, entry) - value);
    return around > 0 && distanceTo(around - 1) <= distanceTo(around) ? around - 1 : around;
  }

  /** A Box has no mask to map. */
  protected override toOuterMask(mask: Mask): Mask {
    return mask.slice();
  }
}

function checkBins(bins: number | readonly number[], entries: number): readonly number[] {
  const counts = typeof bins === "number" ? new Array<number>(entries).fill(bins) : bins;
  const isValid = Array.isArray(counts) && counts.every((count) => Number.isSafeInteger(count) && count >= 1);
  if (isValid && counts.length === entries) return [...counts];
  throw new InvalidArgumentError(
    `Expected \`bins\` to be an integer >= 1 or ${entries} of them, got ${show(bins)}.`,
  );
}

function cellCount({ size }: MultiDiscrete): number {
  if (Number.isSafeInteger(size)) return size;
  throw new InvalidArgumentError(
    `Expected \`bins\` to make fewer than 2^53 cells, got ${size}: use fewer, or \`multiDiscrete: true\`.`,
  );
}
