import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "../../core/env.ts";
import { GymError, SnapshotError } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { TransitionModel } from "../../core/model.ts";
import { type OptionNames, Wrapper } from "../../core/wrapper.ts";

/** Options of {@link RenderCollection}. */
export interface RenderCollectionOptions {
  /** Whether `frames` forgets the pictures that it gives. @defaultValue true */
  readonly pop?: boolean;
  /** Whether a reset forgets those of the episode before. @defaultValue true */
  readonly resetClean?: boolean;
}

/**
 * Keeps a picture of every state from reset on, as the render mode `ansi_list` of Gymnasium does: a transcript of the
 * episode, in the render mode that the environment was made with.
 */
export class RenderCollection<Observation, Action, Info extends BaseInfo = BaseInfo> extends Wrapper<
  Observation,
  Action,
  Info
> {
  static override readonly optionNames: OptionNames<RenderCollectionOptions> = {
    pop: true,
    resetClean: true,
  };
  declare readonly model?: (taskId?: string) => TransitionModel;
  readonly #pop: boolean;
  readonly #resetClean: boolean;
  #frames: string[] = [];
  #isBlank = false;

  constructor(inner: Env<Observation, Action, Info>, options: RenderCollectionOptions = {}) {
    super(inner, { ...options });
    this.#pop = options.pop ?? true;
    this.#resetClean = options.resetClean ?? true;
    if (inner.model !== undefined) this.model = inner.model.bind(inner);
  }

  /** The pictures so far, oldest first. @throws {GymError} `UNSUPPORTED` if the environment draws nothing. */
  frames(): readonly string[] {
    if (this.#isBlank) {
      throw new GymError("UNSUPPORTED", "The environment draws nothing: make it with a render mode.");
    }
    const frames = [...this.#frames];
    if (this.#pop) this.#frames = [];
    return frames;
  }

  /** The pictures so far as one text, each on lines of its own, forgetting none; `undefined` where nothing is drawn. */
  override render(): string | undefined {
    return this.#isBlank ? undefined : this.#frames.join("\n");
  }

  override reset(options?: ResetOptions): ResetResult<Observation, Info> {
    const result = this.inner.reset(options);
    if (this.#resetClean) this.#frames = [];
    this.#collect();
    return result;
  }

  override step(action: Action): StepResult<Observation, Info> {
    const result = this.inner.step(action);
    this.#collect();
    return result;
  }

  #collect(): void {
    const frame = this.inner.render();
    this.#isBlank = frame === undefined;
    if (frame !== undefined) this.#frames.push(frame);
  }

  protected override saveState(): JsonValue {
    return { frames: [...this.#frames], isBlank: this.#isBlank };
  }

  protected override loadState(saved: JsonValue): void {
    const { frames, isBlank } = (saved ?? {}) as JsonObject;
    const isText = (frame: unknown): frame is string => typeof frame === "string";
    if (!Array.isArray(frames) || !frames.every(isText) || typeof isBlank !== "boolean") {
      throw new SnapshotError("Expected the pictures of a `RenderCollection`.");
    }
    this.#frames = [...frames];
    this.#isBlank = isBlank;
  }
}
