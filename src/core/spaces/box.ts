import { InvalidArgumentError, MaskError, show } from "../errors.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { Rng } from "../random.ts";
import type { Flattening, SpaceMask, SpaceProbability } from "../space.ts";
import { BaseSpace, checkSpaceOptions, type SpaceOptions } from "./base-space.ts";
import { tupleSchema } from "./product.ts";
import { entryCount } from "./shape.ts";

/** Shape and seed of a {@link Box} space. */
export interface BoxOptions extends SpaceOptions {
  /** Length of each side. @defaultValue as many entries as the bounds have; one where both are single numbers */
  readonly shape?: readonly number[];
}

/** Lists of finite numbers between bounds, both included. A shape with several sides is row-major. */
export class Box extends BaseSpace<readonly number[]> {
  /** Lowest number of each entry, or `-Infinity`. */
  readonly low: readonly number[];
  /** Highest number of each entry, or `Infinity`. */
  readonly high: readonly number[];
  /** Length of each side. */
  readonly shape: readonly number[];

  /**
   * A single number as bound holds for every entry.
   * @throws {InvalidArgumentError} If a bound is NaN, no finite number lies between the bounds of an entry, or shape
   * and bounds do not fit.
   */
  constructor(low: number | readonly number[], high: number | readonly number[], options: BoxOptions = {}) {
    super();
    checkSpaceOptions("Box", options, ["shape"]);
    const shape = options.shape ?? [lengthOf(low) ?? lengthOf(high) ?? 1];
    const count = entryCount(shape);
    this.low = bound(low, count, "low");
    this.high = bound(high, count, "high");
    this.shape = Object.freeze([...shape]);
    for (const [entry, [from, to]] of this.#bounds().entries()) checkInterval(from, to, entry);
    this.seed(options.seed ?? 0);
  }

  /** 1 where every entry is fixed, else `Infinity`. */
  get size(): number {
    return this.#bounds().every(([low, high]) => low === high) ? 1 : Number.POSITIVE_INFINITY;
  }

  /** Whether every entry has a finite bound on that side. */
  isBounded(side: "below" | "above" | "both" = "both"): boolean {
    const below = side === "above" || this.low.every(Number.isFinite);
    return below && (side === "below" || this.high.every(Number.isFinite));
  }

  /**
   * Each entry on its own: uniform between two bounds, exponential with mean 1 from a single one, standard normal
   * without.
   * @throws {MaskError} If a mask is given. @throws {InvalidArgumentError} If a probability is given.
   */
  sample(mask?: SpaceMask, probability?: SpaceProbability): readonly number[] {
    if (mask !== undefined) throw new MaskError(`Expected no mask for ${this}, got ${show(mask)}.`);
    if (probability !== undefined) {
      throw new InvalidArgumentError(`Expected no probability for ${this}, got ${show(probability)}.`);
    }
    return this.#bounds().map(([low, high]) => drawBetween(this.rng, low, high));
  }

  contains(value: unknown): value is readonly number[] {
    return (
      Array.isArray(value) &&
      value.length === this.low.length &&
      this.#bounds().every(([low, high], entry) => isBetween(value[entry], low, high))
    );
  }

  flattening(): Flattening<readonly number[]> {
    return {
      dim: this.low.length,
      bounds: () => this.#bounds(),
      write: (value, target, offset) => target.set(value, offset),
      read: (vector) => Array.from(vector),
    };
  }

  copy(): Box {
    return new Box(this.low, this.high, { shape: this.shape });
  }

  toString(): string {
    return `Box(${summary(this.low)}, ${summary(this.high)}, [${this.shape.join(", ")}])`;
  }

  /** Infinite bounds are `null`. */
  toJSON(): JsonValue {
    const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
    return { type: "Box", low: this.low.map(finite), high: this.high.map(finite), shape: this.shape };
  }

  toJSONSchema(): JsonObject {
    const entries = this.#bounds().map(([low, high]) => ({
      type: "number",
      ...(Number.isFinite(low) ? { minimum: low } : {}),
      ...(Number.isFinite(high) ? { maximum: high } : {}),
    }));
    return { ...tupleSchema("Box", entries), "x-shape": this.shape };
  }

  protected *values(): Iterable<readonly number[]> {
    yield [...this.low];
  }

  #bounds(): readonly (readonly [low: number, high: number])[] {
    return this.low.map((low, entry) => [low, this.high[entry] ?? low]);
  }
}

const lengthOf = (side: number | readonly number[]): number | undefined =>
  typeof side === "number" ? undefined : side?.length;

/** Without −0, which JSON does not keep. */
function bound(side: unknown, count: number, name: string): readonly number[] {
  const entries: readonly unknown[] = Array.isArray(side) ? side : new Array(count).fill(side);
  if (entries.length !== count || !Array.from(entries, isNumber).every(Boolean)) {
    throw new InvalidArgumentError(
      `Expected \`${name}\` to be a number or ${count} numbers, got ${show(side)}.`,
    );
  }
  return Object.freeze(entries.map((entry) => (entry as number) + 0));
}

const isNumber = (value: unknown): boolean => typeof value === "number" && !Number.isNaN(value);

function checkInterval(low: number, high: number, entry: number): void {
  if (low <= high && low < Number.POSITIVE_INFINITY && high > Number.NEGATIVE_INFINITY) return;
  throw new InvalidArgumentError(
    `Expected \`low[${entry}]\` <= \`high[${entry}]\` with a finite number between, got ${low} and ${high}.`,
  );
}

const isBetween = (value: unknown, low: number, high: number): boolean =>
  Number.isFinite(value) && (value as number) >= low && (value as number) <= high;

function drawBetween(rng: Rng, low: number, high: number): number {
  const share = rng.double();
  const isAbove = Number.isFinite(low);
  if (isAbove && Number.isFinite(high)) {
    return Math.min(Math.max(low * (1 - share) + high * share, low), high);
  }
  const exponential = -Math.log(1 - share);
  if (isAbove) return low + exponential;
  if (Number.isFinite(high)) return high - exponential;
  return Math.sqrt(2 * exponential) * Math.cos(2 * Math.PI * rng.double());
}

function summary(bounds: readonly number[]): string {
  const [first] = bounds;
  if (bounds.every((each) => each === first)) return String(first);
  return bounds.length <= 6 ? `[${bounds.join(", ")}]` : `[${bounds.slice(0, 5).join(", ")}, …]`;
}
