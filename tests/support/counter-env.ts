import { BaseEnv } from "../../src/core/base-env.ts";
import type { BaseInfo, ResetResult, StepResult } from "../../src/core/env.ts";
import { InvalidActionError, InvalidArgumentError, SnapshotError } from "../../src/core/errors.ts";
import type { JsonValue } from "../../src/core/json.ts";
import { fullMask, type Mask } from "../../src/core/mask.ts";
import type { Space } from "../../src/core/space.ts";
import { Discrete } from "../../src/core/spaces/discrete.ts";

export interface CounterObservation {
  readonly count: number;
  /** Drawn anew on every reset and step. */
  readonly noise: number;
}

const OBSERVATIONS: Space<CounterObservation> = {
  size: Number.POSITIVE_INFINITY,
  sample: () => ({ count: 0, noise: 0 }),
  contains: (value): value is CounterObservation =>
    typeof value === "object" && value !== null && "count" in value && "noise" in value,
  seed: () => undefined,
  toString: () => "Counts",
  toJSON: () => ({ type: "Counts" }),
};

/** Counts the 1s it is given. Terminates when the count is 3; truncates after 5 steps. Every move draws a number. */
export class CounterEnv extends BaseEnv<CounterObservation, number> {
  readonly observationSpace = OBSERVATIONS;
  readonly actionSpace = new Discrete(2);
  protected override readonly resetOptions = ["start"];
  #count = 0;
  #steps = 0;

  protected begin(options: Readonly<Record<string, unknown>>): ResetResult<CounterObservation, BaseInfo> {
    const noise = this.rng.next();
    const { start = 0 } = options;
    if (typeof start !== "number") throw new InvalidArgumentError("Expected `start` to be a number.");
    this.#count = start;
    this.#steps = 0;
    return { observation: { count: start, noise }, info: { actionMask: fullMask(2) } };
  }

  protected play(action: number): StepResult<CounterObservation, BaseInfo> {
    if (!this.actionSpace.contains(action)) throw new InvalidActionError(`Expected 0 or 1, got ${action}.`);
    this.#count += action;
    this.#steps += 1;
    return {
      observation: { count: this.#count, noise: this.rng.next() },
      reward: action,
      terminated: this.#count >= 3,
      truncated: this.#steps >= 5,
      info: { actionMask: fullMask(2) },
    };
  }

  protected saveEpisode(): JsonValue {
    return [this.#count, this.#steps];
  }

  protected loadEpisode(saved: JsonValue): void {
    const [count, steps] = (saved ?? []) as readonly number[];
    if (count === undefined || steps === undefined) throw new SnapshotError("Expected a count and steps.");
    this.#count = count;
    this.#steps = steps;
  }

  override actionMask(): Mask {
    return fullMask(2);
  }
}
