import { MaskError, show } from "../errors.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { Flattening } from "../space.ts";
import { BaseSpace, checkSpaceOptions, type SpaceOptions } from "./base-space.ts";
import { checkShares, restriction } from "./sampling.ts";
import { entryCount } from "./shape.ts";

/** Lists of bits, 0 or 1, such as which fields are filled. A shape with several sides is row-major. */
export class MultiBinary extends BaseSpace<readonly number[]> {
  /** Number of bits. */
  readonly n: number;
  /** Length of each side. */
  readonly shape: readonly number[];

  /** @throws {InvalidArgumentError} If the number of bits or a side of the shape is not an integer ≥ 1. */
  constructor(shape: number | readonly number[], options: SpaceOptions = {}) {
    super();
    checkSpaceOptions("MultiBinary", options);
    const sides = typeof shape === "number" ? [shape] : shape;
    this.n = entryCount(sides);
    this.shape = Object.freeze([...sides]);
    this.seed(options.seed ?? 0);
  }

  get size(): number {
    return 2 ** this.n;
  }

  /**
   * Fair bits. A mask has 0 or 1 where a bit is given and 2 where it is free; a probability is that of a 1 at each bit.
   * @throws {MaskError} If the mask has another length or holds something other than 0, 1 and 2.
   * @throws {InvalidArgumentError} If both are given, or the probabilities are not `n` numbers in [0, 1].
   */
  sample(mask?: ArrayLike<number>, probability?: ArrayLike<number>): readonly number[] {
    restriction(this, mask, probability);
    if (mask !== undefined) this.#checkMask(mask);
    if (probability !== undefined) checkShares(probability, this.n, `${this} probability`);
    return Array.from({ length: this.n }, (_, bit) => {
      const given = mask?.[bit] ?? 2;
      const share = probability?.[bit] ?? 0.5;
      return given === 2 ? Number(this.rng.next() < share) : given;
    });
  }

  contains(value: unknown): value is readonly number[] {
    return Array.isArray(value) && value.length === this.n && !Array.from(value, isBit).includes(false);
  }

  flattening(): Flattening<readonly number[]> {
    return {
      dim: this.n,
      bounds: () => Array.from({ length: this.n }, () => [0, 1] as const),
      write: (value, target, offset) => target.set(value, offset),
      read: (vector) => (vector.every(isBit) ? Array.from(vector) : undefined),
    };
  }

  copy(): MultiBinary {
    return new MultiBinary(this.shape);
  }

  toString(): string {
    return `MultiBinary(${this.shape.length === 1 ? this.n : `[${this.shape.join(", ")}]`})`;
  }

  toJSON(): JsonValue {
    return { type: "MultiBinary", shape: this.shape };
  }

  toJSONSchema(): JsonObject {
    const items = { type: "integer", minimum: 0, maximum: 1 };
    const size = { minItems: this.n, maxItems: this.n };
    return { title: "MultiBinary", type: "array", items, ...size, "x-shape": this.shape };
  }

  protected *values(): Iterable<readonly number[]> {
    const value = Array.from({ length: this.n }, () => 0);
    for (let bit = 0; bit >= 0; ) {
      yield [...value];
      bit = value.lastIndexOf(0);
      if (bit >= 0) value.fill(0, bit).fill(1, bit, bit + 1);
    }
  }

  #checkMask(mask: ArrayLike<number>): void {
    if (mask?.length !== this.n) {
      const got = mask?.length ?? show(mask);
      throw new MaskError(`Expected \`${this} mask\` to have ${this.n} entries, got ${got}.`);
    }
    for (let bit = 0; bit < this.n; bit += 1) {
      if (isBit(mask[bit]) || mask[bit] === 2) continue;
      throw new MaskError(`Expected \`${this} mask[${bit}]\` to be 0, 1 or 2, got ${show(mask[bit])}.`);
    }
  }
}

const isBit = (value: unknown): boolean => value === 0 || value === 1;
