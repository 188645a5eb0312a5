import { InvalidArgumentError, SnapshotError, show } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import type { Space } from "../../core/space.ts";
import { pack, unpack } from "../packed.ts";
import { zeroOf } from "./zero-value.ts";

/** What stands for observations from before an episode: its first one, the zero of the space, or a value given. */
export type Padding<Observation> = "reset" | "zero" | { readonly custom: Observation };

/** How many observations a {@link RecentObservations} keeps. */
export interface RecentObservationsOptions<Observation> {
  readonly space: Space<Observation>;
  /** An integer >= 1. */
  readonly length: number;
  readonly padding: Padding<Observation>;
}

/** The last observations of an episode, oldest first. What it is given and what it gives are never shared. */
export class RecentObservations<Observation> {
  readonly #space: Space<Observation>;
  readonly #length: number;
  readonly #pad: JsonValue | undefined;
  readonly #frames: JsonValue[] = [];

  /** @throws {InvalidArgumentError} If the space has no zero value, or does not contain the custom one. */
  constructor({ space, length, padding }: RecentObservationsOptions<Observation>) {
    this.#space = space;
    this.#length = length;
    this.#pad = padding === "reset" ? undefined : pack(paddingValue(space, padding));
  }

  /** Starts an episode. */
  begin(first: Observation): void {
    const frame = pack(first);
    this.#frames.length = 0;
    for (let place = 1; place < this.#length; place += 1) this.#frames.push(this.#pad ?? frame);
    this.#frames.push(frame);
  }

  /** Adds an observation and forgets the oldest. */
  push(observation: Observation): void {
    this.#frames.shift();
    this.#frames.push(pack(observation));
  }

  /** The oldest one kept. */
  get oldest(): Observation {
    return unpack(this.#frames[0] ?? null) as Observation;
  }

  /** All kept, oldest first. */
  get all(): readonly Observation[] {
    return this.#frames.map((frame) => unpack(frame) as Observation);
  }

  save(): JsonValue {
    return [...this.#frames];
  }

  /** @throws {SnapshotError} If `saved` was not made by `save` of an equal one. */
  load(saved: JsonValue | undefined): void {
    const isEmpty = Array.isArray(saved) && saved.length === 0;
    const isFull = Array.isArray(saved) && saved.length === this.#length;
    if (!(isEmpty || isFull) || !saved.every((frame) => this.#space.contains(unpack(frame)))) {
      throw new SnapshotError(
        `Expected ${this.#length} observations of ${this.#space} as a snapshot holds them.`,
      );
    }
    this.#frames.length = 0;
    this.#frames.push(...saved);
  }
}

function paddingValue<Observation>(
  space: Space<Observation>,
  padding: Exclude<Padding<Observation>, "reset">,
): Observation {
  if (padding === "zero") return zeroOf(space);
  const custom = (padding as { readonly custom?: unknown } | null)?.custom;
  if (space.contains(custom)) return custom;
  throw new InvalidArgumentError(
    `Expected \`padding\` to be "reset", "zero" or { custom: a value of ${space} }, got ${show(padding)}.`,
  );
}
