import { GymError, InvalidArgumentError, MaskError, show } from "../errors.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { Flattening, Space, SpaceMask, SpaceProbability, ValueOf } from "../space.ts";
import { BaseSpace, checkSpaceOptions, type SpaceOptions } from "./base-space.ts";
import { ownCopy, schemaOf, seedParts } from "./product.ts";
import { recordPart, restriction } from "./sampling.ts";
import { MAX_ENTRIES } from "./shape.ts";

/** Chance that a sample ends after each element. */
const END_CHANCE = 0.25;

/** What restricts a sequence: one length or several to choose from, and the mask of every element. */
export interface SequenceMask {
  readonly length?: number | readonly number[] | undefined;
  readonly element?: unknown;
}

/** What weighs a sequence: one length or several to choose from, and the probability of every element. */
export type SequenceProbability = SequenceMask;

/** Lists of any length, the empty one included, with elements of one space, such as a history of messages. */
export class Sequence<S extends Space<unknown>> extends BaseSpace<readonly ValueOf<S>[]> {
  readonly size = Number.POSITIVE_INFINITY;
  /** The space of the elements, a copy with a sampler of its own. */
  readonly space: S;

  /** @throws {InvalidArgumentError} If `space` is no space. */
  constructor(space: S, options: SpaceOptions = {}) {
    super();
    checkSpaceOptions("Sequence", options);
    this.space = ownCopy(space, "element");
    this.seed(options.seed ?? 0);
  }

  override seed(seed: number): void {
    super.seed(seed);
    seedParts(seed, [["element", this.space]]);
  }

  /**
   * Elements drawn one after the other; the length is geometric from 1 on, mean 4, unless it is given.
   * @throws {MaskError} If the mask is malformed. @throws {InvalidArgumentError} If the probability is, or both are given.
   */
  sample(mask?: SequenceMask, probability?: SequenceProbability): readonly ValueOf<S>[] {
    restriction(this, mask, probability);
    const isMask = mask !== undefined;
    const label = `${this} ${isMask ? "mask" : "probability"}`;
    const given = isMask ? mask : probability === undefined ? {} : probability;
    recordPart(given, ["length", "element"], label);
    const length = this.#drawLength(given.length, label, isMask);
    const draw = (): unknown =>
      isMask
        ? this.space.sample(given.element as SpaceMask | undefined)
        : this.space.sample(undefined, given.element as SpaceProbability | undefined);
    // A malformed mask is an error for an empty list too.
    if (length === 0 && given.element !== undefined) draw();
    return Array.from({ length }, draw) as ValueOf<S>[];
  }

  contains(value: unknown): value is readonly ValueOf<S>[] {
    return Array.isArray(value) && Array.from(value).every((element) => this.space.contains(element));
  }

  /** @throws {GymError} Always, `UNSUPPORTED`: the length varies. */
  flattening(): Flattening<readonly ValueOf<S>[]> {
    throw new GymError("UNSUPPORTED", `Expected a space with vectors of fixed length, got ${this}.`);
  }

  copy(): Sequence<S> {
    return new Sequence<S>(this.space);
  }

  toString(): string {
    return `Sequence(${this.space})`;
  }

  toJSON(): JsonValue {
    return { type: "Sequence", space: this.space.toJSON() };
  }

  toJSONSchema(): JsonObject {
    return { title: "Sequence", type: "array", items: schemaOf(this.space) };
  }

  /** None: `enumerate` has refused before. */
  protected values(): Iterable<readonly ValueOf<S>[]> {
    return [];
  }

  #drawLength(given: SequenceMask["length"], label: string, isMask: boolean): number {
    if (given === undefined)
      return 1 + Math.floor(Math.log(1 - this.rng.double()) / Math.log(1 - END_CHANCE));
    const lengths = typeof given === "number" ? [given] : given;
    if (!isLengths(lengths)) {
      const message = `Expected \`${label}.length\` to be one or several integers in [0, ${MAX_ENTRIES}], got ${show(given)}.`;
      throw isMask ? new MaskError(message) : new InvalidArgumentError(message);
    }
    return lengths.length === 1 ? (lengths[0] ?? 0) : (lengths[this.rng.integer(lengths.length)] ?? 0);
  }
}

const isLengths = (lengths: unknown): lengths is readonly number[] =>
  Array.isArray(lengths) &&
  lengths.length > 0 &&
  lengths.every((length) => Number.isSafeInteger(length) && length >= 0 && length <= MAX_ENTRIES);
