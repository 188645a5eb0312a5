import { InvalidArgumentError } from "../../core/errors.ts";
import { unknownName } from "../../core/names.ts";
import type { Ticket } from "../models.ts";
import type { View } from "../view.ts";
import { FEATURES, type Feature } from "./features.ts";

interface Column {
  readonly feature: Feature;
  /** Place value of the feature in the key. */
  readonly weight: number;
}

function columnsOf(features: readonly Feature[]): Column[] {
  let weight = 1;
  return features.map((feature) => {
    const column = { feature, weight };
    weight *= feature.values.length;
    return column;
  });
}

/**
 * Turns a view into a table row: a mixed-radix integer below 2^53 over named features, the first feature being
 * the least significant digit. Views with one key share values; leaving a feature out is an ablation.
 */
export class Encoder {
  readonly name: string;
  readonly features: readonly Feature[];
  /** Number of keys: all are in [0, size). */
  readonly size: number;
  readonly #columns: readonly Column[];
  readonly #fixed: readonly Column[];
  readonly #changing: readonly Column[];
  readonly #fixedKeys = new WeakMap<Ticket, { readonly view: View; readonly key: number }>();

  /** @throws {InvalidArgumentError} If there is no feature, or the keys would pass 2^53. */
  constructor(name: string, features: readonly Feature[]) {
    if (features.length === 0)
      throw new InvalidArgumentError(`The encoder "${name}" has no feature left: keep one.`);
    this.name = name;
    this.features = Object.freeze([...features]);
    this.#columns = columnsOf(features);
    this.#fixed = this.#columns.filter(({ feature }) => feature.fixed);
    this.#changing = this.#columns.filter(({ feature }) => !feature.fixed);
    this.size = features.reduce((size, { values }) => size * values.length, 1);
    if (!Number.isSafeInteger(this.size)) {
      throw new InvalidArgumentError(
        `The encoder "${name}" has ${this.size} keys, allowed are less than 2^53.`,
      );
    }
  }

  /** Whether a key tells how many steps are left, which an external budget does not allow. */
  get showsBudget(): boolean {
    return this.features.some((feature) => feature.showsBudget);
  }

  /** The table row of a view, an integer in [0, size). */
  encode(view: View): number {
    let key = this.#fixedKey(view);
    for (const { feature, weight } of this.#changing) key += weight * feature.read(view);
    return key;
  }

  /** Length of the vectors of `oneHot`: the values of all features together. */
  get featureCount(): number {
    return this.features.reduce((count, { values }) => count + values.length, 0);
  }

  /** The features of a view one after another, each as a one and zeros, shape [featureCount]. */
  oneHot(view: View): readonly number[] {
    const vector = new Array<number>(this.featureCount).fill(0);
    let offset = 0;
    for (const { values, read } of this.features) {
      vector[offset + read(view)] = 1;
      offset += values.length;
    }
    return vector;
  }

  #fixedKey(view: View): number {
    const known = this.#fixedKeys.get(view.ticket);
    if (known !== undefined && known.view.task_id === view.task_id && known.view.signals === view.signals) {
      return known.key;
    }
    const key = this.#fixed.reduce((sum, { feature, weight }) => sum + weight * feature.read(view), 0);
    this.#fixedKeys.set(view.ticket, { view, key });
    return key;
  }

  /** The feature values of a key. @throws {InvalidArgumentError} If it is outside [0, size). */
  decode(key: number): Readonly<Record<string, string>> {
    if (!Number.isInteger(key) || key < 0 || key >= this.size) {
      throw new InvalidArgumentError(`Expected a key in [0, ${this.size}), got ${key}.`);
    }
    return Object.fromEntries(
      this.#columns.map(({ feature: { name, values }, weight }) => [
        name,
        values[Math.floor(key / weight) % values.length] ?? "",
      ]),
    );
  }

  /** A key in words, such as `follow_up=none reply=yes`. */
  describe(key: number): string {
    return Object.entries(this.decode(key))
      .map(([name, value]) => `${name}=${value}`)
      .join(" ");
  }

  /** Leaves features out. @throws {UnknownNameError} If the encoder does not have one. */
  without(...names: readonly string[]): Encoder {
    const known = this.features.map(({ name }) => name);
    const unknown = names.find((name) => !known.includes(name));
    if (unknown !== undefined) throw unknownName(`feature of ${this.name}`, unknown, known);
    return new Encoder(
      `${this.name}${names.map((name) => `~${name}`).join("")}`,
      this.features.filter(({ name }) => !names.includes(name)),
    );
  }

  /** Adds features. @throws {UnknownNameError} If there is no such feature. */
  with(...names: readonly string[]): Encoder {
    const added = featuresNamed(names).filter((feature) => !this.features.includes(feature));
    return new Encoder(`${this.name}${names.map((name) => `+${name}`).join("")}`, [
      ...this.features,
      ...added,
    ]);
  }

  /** Its name, from which `encoder` builds it again. */
  toJSON(): string {
    return this.name;
  }
}

/** Features by name. @throws {UnknownNameError} If there is no such feature. */
export function featuresNamed(names: readonly string[]): Feature[] {
  return names.map((name) => {
    const found = FEATURES.find((feature) => feature.name === name);
    if (found === undefined)
      throw unknownName(
        "feature",
        name,
        FEATURES.map((feature) => feature.name),
      );
    return found;
  });
}
