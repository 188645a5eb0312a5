import { GymError } from "../errors.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { refuseUnknownKeys } from "../names.ts";
import { createRng, type Rng } from "../random.ts";
import type { Flattening, Space, SpaceMask, SpaceProbability } from "../space.ts";

/** What all spaces have beside their parameters. */
export interface SpaceOptions {
  /** Seed of the sampler, an integer in [0, 2^53). @defaultValue 0 */
  readonly seed?: number;
}

/**
 * @param kind - The class of the space.
 * @param own - Options it takes beside `seed`.
 * @throws {GymError} If the options are no record, or one is unknown.
 */
export function checkSpaceOptions(kind: string, options: SpaceOptions, own: readonly string[] = []): void {
  refuseUnknownKeys(`option of \`${kind}\``, options, [...own, "seed"]);
}

/** What all spaces of the library share: the sampler's stream, equality and the guard of `enumerate`. */
export abstract class BaseSpace<Value> implements Space<Value> {
  #rng: Rng = createRng(0).fork("space");

  abstract get size(): number;
  abstract sample(mask?: SpaceMask, probability?: SpaceProbability): Value;
  abstract contains(value: unknown): value is Value;
  abstract toString(): string;
  abstract toJSON(): JsonValue;
  abstract toJSONSchema(): JsonObject;
  abstract copy(): BaseSpace<Value>;
  abstract flattening(): Flattening<Value>;
  /** The values of a finite space, each once. */
  protected abstract values(): Iterable<Value>;

  /** The stream that samples are drawn from. */
  protected get rng(): Rng {
    return this.#rng;
  }

  seed(seed: number): void {
    this.#rng = createRng(seed).fork("space");
  }

  enumerate(): Iterable<Value> {
    if (this.size === Number.POSITIVE_INFINITY) {
      throw new GymError("UNSUPPORTED", `Expected a finite space to enumerate, got ${this}.`);
    }
    return this.values();
  }

  equals(other: unknown): boolean {
    return other instanceof BaseSpace && JSON.stringify(this) === JSON.stringify(other);
  }
}
