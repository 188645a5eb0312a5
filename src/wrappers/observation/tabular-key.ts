import type { BaseInfo, Env } from "../../core/env.ts";
import { InvalidArgumentError, SnapshotError, show } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { ObservationWrapper } from "../../core/observation-wrapper.ts";
import { Discrete } from "../../core/spaces/discrete.ts";
import type { OptionNames } from "../../core/wrapper.ts";
import { integerOption } from "../option-ranges.ts";
import { canonicalText } from "./canonical-text.ts";

/** Turns observations into table rows. */
export interface KeyEncoder<Observation> {
  /** Number of keys: all are integers in [0, size). */
  readonly size: number;
  encode(observation: Observation): number;
}

/** Options of {@link TabularKey}. */
export interface TabularKeyOptions<Observation> {
  /**
   * An encoder, or a pure function to the integers from 0 on.
   * @defaultValue every distinct observation gets the next number when it is first seen
   */
  readonly encoder?: KeyEncoder<Observation> | ((observation: Observation) => number);
  /** How many distinct keys may occur, an integer >= 1. @defaultValue no limit */
  readonly maxKeys?: number;
}

/**
 * Shows an integer key in place of every observation: a row for tabular agents. It remembers the distinct observations
 * it has seen, by their canonical JSON, and counts how often each key came and which keys stand for several
 * observations. That memory outlives resets, is part of snapshots, and grows with the number of distinct observations.
 */
export class TabularKey<
  InnerObservation,
  Action,
  Info extends BaseInfo = BaseInfo,
> extends ObservationWrapper<InnerObservation, number, Action, Info> {
  static override readonly optionNames: OptionNames<TabularKeyOptions<unknown>> = {
    encoder: true,
    maxKeys: true,
  };
  readonly observationSpace: Discrete;
  readonly #maxKeys: number;
  readonly #encode: (observation: InnerObservation, text: string) => number;
  /** Key of each distinct observation, in order of first sight. */
  #keys = new Map<string, number>();
  #counts = new Map<number, number>();

  /** @throws {InvalidArgumentError} If `maxKeys` or the size of the encoder is not an integer >= 1. */
  constructor(inner: Env<InnerObservation, Action, Info>, options: TabularKeyOptions<InnerObservation> = {}) {
    super(inner, { ...options });
    const { encoder, maxKeys = Number.MAX_SAFE_INTEGER } = options;
    this.#maxKeys = integerOption("maxKeys", maxKeys, 1);
    if (encoder === undefined) {
      this.observationSpace = new Discrete(maxKeys);
      this.#encode = (_, text) => this.#keys.get(text) ?? this.#keys.size;
    } else {
      const isFunction = typeof encoder === "function";
      this.observationSpace = new Discrete(isFunction ? Number.MAX_SAFE_INTEGER : encoder.size);
      this.#encode = isFunction ? encoder : (observation) => encoder.encode(observation);
    }
  }

  /** How often each key was seen, in order of first sight; a copy. */
  counts(): ReadonlyMap<number, number> {
    return new Map(this.#counts);
  }

  /** The keys that stand for several distinct observations seen so far, each with how many. */
  collisions(): ReadonlyMap<number, number> {
    const observations = new Map<number, number>();
    for (const key of this.#keys.values()) observations.set(key, (observations.get(key) ?? 0) + 1);
    return new Map([...observations].filter(([, count]) => count > 1));
  }

  /** @throws {InvalidArgumentError} If there are more than `maxKeys` keys, or the encoder gives none of its keys. */
  protected override observe(observation: InnerObservation): number {
    const text = canonicalText(observation);
    const key = this.#encode(observation, text);
    const count = this.#counts.get(key) ?? 0;
    if (count === 0 && this.#counts.size >= this.#maxKeys) {
      throw new InvalidArgumentError(
        `Expected at most ${this.#maxKeys} keys, got another one: raise \`maxKeys\` or use a coarser encoder.`,
      );
    }
    if (!this.observationSpace.contains(key)) {
      throw new InvalidArgumentError(`Expected a key in ${this.observationSpace}, got ${show(key)}.`);
    }
    this.#keys.set(text, key);
    this.#counts.set(key, count + 1);
    return key;
  }

  protected override saveState(): JsonValue {
    return { keys: [...this.#keys], counts: [...this.#counts] };
  }

  protected override loadState(saved: JsonValue): void {
    const { keys, counts } = (saved ?? {}) as JsonObject;
    const isKey = (key: unknown): boolean => this.observationSpace.contains(key);
    const isText = (text: unknown): boolean => typeof text === "string";
    const read = {
      keys: readPairs<string>(keys, isText, isKey),
      counts: readPairs<number>(counts, isKey, Number.isSafeInteger),
    };
    this.#keys = new Map(read.keys);
    this.#counts = new Map(read.counts);
  }
}

type Test = (value: unknown) => boolean;

function readPairs<Name>(
  value: JsonValue | undefined,
  isName: Test,
  isNumber: Test,
): readonly (readonly [Name, number])[] {
  const isPair = (pair: unknown): boolean =>
    Array.isArray(pair) && pair.length === 2 && isName(pair[0]) && isNumber(pair[1]);
  if (Array.isArray(value) && value.every(isPair)) return value;
  throw new SnapshotError("Expected the keys and counts of a `TabularKey` with an equal space.");
}
