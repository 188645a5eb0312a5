import type { BaseInfo, Env, EnvMetadata, ResetOptions, ResetResult, StepResult } from "../../core/env.ts";
import { InvalidArgumentError, SnapshotError } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { type OptionNames, Wrapper } from "../../core/wrapper.ts";
import { pack, unpack } from "../packed.ts";
import { WrapperStream } from "../wrapper-stream.ts";
import { isAllowed } from "./discrete-actions.ts";

/** Options of {@link StickyAction}. */
export interface StickyActionOptions {
  /** Chance that a step repeats the last action that was carried out, in [0, 1). */
  readonly probability: number;
  /** Name of the random stream; give two of them in one stack different names. @defaultValue "sticky-action" */
  readonly stream?: string;
}

/**
 * With a fixed chance, carries out the last action again in place of the one chosen. The first action of an episode is
 * always the chosen one, and so is one whose predecessor the mask no longer allows. Its stream restarts with every
 * seeded reset and is independent of the inner environment's.
 */
export class StickyAction<Observation, Action, Info extends BaseInfo = BaseInfo> extends Wrapper<
  Observation,
  Action,
  Info
> {
  static override readonly optionNames: OptionNames<StickyActionOptions> = {
    probability: true,
    stream: true,
  };
  override readonly changesTask = true;
  readonly #probability: number;
  readonly #stream: WrapperStream;
  #last: { readonly action: Action } | undefined;

  /** @throws {InvalidArgumentError} If `probability` is not in [0, 1). */
  constructor(inner: Env<Observation, Action, Info>, options: StickyActionOptions) {
    super(inner, { ...options });
    const { probability, stream = "sticky-action" } = options;
    if (!(probability >= 0 && probability < 1)) {
      throw new InvalidArgumentError(`Expected \`probability\` to be in [0, 1), got ${probability}.`);
    }
    this.#probability = probability;
    this.#stream = new WrapperStream(stream);
  }

  override get metadata(): EnvMetadata {
    return { ...this.inner.metadata, stochastic: true };
  }

  override reset(options?: ResetOptions): ResetResult<Observation, Info> {
    const result = this.inner.reset(options);
    this.#stream.reset(options);
    this.#last = undefined;
    return result;
  }

  /** A refused action draws nothing. An action outside the space goes to the inner environment, which refuses it. */
  override step(action: Action): StepResult<Observation, Info> {
    const before = this.#stream.save();
    try {
      const executed = this.inner.actionSpace.contains(action) ? this.#executed(action) : action;
      const result = this.inner.step(executed);
      this.#last = { action: executed };
      return result;
    } catch (error) {
      this.#stream.load(before);
      throw error;
    }
  }

  #executed(chosen: Action): Action {
    const isSticky = this.#stream.rng.next() < this.#probability;
    if (!isSticky || this.#last === undefined || !isAllowed(this.inner, this.#last.action)) return chosen;
    return this.#last.action;
  }

  protected override saveState(): JsonValue {
    return { stream: this.#stream.save(), last: this.#last === undefined ? null : pack(this.#last) };
  }

  protected override loadState(saved: JsonValue): void {
    const { stream = null, last = null } = (saved ?? {}) as JsonObject;
    const read = last === null ? undefined : (unpack(last) as { readonly action: Action });
    if (read !== undefined && !this.inner.actionSpace.contains(read.action)) {
      throw new SnapshotError("Expected the last action of a `StickyAction` to be in the action space.");
    }
    this.#stream.load(stream);
    this.#last = read;
  }
}
