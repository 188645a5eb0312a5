import seedrandom from "seedrandom";
import { InvalidArgumentError, SnapshotError, show } from "./errors.ts";

/** Everything needed to continue a stream exactly where it stood. Plain JSON. */
export interface RngState {
  /** Path of the stream from its root seed, such as `0/env`. */
  readonly key: string;
  readonly c: number;
  readonly s0: number;
  readonly s1: number;
  readonly s2: number;
}

/**
 * A seeded stream of random numbers (Baagøe's Alea, from `seedrandom`).
 *
 * Streams are named: `fork("agent")` depends on the path of names from the root seed alone, never on how many
 * numbers were drawn before, so adding a consumer does not shift the others.
 */
export class Rng {
  readonly #key: string;
  #draw: seedrandom.StatefulPRNG<seedrandom.State.Alea>;

  private constructor(key: string, state: RngState | true) {
    this.#key = key;
    this.#draw = seedrandom.alea(key, { state });
  }

  /** @throws {InvalidArgumentError} If `seed` is not an integer in [0, 2^53). */
  static fromSeed(seed: number): Rng {
    return new Rng(String(checkSeed(seed)), true);
  }

  /** @throws {SnapshotError} If it is not a state that `save` gave. */
  static fromState(state: RngState): Rng {
    const { key, c, s0, s1, s2 } = state ?? {};
    if (typeof key !== "string" || ![c, s0, s1, s2].every(Number.isFinite)) {
      throw new SnapshotError("Expected the state of a random stream, as `save()` gives it.");
    }
    return new Rng(key, state);
  }

  /** A uniform number in [0, 1) with 32 random bits. */
  next(): number {
    return this.#draw();
  }

  /** A uniform number in [0, 1) with 53 random bits. */
  double(): number {
    return this.#draw.double();
  }

  /** A uniform integer in [0, count); `count` is in [1, 2^53). Above 2^24 it spends two draws. */
  integer(count: number): number {
    return Math.floor((count <= 0x1000000 ? this.#draw() : this.#draw.double()) * count);
  }

  /** An independent stream that depends on this stream's name and `label`, not on what was drawn. */
  fork(label: string): Rng {
    return new Rng(`${this.#key}/${encodeURIComponent(label)}`, true);
  }

  /** Goes on from a state of this same stream, as `save` gives it. @throws {SnapshotError} If it is of another one. */
  load(state: RngState): void {
    if (state.key !== this.#key) {
      throw new SnapshotError(
        `Expected the state of the random stream ${this.#key}, got one of ${state.key}.`,
      );
    }
    this.#draw = seedrandom.alea(this.#key, { state });
  }

  save(): RngState {
    const { c, s0, s1, s2 } = this.#draw.state();
    return { key: this.#key, c, s0, s1, s2 };
  }
}

/** The root stream of a seed. @throws {InvalidArgumentError} If `seed` is not an integer in [0, 2^53). */
export function createRng(seed: number): Rng {
  return Rng.fromSeed(seed);
}

/** @returns The seed. @throws {InvalidArgumentError} If it is not an integer in [0, 2^53). */
export function checkSeed(seed: unknown): number {
  if (typeof seed !== "number" || !Number.isSafeInteger(seed) || seed < 0) {
    throw new InvalidArgumentError(
      `Expected \`seed\` to be an integer in [0, 9007199254740991], got ${show(seed)}.`,
    );
  }
  return seed;
}
