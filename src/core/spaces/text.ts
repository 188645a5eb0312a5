import { InvalidArgumentError, MaskError, show } from "../errors.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { Mask } from "../mask.ts";
import type { Flattening } from "../space.ts";
import { BaseSpace, checkSpaceOptions, type SpaceOptions } from "./base-space.ts";
import {
  checkProbability,
  checkSpaceMask,
  drawIndex,
  type Restriction,
  recordPart,
  restriction,
} from "./sampling.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
/** The letters A to Z in both cases and the digits. */
export const ALPHANUMERIC: string = `${LETTERS}${LETTERS.toUpperCase()}0123456789`;

/** Length, characters and seed of a {@link Text} space. */
export interface TextOptions extends SpaceOptions {
  /** Fewest characters, an integer in [0, maxLength]. @defaultValue 1 */
  readonly minLength?: number;
  /** The characters, each once. @defaultValue {@link ALPHANUMERIC} */
  readonly charset?: string;
}

/** What restricts a text: its length, and which characters it has; left out means free. */
export interface TextMask {
  /** Number of characters. */
  readonly length?: number | undefined;
  /** One byte for each character of the charset. All 0 allows only the empty text. */
  readonly charset?: Mask | undefined;
}

/** What weighs a text: its length, and how probable each character of the charset is. */
export interface TextProbability {
  /** Number of characters. */
  readonly length?: number | undefined;
  readonly charset?: ArrayLike<number> | undefined;
}

/** Texts of a charset, with a least and a greatest number of characters (code points). */
export class Text extends BaseSpace<string> {
  readonly minLength: number;
  readonly maxLength: number;
  /** The characters in the order given. */
  readonly charset: string;
  readonly #characters: readonly string[];
  readonly #indices: ReadonlyMap<string, number>;

  /** @throws {InvalidArgumentError} If the lengths are not integers, 0 ≤ min ≤ max, or the charset repeats itself. */
  constructor(maxLength: number, options: TextOptions = {}) {
    super();
    checkSpaceOptions("Text", options, ["minLength", "charset"]);
    const { minLength = 1, charset = ALPHANUMERIC } = options;
    checkLengths(minLength, maxLength);
    this.minLength = minLength;
    this.maxLength = maxLength;
    this.charset = charset;
    this.#characters = charactersOf(charset);
    this.#indices = new Map(this.#characters.map((character, index) => [character, index]));
    this.seed(options.seed ?? 0);
  }

  get size(): number {
    const count = this.#characters.length;
    if (count === 1) return this.maxLength - this.minLength + 1;
    let size = 0;
    for (
      let length = this.minLength;
      length <= this.maxLength && size < Number.POSITIVE_INFINITY;
      length += 1
    )
      size += count ** length;
    return size;
  }

  /**
   * A text of uniform length and uniform characters, unless the mask or the probability says otherwise.
   * @throws {MaskError} If the mask is malformed or allows no text.
   * @throws {InvalidArgumentError} If both are given or the probability is malformed.
   */
  sample(mask?: TextMask, probability?: TextProbability): string {
    const { name } = restriction(this, mask, probability);
    const given = mask === undefined ? probability : mask;
    const keys = ["length", "charset"];
    if (given !== undefined)
      recordPart(given, keys, `${name} ${mask === undefined ? "probability" : "mask"}`);
    const limits = { name, mask: mask?.charset, probability: probability?.charset };
    this.#checkCharacters(limits);
    const length = this.#drawLength(given?.length, limits, mask !== undefined);
    return Array.from(
      { length },
      () => this.#characters[drawIndex(this.rng, this.#characters.length, limits)] ?? "",
    ).join("");
  }

  contains(value: unknown): value is string {
    if (typeof value !== "string" || value.length > 2 * this.maxLength) return false;
    const characters = [...value];
    const fits = characters.length >= this.minLength && characters.length <= this.maxLength;
    return fits && characters.every((character) => this.#indices.has(character));
  }

  /** The index of each character in the charset, then the charset's length as padding; shape [maxLength]. */
  flattening(): Flattening<string> {
    const padding = this.#characters.length;
    return {
      dim: this.maxLength,
      bounds: () => Array.from({ length: this.maxLength }, () => [0, padding] as const),
      write: (value, target, offset) => {
        target.fill(padding, offset, offset + this.maxLength);
        for (const [place, character] of [...value].entries())
          target[offset + place] = this.#indices.get(character) ?? padding;
      },
      read: (vector) => {
        const end = vector.indexOf(padding);
        const used = end < 0 ? vector : vector.subarray(0, end);
        if (!vector.subarray(used.length).every((index) => index === padding)) return undefined;
        const characters = Array.from(used, (index) => this.#characters[index]);
        return characters.includes(undefined) ? undefined : characters.join("");
      },
    };
  }

  copy(): Text {
    return new Text(this.maxLength, { minLength: this.minLength, charset: this.charset });
  }

  toString(): string {
    const charset = this.charset === ALPHANUMERIC ? "" : `, ${JSON.stringify(this.charset)}`;
    return `Text(${this.minLength}..${this.maxLength}${charset})`;
  }

  toJSON(): JsonValue {
    return {
      type: "Text",
      minLength: this.minLength,
      maxLength: this.maxLength,
      charset: this.charset,
    };
  }

  toJSONSchema(): JsonObject {
    const escaped = this.#characters.map((character) => character.replace(/[\\^$.*+?()[\]{}|/-]/, "\\$&"));
    const { maxLength, minLength } = this;
    return { title: "Text", type: "string", minLength, maxLength, pattern: `^[${escaped.join("")}]*$` };
  }

  protected *values(): Iterable<string> {
    for (let length = this.minLength; length <= this.maxLength; length += 1) yield* this.#ofLength(length);
  }

  *#ofLength(length: number): Generator<string> {
    if (length === 0) {
      yield "";
      return;
    }
    for (const start of this.#ofLength(length - 1))
      for (const character of this.#characters) yield start + character;
  }

  #drawLength(
    given: number | undefined,
    limits: Restriction<Mask, ArrayLike<number>>,
    isMask: boolean,
  ): number {
    const { minLength: min, maxLength: max } = this;
    if (given !== undefined && !(Number.isInteger(given) && given >= min && given <= max)) {
      const name = `${this} ${isMask ? "mask" : "probability"}.length`;
      const message = `Expected \`${name}\` to be an integer in [${min}, ${max}], got ${show(given)}.`;
      throw isMask ? new MaskError(message) : new InvalidArgumentError(message);
    }
    if (this.#allowsNoCharacter(limits.mask) && min === 0 && (given ?? 0) === 0) return 0;
    return given ?? min + this.rng.integer(max - min + 1);
  }

  #checkCharacters({ name, mask, probability }: Restriction<Mask, ArrayLike<number>>): void {
    const count = this.#characters.length;
    const isEmptyText = this.minLength === 0 && this.#allowsNoCharacter(mask);
    if (mask !== undefined && !isEmptyText) checkSpaceMask(mask, count, `${name} mask.charset`);
    if (probability !== undefined) checkProbability(probability, count, `${name} probability.charset`);
  }

  #allowsNoCharacter(mask: Mask | undefined): boolean {
    return mask?.length === this.#characters.length && Array.from(mask).every((entry) => entry === 0);
  }
}

function checkLengths(min: unknown, max: unknown): void {
  if (!Number.isSafeInteger(max) || (max as number) < 0) {
    throw new InvalidArgumentError(`Expected \`maxLength\` to be an integer >= 0, got ${show(max)}.`);
  }
  if (!Number.isSafeInteger(min) || (min as number) < 0 || (min as number) > (max as number)) {
    throw new InvalidArgumentError(
      `Expected \`minLength\` to be an integer in [0, ${max}], got ${show(min)}.`,
    );
  }
}

/** Lone surrogates are refused: two of them side by side would become another character. */
function charactersOf(charset: unknown): readonly string[] {
  const characters = typeof charset === "string" ? [...charset] : [];
  if (characters.length === 0 || new Set(characters).size !== characters.length) {
    throw new InvalidArgumentError(`Expected \`charset\` to be distinct characters, got ${show(charset)}.`);
  }
  if (/\p{Surrogate}/u.test(characters.join(""))) {
    throw new InvalidArgumentError("Expected `charset` to be whole characters, got half a surrogate pair.");
  }
  return characters;
}
