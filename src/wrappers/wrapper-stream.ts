import type { ResetOptions } from "../core/env.ts";
import type { JsonValue } from "../core/json.ts";
import { createRng, Rng, type RngState } from "../core/random.ts";

/** The random stream of one wrapper: restarted by a seeded reset and continued by one without a seed. */
export class WrapperStream {
  readonly #name: string;
  #rng: Rng;

  /** @param name - Name of the stream below the seed; two wrappers of one name draw the same numbers. */
  constructor(name: string) {
    this.#name = name;
    this.#rng = this.#fromSeed(0);
  }

  /** The running stream; another object after a seeded reset or `load`. */
  get rng(): Rng {
    return this.#rng;
  }

  /** To be called after the inner environment has accepted the reset. */
  reset({ seed }: ResetOptions = {}): void {
    if (seed !== undefined) this.#rng = this.#fromSeed(seed);
  }

  /** The state of the stream as plain JSON. */
  save(): JsonValue {
    return { ...this.#rng.save() };
  }

  /** @throws {SnapshotError} If `saved` was not made by `save`. */
  load(saved: JsonValue): void {
    this.#rng = Rng.fromState(saved as unknown as RngState);
  }

  #fromSeed(seed: number): Rng {
    return createRng(seed).fork("wrapper").fork(this.#name);
  }
}
