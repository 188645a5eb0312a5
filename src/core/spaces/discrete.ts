import { InvalidArgumentError } from "../errors.ts";
import type { JsonValue } from "../json.ts";
import { checkMask, countAllowed, type Mask, nthAllowed } from "../mask.ts";
import { unknownName } from "../names.ts";
import { createRng, type Rng } from "../random.ts";
import type { Space } from "../space.ts";

/** Names and seed of a {@link Discrete} space. */
export interface DiscreteOptions {
  /** One distinct name for each value, so that traces read `reply:verify_safe` and not 17. */
  readonly labels?: readonly string[];
  /** Seed of the sampler, an integer in [0, 2^53). @defaultValue 0 */
  readonly seed?: number;
}

/** The integers from 0 to n − 1, optionally named. */
export class Discrete implements Space<number> {
  /** Number of values, an integer in [1, 2^53). */
  readonly n: number;
  readonly labels: readonly string[] | undefined;
  #rng: Rng;

  /** @throws {InvalidArgumentError} If `n` is not an integer ≥ 1, or the labels are not `n` distinct names. */
  constructor(n: number, options: DiscreteOptions = {}) {
    if (!Number.isSafeInteger(n) || n < 1) {
      throw new InvalidArgumentError(`Expected \`n\` to be an integer >= 1, got ${n}.`);
    }
    const { labels } = options;
    if (labels !== undefined && (labels.length !== n || new Set(labels).size !== n)) {
      const got = `${labels.length}, of which ${new Set(labels).size} distinct`;
      throw new InvalidArgumentError(`Expected ${n} distinct \`labels\`, got ${got}.`);
    }
    this.n = n;
    this.labels = labels === undefined ? undefined : Object.freeze([...labels]);
    this.#rng = createRng(options.seed ?? 0).fork("space");
  }

  get size(): number {
    return this.n;
  }

  /**
   * A uniform draw over all values, or over those that `mask` allows.
   * @throws {MaskError} If the mask allows nothing, has another length or holds something other than 0 and 1.
   */
  sample(mask?: Mask): number {
    if (mask === undefined) return this.#rng.integer(this.n);
    checkMask(mask, this.n);
    return nthAllowed(mask, this.#rng.integer(countAllowed(mask)));
  }

  contains(value: unknown): value is number {
    return typeof value === "number" && Number.isInteger(value) && value >= 0 && value < this.n;
  }

  seed(seed: number): void {
    this.#rng = createRng(seed).fork("space");
  }

  /** The name of a value; its number where the space has no labels. */
  label(value: number): string {
    return this.labels?.[value] ?? String(value);
  }

  /** The value of a name. @throws {UnknownNameError} If no value has that name. */
  indexOf(label: string): number {
    const index = this.labels?.indexOf(label) ?? -1;
    if (index < 0) throw unknownName("label", label, this.labels ?? []);
    return index;
  }

  toString(): string {
    return `Discrete(${this.n})`;
  }

  toJSON(): JsonValue {
    return this.labels === undefined
      ? { type: "Discrete", n: this.n }
      : { type: "Discrete", n: this.n, labels: this.labels };
  }
}
