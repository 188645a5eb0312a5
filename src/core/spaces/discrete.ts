import { InvalidArgumentError, show } from "../errors.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { Mask } from "../mask.ts";
import { unknownName } from "../names.ts";
import type { Flattening } from "../space.ts";
import { BaseSpace, checkSpaceOptions, type SpaceOptions } from "./base-space.ts";
import { drawIndex, restriction } from "./sampling.ts";

/** Names, start and seed of a {@link Discrete} space. */
export interface DiscreteOptions extends SpaceOptions {
  /** One distinct name for each value, so that traces read `reply:verify_safe` and not 17. */
  readonly labels?: readonly string[];
  /** The lowest value, an integer. Agents count actions from 0. @defaultValue 0 */
  readonly start?: number;
}

/** The integers from `start` to start + n − 1, optionally named. */
export class Discrete extends BaseSpace<number> {
  /** Number of values, an integer in [1, 2^53). */
  readonly n: number;
  /** The lowest value. */
  readonly start: number;
  readonly labels: readonly string[] | undefined;

  /**
   * @throws {InvalidArgumentError} If `n` is not an integer ≥ 1, `start` is not an integer, or the labels are not `n`
   * distinct names.
   */
  constructor(n: number, options: DiscreteOptions = {}) {
    super();
    checkSpaceOptions("Discrete", options, ["labels", "start"]);
    checkRange(n, options.start ?? 0);
    const { labels } = options;
    if (labels !== undefined) checkLabels(labels, n);
    this.n = n;
    this.start = options.start ?? 0;
    this.labels = labels === undefined ? undefined : Object.freeze([...labels]);
    this.seed(options.seed ?? 0);
  }

  get size(): number {
    return this.n;
  }

  /**
   * A uniform draw over all values or over those that `mask` allows, or one as probable as `probability` says. Both
   * have one entry for each value, from `start` on.
   * @throws {MaskError} If the mask allows nothing, has another length or holds something other than 0 and 1.
   * @throws {InvalidArgumentError} If both are given, or the probabilities are not `n` numbers in [0, 1] with sum 1.
   */
  sample(mask?: Mask, probability?: ArrayLike<number>): number {
    return this.start + drawIndex(this.rng, this.n, restriction(this, mask, probability));
  }

  contains(value: unknown): value is number {
    return (
      Number.isInteger(value) && (value as number) >= this.start && (value as number) < this.start + this.n
    );
  }

  /** The name of a value; its number where the space has no labels. */
  label(value: number): string {
    return this.labels?.[value - this.start] ?? String(value);
  }

  /** The value of a name. @throws {UnknownNameError} If no value has that name. */
  indexOf(label: string): number {
    const index = this.labels?.indexOf(label) ?? -1;
    if (index < 0) throw unknownName("label", label, this.labels ?? []);
    return this.start + index;
  }

  /** One-hot, shape [n]. */
  flattening(): Flattening<number> {
    const { n, start } = this;
    return {
      dim: n,
      bounds: () => Array.from({ length: n }, () => [0, 1] as const),
      write: (value, target, offset) => {
        target[offset + value - start] = 1;
      },
      read: (vector) => {
        const index = hotIndex(vector);
        return index === undefined ? undefined : start + index;
      },
    };
  }

  copy(): Discrete {
    const { labels, n, start } = this;
    return new Discrete(n, labels === undefined ? { start } : { labels, start });
  }

  toString(): string {
    return this.start === 0 ? `Discrete(${this.n})` : `Discrete(${this.n}, start ${this.start})`;
  }

  toJSON(): JsonValue {
    return {
      type: "Discrete",
      n: this.n,
      ...(this.start === 0 ? {} : { start: this.start }),
      ...(this.labels === undefined ? {} : { labels: this.labels }),
    };
  }

  toJSONSchema(): JsonObject {
    const { labels, n, start } = this;
    const named = labels?.map((title, index) => ({ const: start + index, title }));
    const range = { title: "Discrete", type: "integer", minimum: start, maximum: start + n - 1 };
    return named === undefined ? range : { ...range, oneOf: named };
  }

  protected *values(): Iterable<number> {
    for (let index = 0; index < this.n; index += 1) yield this.start + index;
  }
}

function checkRange(n: number, start: number): void {
  if (!Number.isSafeInteger(n) || n < 1) {
    throw new InvalidArgumentError(`Expected \`n\` to be an integer >= 1, got ${show(n)}.`);
  }
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(start + n - 1)) {
    throw new InvalidArgumentError(`Expected \`start\` to be an integer below 2^53 - n, got ${show(start)}.`);
  }
}

function checkLabels(labels: readonly string[], n: number): void {
  if (!Array.isArray(labels) || !Array.from(labels).every((label) => typeof label === "string")) {
    throw new InvalidArgumentError(`Expected \`labels\` to be a list of texts, got ${show(labels)}.`);
  }
  const distinct = new Set(labels).size;
  if (labels.length === n && distinct === n) return;
  throw new InvalidArgumentError(
    `Expected ${n} distinct \`labels\`, got ${labels.length}, of which ${distinct} distinct.`,
  );
}

/** The only place that is 1 where all others are 0. */
export function hotIndex(vector: Float64Array): number | undefined {
  const index = vector.indexOf(1);
  return index >= 0 && vector.every((entry, place) => entry === (place === index ? 1 : 0))
    ? index
    : undefined;
}
