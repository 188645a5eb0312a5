import type { BaseInfo, Env, EnvMetadata, ResetOptions } from "../../core/env.ts";
import type { JsonValue } from "../../core/json.ts";
import type { Space } from "../../core/space.ts";
import type { OptionNames } from "../../core/wrapper.ts";
import { amountOption, probabilityOption, recorded } from "../option-ranges.ts";
import { WrapperStream } from "../wrapper-stream.ts";
import { EpisodicObservation } from "./episodic-observation.ts";
import { chosenKeys, dictObservations } from "./observation-spaces.ts";
import { type Disturb, disturbance, type Noise } from "./perturbed.ts";

/** Options of {@link PerturbObservation}. */
export interface PerturbObservationOptions {
  /** Chance of each character, number or choice to be disturbed, in [0, 1]. */
  readonly probability: number;
  /** How far a number of a box may move, a finite number >= 0; it stays within its bounds. @defaultValue 1 */
  readonly amplitude?: number;
  /** Fields of a `Dict` observation to disturb. @defaultValue the whole observation, of whatever kind */
  readonly keys?: readonly string[];
  /** Name of the random stream; give two of them in one stack different names. @defaultValue "perturb-observation" */
  readonly stream?: string;
}

/**
 * Disturbs what is seen: characters of texts and choices are drawn anew, numbers move a little. What is seen stays in
 * the same space. Its stream restarts with every seeded reset and is independent of the inner environment's.
 */
export class PerturbObservation<
  Observation,
  Action,
  Info extends BaseInfo = BaseInfo,
> extends EpisodicObservation<Observation, Observation, Action, Info> {
  static override readonly optionNames: OptionNames<PerturbObservationOptions> = {
    probability: true,
    amplitude: true,
    keys: true,
    stream: true,
  };
  readonly #stream: WrapperStream;
  readonly #disturb: Disturb;

  /** @throws {GymError} If an option is out of range, a key is unknown, or values of a part cannot be disturbed. */
  constructor(inner: Env<Observation, Action, Info>, options: PerturbObservationOptions) {
    super(inner, recorded(options));
    const { amplitude = 1, keys, stream = "perturb-observation" } = options;
    const noise = {
      probability: probabilityOption("probability", options.probability),
      amplitude: amountOption("amplitude", amplitude),
    };
    this.#stream = new WrapperStream(stream);
    this.#disturb =
      keys === undefined
        ? disturbance(inner.observationSpace, noise)
        : someFields(inner as unknown as Env, keys, noise);
  }

  override get metadata(): EnvMetadata {
    return { ...this.inner.metadata, stochastic: true };
  }

  get observationSpace(): Space<Observation> {
    return this.inner.observationSpace;
  }

  protected override begin(observation: Observation, options: ResetOptions | undefined): Observation {
    this.#stream.reset(options);
    return this.follow(observation);
  }

  protected override follow(observation: Observation): Observation {
    return this.#disturb(observation, this.#stream.rng) as Observation;
  }

  protected override saveState(): JsonValue {
    return this.#stream.save();
  }

  protected override loadState(saved: JsonValue): void {
    this.#stream.load(saved);
  }
}

function someFields(env: Env, keys: readonly string[], noise: Noise): Disturb {
  const space = dictObservations(env);
  const parts = chosenKeys(keys, space).map(
    (key) => [key, disturbance(space.spaces[key] as Space<unknown>, noise)] as const,
  );
  return (value, rng) => {
    const fields = value as Readonly<Record<string, unknown>>;
    return {
      ...fields,
      ...Object.fromEntries(parts.map(([key, disturb]) => [key, disturb(fields[key], rng)])),
    };
  };
}
