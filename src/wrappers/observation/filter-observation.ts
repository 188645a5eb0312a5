import type { BaseInfo, Env } from "../../core/env.ts";
import { ObservationWrapper } from "../../core/observation-wrapper.ts";
import type { Space } from "../../core/space.ts";
import { Dict } from "../../core/spaces/dict.ts";
import type { OptionNames } from "../../core/wrapper.ts";
import { recorded } from "../option-ranges.ts";
import { chosenKeys, dictObservations } from "./observation-spaces.ts";

/** Options of {@link FilterObservation}. */
export interface FilterObservationOptions<Key extends string> {
  /** The keys to keep, each once; at least one. */
  readonly keys: readonly Key[];
}

/** Keeps some fields of a record observation: what is left out is an ablation of information. */
export class FilterObservation<
  InnerObservation extends object,
  const Key extends keyof InnerObservation & string,
  Action,
  Info extends BaseInfo = BaseInfo,
> extends ObservationWrapper<InnerObservation, Pick<InnerObservation, Key>, Action, Info> {
  static override readonly optionNames: OptionNames<FilterObservationOptions<string>> = { keys: true };
  readonly observationSpace: Space<Pick<InnerObservation, Key>>;
  readonly #keys: readonly Key[];

  /** @throws {GymError} If the observations are no `Dict`, or `keys` is empty, repeats a key or names an unknown one. */
  constructor(inner: Env<InnerObservation, Action, Info>, options: FilterObservationOptions<Key>) {
    super(inner, recorded(options));
    const space = dictObservations(inner as Pick<Env, "observationSpace">);
    this.#keys = chosenKeys([...options.keys], space);
    const kept = this.#keys.map((key) => [key, space.spaces[key]]);
    // The fields of the inner space are the spaces of the fields of the inner observation.
    this.observationSpace = new Dict(Object.fromEntries(kept)) as unknown as Space<
      Pick<InnerObservation, Key>
    >;
  }

  protected override observe(observation: InnerObservation): Pick<InnerObservation, Key> {
    const kept = this.#keys.map((key) => [key, observation[key]]);
    return Object.fromEntries(kept) as Pick<InnerObservation, Key>;
  }
}
