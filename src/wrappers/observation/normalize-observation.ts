import type { BaseInfo, Env, EnvMetadata } from "../../core/env.ts";
import { InvalidArgumentError, SnapshotError, show } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { Box } from "../../core/spaces/box.ts";
import type { OptionNames } from "../../core/wrapper.ts";
import { withWarning } from "../with-warning.ts";
import { EpisodicObservation } from "./episodic-observation.ts";
import { boxObservations } from "./observation-spaces.ts";

/** Options of {@link NormalizeObservation}. */
export interface NormalizeObservationOptions {
  /** Added to the variance before its root is taken, a finite number > 0. @defaultValue 1e-8 */
  readonly epsilon?: number;
  /** Whether it starts with its statistics frozen. @defaultValue false */
  readonly frozen?: boolean;
}

const WARNING =
  "NormalizeObservation: observations depend on all that was seen before, so policies and scores compare only where the statistics are the same.";

/**
 * Shows (x − mean) / √(variance + ε) of every entry, over all observations so far, this one included (Welford's running
 * mean and population variance). The statistics outlive resets, seeded ones too; set `frozen` to evaluate. Gymnasium's
 * starts with 0.0001 imagined observations of mean 0 and variance 1; this one starts with none.
 */
export class NormalizeObservation<Action, Info extends BaseInfo = BaseInfo> extends EpisodicObservation<
  readonly number[],
  readonly number[],
  Action,
  Info
> {
  static override readonly optionNames: OptionNames<NormalizeObservationOptions> = {
    epsilon: true,
    frozen: true,
  };
  readonly observationSpace: Box;
  /** Whether new observations leave the statistics alone. */
  frozen: boolean;
  readonly #epsilon: number;
  #count = 0;
  #mean: readonly number[];
  /** Sums of squared deviations from the mean. */
  #spread: readonly number[];

  /** @throws {InvalidArgumentError} If the observations are no `Box`, or `epsilon` is not a finite number > 0. */
  constructor(inner: Env<readonly number[], Action, Info>, options: NormalizeObservationOptions = {}) {
    super(inner, { ...options });
    const { epsilon = 1e-8, frozen = false } = options;
    if (!Number.isFinite(epsilon) || epsilon <= 0) {
      throw new InvalidArgumentError(`Expected \`epsilon\` to be a finite number > 0, got ${show(epsilon)}.`);
    }
    const { low, shape } = boxObservations(inner);
    this.observationSpace = new Box(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, { shape });
    this.#epsilon = epsilon;
    this.frozen = frozen;
    this.#mean = low.map(() => 0);
    this.#spread = this.#mean;
  }

  override get metadata(): EnvMetadata {
    const metadata = withWarning(this.inner.metadata, WARNING);
    return { ...metadata, stochastic: metadata.stochastic || !this.frozen };
  }

  /** Observations that the statistics are made of. */
  get count(): number {
    return this.#count;
  }

  /** Mean of each entry; 0 before the first observation. */
  get mean(): readonly number[] {
    return [...this.#mean];
  }

  /** Population variance of each entry; 1 before the first observation. */
  get variance(): readonly number[] {
    return this.#spread.map((spread) => (this.#count === 0 ? 1 : spread / this.#count));
  }

  protected override begin(observation: readonly number[]): readonly number[] {
    return this.follow(observation);
  }

  protected override follow(observation: readonly number[]): readonly number[] {
    if (!this.frozen) this.#update(observation);
    const { variance } = this;
    return observation.map(
      (value, entry) =>
        (value - (this.#mean[entry] ?? 0)) / Math.sqrt((variance[entry] ?? 1) + this.#epsilon),
    );
  }

  #update(observation: readonly number[]): void {
    const before = this.#mean;
    const count = this.#count + 1;
    const mean = before.map((each, entry) => each + ((observation[entry] ?? 0) - each) / count);
    const spread = this.#spread.map((each, entry) => {
      const value = observation[entry] ?? 0;
      return each + (value - (before[entry] ?? 0)) * (value - (mean[entry] ?? 0));
    });
    if (!spread.every(Number.isFinite)) {
      throw new InvalidArgumentError(
        `Expected observations whose squares are finite, got ${show(observation)}: put a RescaleObservation inside.`,
      );
    }
    this.#count = count;
    this.#spread = spread;
    this.#mean = mean;
  }

  protected override saveState(): JsonValue {
    return { frozen: this.frozen, count: this.#count, mean: this.#mean, spread: this.#spread };
  }

  protected override loadState(saved: JsonValue): void {
    const { frozen, count, mean, spread } = (saved ?? {}) as JsonObject;
    const isCount = Number.isSafeInteger(count) && (count as number) >= 0;
    if (typeof frozen !== "boolean" || !isCount || !this.#isVector(mean) || !this.#isVector(spread)) {
      throw new SnapshotError("Expected the statistics of a `NormalizeObservation` over as many entries.");
    }
    this.frozen = frozen;
    this.#count = count as number;
    this.#mean = mean;
    this.#spread = spread;
  }

  #isVector(value: JsonValue | undefined): value is readonly number[] {
    return Array.isArray(value) && value.length === this.#mean.length && value.every(Number.isFinite);
  }
}
