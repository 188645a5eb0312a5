import { InvalidArgumentError, show } from "../errors.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { Mask } from "../mask.ts";
import type { Flattening } from "../space.ts";
import { BaseSpace, checkSpaceOptions, type SpaceOptions } from "./base-space.ts";
import { Discrete } from "./discrete.ts";
import { product, tupleSchema } from "./product.ts";
import { drawIndex, listParts, restriction } from "./sampling.ts";

/** Starts and seed of a {@link MultiDiscrete} space. */
export interface MultiDiscreteOptions extends SpaceOptions {
  /** The lowest value at each place, integers. @defaultValue 0 at each place */
  readonly start?: readonly number[];
}

/** Lists of integers with a range for each place, such as operation × field × value. */
export class MultiDiscrete extends BaseSpace<readonly number[]> {
  /** Number of values at each place. */
  readonly nvec: readonly number[];
  /** The lowest value at each place. */
  readonly start: readonly number[];
  /** The range at each place as a space of its own. */
  readonly places: readonly Discrete[];

  /** @throws {InvalidArgumentError} If `nvec` is not a list of integers ≥ 1, or `start` not as many integers. */
  constructor(nvec: readonly number[], options: MultiDiscreteOptions = {}) {
    super();
    checkSpaceOptions("MultiDiscrete", options, ["start"]);
    if (!Array.isArray(nvec) || nvec.length === 0 || !Array.from(nvec).every(isCount)) {
      throw new InvalidArgumentError(`Expected \`nvec\` to be a list of integers >= 1, got ${show(nvec)}.`);
    }
    const start: unknown = options.start ?? nvec.map(() => 0);
    if (!Array.isArray(start) || start.length !== nvec.length) {
      throw new InvalidArgumentError(`Expected \`start\` to be ${nvec.length} integers, got ${show(start)}.`);
    }
    this.nvec = Object.freeze([...nvec]);
    this.start = Object.freeze([...start]);
    this.places = Object.freeze(
      this.nvec.map((n, place) => new Discrete(n, { start: this.start[place] ?? 0 })),
    );
    this.seed(options.seed ?? 0);
  }

  get size(): number {
    return this.nvec.reduce((size, n) => size * n, 1);
  }

  /**
   * A draw for each place on its own; `mask` and `probability` are lists with an entry for each place.
   * @throws {MaskError} If a mask is malformed or allows nothing.
   * @throws {InvalidArgumentError} If both are given or a probability is malformed.
   */
  sample(
    mask?: readonly (Mask | undefined)[],
    probability?: readonly (ArrayLike<number> | undefined)[],
  ): readonly number[] {
    const limits = restriction(this, mask, probability);
    const isFree = mask === undefined && probability === undefined;
    const parts = listParts(limits, this.nvec.length);
    return this.places.map(({ n, start }, place) => {
      const name = isFree ? "" : `${this} place ${place}`;
      return (
        start + drawIndex(this.rng, n, { name, mask: undefined, probability: undefined, ...parts[place] })
      );
    });
  }

  contains(value: unknown): value is readonly number[] {
    return (
      Array.isArray(value) &&
      value.length === this.places.length &&
      this.places.every((range, place) => range.contains(value[place]))
    );
  }

  /** One-hots one after the other, shape [sum of nvec]. */
  flattening(): Flattening<readonly number[]> {
    return product(this.places.map((range) => range.flattening()));
  }

  copy(): MultiDiscrete {
    return new MultiDiscrete(this.nvec, { start: this.start });
  }

  toString(): string {
    const start = this.start.every((each) => each === 0) ? "" : `, start [${this.start.join(", ")}]`;
    return `MultiDiscrete([${this.nvec.join(", ")}]${start})`;
  }

  toJSON(): JsonValue {
    const start = this.start.every((each) => each === 0) ? {} : { start: this.start };
    return { type: "MultiDiscrete", nvec: this.nvec, ...start };
  }

  toJSONSchema(): JsonObject {
    return tupleSchema(
      "MultiDiscrete",
      this.places.map((range) => range.toJSONSchema()),
    );
  }

  protected *values(): Iterable<readonly number[]> {
    const value = [...this.start];
    for (let place = 0; place >= 0; ) {
      yield [...value];
      for (place = value.length - 1; place >= 0; place -= 1) {
        const next = (value[place] ?? 0) + 1;
        if (this.places[place]?.contains(next)) {
          value[place] = next;
          break;
        }
        value[place] = this.start[place] ?? 0;
      }
    }
  }
}

const isCount = (n: unknown): boolean => Number.isSafeInteger(n) && (n as number) >= 1;
