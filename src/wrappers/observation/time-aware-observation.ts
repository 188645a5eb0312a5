import type { BaseInfo, Env } from "../../core/env.ts";
import { InvalidArgumentError, SnapshotError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import { merged } from "../../core/merged.ts";
import type { Space } from "../../core/space.ts";
import { BaseSpace } from "../../core/spaces/base-space.ts";
import { Box } from "../../core/spaces/box.ts";
import { Dict, type SpaceRecord } from "../../core/spaces/dict.ts";
import { Discrete } from "../../core/spaces/discrete.ts";
import { flatten, flattenSpace } from "../../core/spaces/flatten.ts";
import type { OptionNames } from "../../core/wrapper.ts";
import { integerOption } from "../option-ranges.ts";
import { EpisodicObservation } from "./episodic-observation.ts";

/** Options of {@link TimeAwareObservation}. */
export interface TimeAwareObservationOptions {
  /** Steps an episode takes at most, an integer >= 1; the time stays there if it takes more. */
  readonly maxSteps: number;
  /** Whether observation and time become one list of numbers, the time last. @defaultValue true */
  readonly flatten?: boolean;
  /** Whether the time is a share of `maxSteps` in [0, 1] and not the number of steps. @defaultValue false */
  readonly normalize?: boolean;
  /** Field that holds the time where nothing is flattened. @defaultValue "time" */
  readonly key?: string;
}

/** The field that holds the time. */
type TimeKey<Options> = Options extends { readonly key: infer Key extends string } ? Key : "time";

/** A number of steps, or a list with their share. */
type Time<Options> = Options extends { readonly normalize: true } ? readonly number[] : number;

/** Observations that are no records. */
type Leaf = string | number | bigint | boolean | null | readonly unknown[];

/** What a {@link TimeAwareObservation} with these options observes. */
export type TimedObservation<Observation, Options> = Options extends { readonly flatten: false }
  ? (Observation extends Leaf ? { readonly obs: Observation } : Observation) & {
      readonly [Key in TimeKey<Options>]: Time<Options>;
    }
  : readonly number[];

/**
 * Adds the time since the reset to what is seen, which makes a task with a step budget Markov. Flattened, it is the last
 * entry of the list; otherwise a field: one more of a `Dict`, or next to `obs`, which holds any other observation.
 */
export class TimeAwareObservation<
  InnerObservation,
  Action,
  Info extends BaseInfo = BaseInfo,
  const Options extends TimeAwareObservationOptions = TimeAwareObservationOptions,
> extends EpisodicObservation<InnerObservation, TimedObservation<InnerObservation, Options>, Action, Info> {
  static override readonly optionNames: OptionNames<TimeAwareObservationOptions> = {
    maxSteps: true,
    flatten: true,
    normalize: true,
    key: true,
  };
  readonly observationSpace: Space<TimedObservation<InnerObservation, Options>>;
  readonly #add: (observation: InnerObservation, steps: number) => unknown;
  readonly #maxSteps: number;
  #steps = 0;

  /**
   * @throws {InvalidArgumentError} If `maxSteps` is out of range, `key` is taken, or the space is none of the library's.
   * @throws {GymError} `UNSUPPORTED` if it is to be flattened and has no vectors of fixed length.
   */
  constructor(inner: Env<InnerObservation, Action, Info>, options: Options) {
    const plain: TimeAwareObservationOptions = options;
    super(inner, { ...plain });
    this.#maxSteps = integerOption("maxSteps", plain.maxSteps, 1);
    const { space, add } =
      plain.flatten === false
        ? asField(inner.observationSpace, plain)
        : asEntry(inner.observationSpace, plain);
    // Which form it is follows from the options in the type as well.
    this.observationSpace = space as unknown as Space<TimedObservation<InnerObservation, Options>>;
    this.#add = add;
  }

  protected override begin(observation: InnerObservation): TimedObservation<InnerObservation, Options> {
    this.#steps = 0;
    return this.#timed(observation);
  }

  protected override follow(observation: InnerObservation): TimedObservation<InnerObservation, Options> {
    this.#steps = Math.min(this.#steps + 1, this.#maxSteps);
    return this.#timed(observation);
  }

  #timed(observation: InnerObservation): TimedObservation<InnerObservation, Options> {
    return this.#add(observation, this.#steps) as TimedObservation<InnerObservation, Options>;
  }

  protected override saveState(): JsonValue {
    return this.#steps;
  }

  protected override loadState(saved: JsonValue): void {
    if (!Number.isSafeInteger(saved) || (saved as number) < 0 || (saved as number) > this.#maxSteps) {
      throw new SnapshotError(`Expected the elapsed steps to be an integer in [0, ${this.#maxSteps}].`);
    }
    this.#steps = saved as number;
  }
}

interface Timing<Observation> {
  readonly space: Space<unknown>;
  readonly add: (observation: Observation, steps: number) => unknown;
}

function asEntry<Observation>(
  space: Space<Observation>,
  { normalize = false, maxSteps }: TimeAwareObservationOptions,
): Timing<Observation> {
  const { low, high } = flattenSpace(space);
  return {
    space: new Box([...low, 0], [...high, normalize ? 1 : maxSteps]),
    add: (observation, steps) => [...flatten(space, observation), normalize ? steps / maxSteps : steps],
  };
}

function asField<Observation>(
  space: Space<Observation>,
  { normalize = false, maxSteps, key = "time" }: TimeAwareObservationOptions,
): Timing<Observation> {
  if (!(space instanceof BaseSpace)) {
    throw new InvalidArgumentError(
      `Expected one of the library's observation spaces, got ${space}: put a TransformObservation inside.`,
    );
  }
  const isDict = space instanceof Dict;
  const fields: SpaceRecord = isDict ? (space.spaces as SpaceRecord) : { obs: space };
  if (Object.hasOwn(fields, key)) {
    throw new InvalidArgumentError(`Expected \`key\` to be a new field, got "${key}": choose another name.`);
  }
  const time = normalize ? new Box(0, 1) : new Discrete(maxSteps + 1);
  return {
    space: new Dict({ ...fields, [key]: time }),
    add: (observation, steps) => {
      const seen = isDict ? (observation as object) : { obs: observation };
      return merged(seen, { [key]: normalize ? [steps / maxSteps] : steps });
    },
  };
}
