import type { BaseInfo, Env, EnvMetadata, ResetOptions, ResetResult, StepResult } from "../../core/env.ts";
import { InvalidArgumentError, SnapshotError, show } from "../../core/errors.ts";
import { withMasks } from "../../core/info-masks.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { countAllowed, fullMask, type Mask } from "../../core/mask.ts";
import { createRng, type Rng } from "../../core/random.ts";
import { type OptionNames, Wrapper } from "../../core/wrapper.ts";
import { WrapperStream } from "../wrapper-stream.ts";

/** Options of {@link PartialMask}. */
export interface PartialMaskOptions {
  /** Chance that an invalid action is shown as allowed, in [0, 1]. @defaultValue 0 */
  readonly admitInvalid?: number;
  /** Chance that a valid action is shown as forbidden, in [0, 1]. @defaultValue 0 */
  readonly hideValid?: number;
  /** Steps of an episode before the mask begins; until then all actions are shown. An integer >= 0. @defaultValue 0 */
  readonly firstStep?: number;
  /**
   * Whether always the same actions are misjudged, as by a missing rule, or others at every step.
   * @defaultValue "fixed"
   */
  readonly errors?: "fixed" | "fresh";
  /** Decides which actions are misjudged, an integer in [0, 2^53). @defaultValue 0 */
  readonly seed?: number;
}

/** One chance of each kind for every action, in [0, 1). */
interface Draws {
  readonly admit: readonly number[];
  readonly hide: readonly number[];
}

/**
 * Makes masks imperfect: shows invalid actions as allowed, hides valid ones, or begins late. Where nothing would be
 * left, the true mask is shown. `info.bootstrapMask` has the same errors. What an invalid action then does is up to the
 * inner environment: put an {@link InvalidAction} with `offer: "valid"` inside.
 *
 * Fixed errors are the same in every episode and make a mask that is still a function of the state; fresh ones are drawn
 * at every step from a stream that restarts with every seeded reset.
 */
export class PartialMask<Observation, Action, Info extends BaseInfo = BaseInfo> extends Wrapper<
  Observation,
  Action,
  Info
> {
  static override readonly optionNames: OptionNames<PartialMaskOptions> = {
    admitInvalid: true,
    hideValid: true,
    firstStep: true,
    errors: true,
    seed: true,
  };
  override readonly changesTask = true;
  readonly #options: Required<PartialMaskOptions>;
  readonly #stream: WrapperStream;
  #draws: Draws;
  #steps = 0;

  /** @throws {InvalidArgumentError} If an option is out of range or the action space is not finite. */
  constructor(inner: Env<Observation, Action, Info>, options: PartialMaskOptions = {}) {
    super(inner, { ...options });
    const defaults = { admitInvalid: 0, hideValid: 0, firstStep: 0, errors: "fixed", seed: 0 } as const;
    this.#options = { ...defaults, ...options };
    checkOptions(this.#options);
    if (!Number.isSafeInteger(inner.actionSpace.size)) {
      throw new InvalidArgumentError(`Expected a finite action space, got ${inner.actionSpace}.`);
    }
    const { seed } = this.#options;
    this.#stream = new WrapperStream(`partial-mask-${seed}`);
    this.#draws = drawn(createRng(seed).fork("wrapper").fork("partial-mask"), inner.actionSpace.size);
  }

  override get metadata(): EnvMetadata {
    const { metadata } = this.inner;
    return this.#options.errors === "fresh" ? { ...metadata, stochastic: true } : metadata;
  }

  override actionMask(): Mask | undefined {
    return this.#shown(this.inner.actionMask());
  }

  override reset(options?: ResetOptions): ResetResult<Observation, Info> {
    const { observation, info } = this.inner.reset(options);
    this.#stream.reset(options);
    this.#advance(0);
    return { observation, info: this.#withMasks(info) };
  }

  override step(action: Action): StepResult<Observation, Info> {
    const result = this.inner.step(action);
    this.#advance(this.#steps + 1);
    return { ...result, info: this.#withMasks(result.info) };
  }

  #advance(steps: number): void {
    this.#steps = steps;
    if (this.#options.errors === "fresh") {
      this.#draws = drawn(this.#stream.rng, this.inner.actionSpace.size);
    }
  }

  #shown(mask: Mask | undefined): Mask | undefined {
    const { admitInvalid, firstStep, hideValid } = this.#options;
    if (mask === undefined) return undefined;
    if (this.#steps < firstStep) return fullMask(mask.length);
    const { admit, hide } = this.#draws;
    const partial = mask.map((allowed, action) => {
      const isMistaken =
        allowed === 1 ? (hide[action] ?? 1) < hideValid : (admit[action] ?? 1) < admitInvalid;
      return isMistaken ? 1 - allowed : allowed;
    });
    return countAllowed(partial) === 0 ? mask : partial;
  }

  #withMasks(info: Info): Info {
    const actionMask = this.#shown(info.actionMask);
    const bootstrapMask = this.#shown(info.bootstrapMask);
    return withMasks(info, actionMask, bootstrapMask);
  }

  protected override saveState(): JsonValue {
    const { admit, hide } = this.#draws;
    return { steps: this.#steps, stream: this.#stream.save(), admit, hide };
  }

  protected override loadState(saved: JsonValue): void {
    const { steps, stream = null, admit, hide } = (saved ?? {}) as JsonObject;
    const { size } = this.inner.actionSpace;
    if (!Number.isSafeInteger(steps) || !areDraws(admit, size) || !areDraws(hide, size)) {
      throw new SnapshotError("Expected the state of a `PartialMask` over as many actions.");
    }
    this.#stream.load(stream);
    this.#steps = steps as number;
    this.#draws = { admit, hide };
  }
}

function drawn(rng: Rng, count: number): Draws {
  const chances = (): number[] => Array.from({ length: count }, () => rng.next());
  return { admit: chances(), hide: chances() };
}

const areDraws = (value: unknown, count: number): value is readonly number[] =>
  Array.isArray(value) && value.length === count && value.every(Number.isFinite);

function checkOptions({ admitInvalid, errors, firstStep, hideValid }: Required<PartialMaskOptions>): void {
  for (const [name, chance] of Object.entries({ admitInvalid, hideValid })) {
    if (!(chance >= 0 && chance <= 1)) {
      throw new InvalidArgumentError(`Expected \`${name}\` to be in [0, 1], got ${show(chance)}.`);
    }
  }
  if (!Number.isSafeInteger(firstStep) || firstStep < 0) {
    throw new InvalidArgumentError(`Expected \`firstStep\` to be an integer >= 0, got ${show(firstStep)}.`);
  }
  if (errors !== "fixed" && errors !== "fresh") {
    throw new InvalidArgumentError(`Expected \`errors\` to be fixed or fresh, got ${show(errors)}.`);
  }
}
