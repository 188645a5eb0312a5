import type { BaseInfo, Env, EnvMetadata, ResetOptions } from "../../core/env.ts";
import type { JsonValue } from "../../core/json.ts";
import type { Space } from "../../core/space.ts";
import { Dict } from "../../core/spaces/dict.ts";
import { Discrete } from "../../core/spaces/discrete.ts";
import { OneOf } from "../../core/spaces/one-of.ts";
import { Text } from "../../core/spaces/text.ts";
import type { OptionNames } from "../../core/wrapper.ts";
import { probabilityOption, recorded } from "../option-ranges.ts";
import { WrapperStream } from "../wrapper-stream.ts";
import { EpisodicObservation } from "./episodic-observation.ts";
import { chosenKeys, dictObservations } from "./observation-spaces.ts";
import { zeroOf } from "./zero-value.ts";

/** Options of {@link MissingField}. */
export interface MissingFieldOptions {
  /** Chance of each field to be missing from an observation, in [0, 1]. */
  readonly probability: number;
  /** Fields that may be missing. @defaultValue all */
  readonly keys?: readonly string[];
  /** Whether it can be told that a field is missing. @defaultValue false */
  readonly marked?: boolean;
  /** Name of the random stream; give two of them in one stack different names. @defaultValue "missing-field" */
  readonly stream?: string;
}

/** A field that says whether it is there: `[0, 0]` if missing, else `[1, value]`. */
export type MarkedField<Value> = readonly [missing: 0, nothing: number] | readonly [there: 1, value: Value];

/** The fields that may be missing. */
type MissingKey<Observation, Options> = Options extends { readonly keys: readonly (infer Key)[] }
  ? Key
  : keyof Observation;

/** What a {@link MissingField} with these options observes. */
export type IncompleteObservation<Observation, Options> = Options extends { readonly marked: true }
  ? {
      readonly [Key in keyof Observation]: Key extends MissingKey<Observation, Options>
        ? MarkedField<Observation[Key]>
        : Observation[Key];
    }
  : Observation;

/**
 * Leaves fields of a record out by chance, each on its own. A missing field is blank: the empty text, which its space
 * then contains, or the zero value of its space; where `marked`, fields that may be missing say whether they are. Its
 * stream restarts with every seeded reset and is independent of the inner environment's.
 */
export class MissingField<
  InnerObservation extends object,
  Action,
  Info extends BaseInfo = BaseInfo,
  const Options extends MissingFieldOptions = MissingFieldOptions,
> extends EpisodicObservation<
  InnerObservation,
  IncompleteObservation<InnerObservation, Options>,
  Action,
  Info
> {
  static override readonly optionNames: OptionNames<MissingFieldOptions> = {
    probability: true,
    keys: true,
    marked: true,
    stream: true,
  };
  readonly observationSpace: Space<IncompleteObservation<InnerObservation, Options>>;
  readonly #probability: number;
  readonly #stream: WrapperStream;
  readonly #fields: readonly (readonly [key: string, field: Field])[];

  /** @throws {GymError} If the observations are no `Dict`, an option is out of range, or a field has no zero value. */
  constructor(inner: Env<InnerObservation, Action, Info>, options: Options) {
    const plain: MissingFieldOptions = options;
    super(inner, recorded(plain));
    const space = dictObservations(inner as Pick<Env, "observationSpace">);
    const { keys = space.keys, marked = false, stream = "missing-field" } = plain;
    const kind = marked ? markedField : blankField;
    this.#probability = probabilityOption("probability", plain.probability);
    this.#fields = chosenKeys(keys, space).map((key) => [key, kind(space.spaces[key] as Space<unknown>)]);
    this.#stream = new WrapperStream(stream);
    const changed = this.#fields.map(([key, field]) => [key, field.space]);
    const fields = { ...space.spaces, ...Object.fromEntries(changed) };
    // Which spaces changed follows from the options in the type as well.
    this.observationSpace = new Dict(fields) as unknown as typeof this.observationSpace;
  }

  override get metadata(): EnvMetadata {
    return { ...this.inner.metadata, stochastic: true };
  }

  protected override begin(
    observation: InnerObservation,
    options: ResetOptions | undefined,
  ): IncompleteObservation<InnerObservation, Options> {
    this.#stream.reset(options);
    return this.follow(observation);
  }

  protected override follow(observation: InnerObservation): IncompleteObservation<InnerObservation, Options> {
    const values = observation as Readonly<Record<string, unknown>>;
    const fields = this.#fields.map(([key, field]) => [key, this.#seen(field, values[key])]);
    return { ...observation, ...Object.fromEntries(fields) } as IncompleteObservation<
      InnerObservation,
      Options
    >;
  }

  #seen(field: Field, value: unknown): unknown {
    return this.#stream.rng.next() < this.#probability ? field.missing() : field.there(value);
  }

  protected override saveState(): JsonValue {
    return this.#stream.save();
  }

  protected override loadState(saved: JsonValue): void {
    this.#stream.load(saved);
  }
}

/** How a field looks that may be missing. */
interface Field {
  readonly space: Space<unknown>;
  readonly missing: () => unknown;
  readonly there: (value: unknown) => unknown;
}

function blankField(space: Space<unknown>): Field {
  const blank =
    space instanceof Text ? new Text(space.maxLength, { minLength: 0, charset: space.charset }) : space;
  zeroOf(blank);
  return { space: blank, missing: () => zeroOf(blank), there: (value) => value };
}

function markedField(space: Space<unknown>): Field {
  const marked = new OneOf([new Discrete(1, { labels: ["missing"] }), space]);
  return { space: marked, missing: () => [0, 0], there: (value) => [1, value] };
}
