import type { BaseInfo, Env, EnvMetadata, ResetOptions, ResetResult } from "../../core/env.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import { RewardWrapper } from "../../core/reward-wrapper.ts";
import type { OptionNames } from "../../core/wrapper.ts";
import { WrapperStream } from "../wrapper-stream.ts";

/** Options of {@link RewardNoise}. */
export interface RewardNoiseOptions {
  /** Standard deviation of the noise, a finite number >= 0. */
  readonly sigma: number;
  /** Name of the random stream; give two of them in one stack different names. @defaultValue "reward-noise" */
  readonly stream?: string;
}

/**
 * Adds normally distributed noise of mean 0 to every reward, as the part `noise`. Its stream restarts with every
 * seeded reset and is independent of the inner environment's.
 */
export class RewardNoise<Observation, Action, Info extends BaseInfo = BaseInfo> extends RewardWrapper<
  Observation,
  Action,
  Info
> {
  static override readonly optionNames: OptionNames<RewardNoiseOptions> = { sigma: true, stream: true };
  protected override readonly component = "noise";
  readonly #sigma: number;
  readonly #stream: WrapperStream;

  /** @throws {InvalidArgumentError} If `sigma` is not finite and >= 0. */
  constructor(inner: Env<Observation, Action, Info>, options: RewardNoiseOptions) {
    super(inner, { ...options });
    const { sigma, stream = "reward-noise" } = options;
    if (!Number.isFinite(sigma) || sigma < 0) {
      throw new InvalidArgumentError(`Expected \`sigma\` to be a finite number >= 0, got ${sigma}.`);
    }
    this.#sigma = sigma;
    this.#stream = new WrapperStream(stream);
  }

  override get metadata(): EnvMetadata {
    return { ...this.inner.metadata, stochastic: true };
  }

  override reset(options?: ResetOptions): ResetResult<Observation, Info> {
    const result = this.inner.reset(options);
    this.#stream.reset(options);
    return result;
  }

  /** Box-Muller; 1 − u is in (0, 1], so the logarithm is finite. */
  protected override addition(): number {
    const { rng } = this.#stream;
    const radius = Math.sqrt(-2 * Math.log(1 - rng.double()));
    return this.#sigma * radius * Math.cos(2 * Math.PI * rng.double());
  }

  protected override saveState(): JsonValue {
    return this.#stream.save();
  }

  protected override loadState(saved: JsonValue): void {
    this.#stream.load(saved);
  }
}
