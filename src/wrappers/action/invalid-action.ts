import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "../../core/env.ts";
import { InvalidActionError, InvalidArgumentError, show } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import { fullMask, type Mask } from "../../core/mask.ts";
import { merged } from "../../core/merged.ts";
import type { Discrete } from "../../core/spaces/discrete.ts";
import { type OptionNames, Wrapper } from "../../core/wrapper.ts";
import { addParts, partsOf, sumOfParts } from "../reward/reward-parts.ts";
import { discreteActions, isAllowed, placeOfAction } from "./discrete-actions.ts";
import { LastShown } from "./last-shown.ts";

/** Options of {@link InvalidAction}. */
export interface InvalidActionOptions {
  /** What an action outside the mask does: it is an error, it costs `penalty`, or it does nothing. */
  readonly mode: (typeof MODES)[number];
  /** What it costs with `mode: "penalize"`, a finite number >= 0. @defaultValue 0.1 */
  readonly penalty?: number;
  /**
   * Whether an invalid action steps the inner environment, so that its clock runs on. Without, it shows the last
   * observation again and only a time limit outside bounds the episode. @defaultValue false
   */
  readonly chargeStep?: boolean;
  /**
   * Label or number of the inner action that is carried out with `chargeStep` in place of an invalid one.
   * @defaultValue the invalid action itself, for environments that count it and do nothing with it
   */
  readonly noop?: number | string;
  /** Actions that the mask shows. @defaultValue "valid" with `mode: "throw"`, else "all" */
  readonly offer?: (typeof OFFERS)[number];
  /** Actions that `info.bootstrapMask` shows. @defaultValue as `offer` */
  readonly bootstrap?: (typeof OFFERS)[number];
}

/** What {@link InvalidAction} adds to the info of a step. */
export interface InvalidActionInfo {
  /** Set where the action was outside the mask. */
  readonly invalidAction?: boolean;
}

const MODES = ["throw", "penalize", "noop"] as const;
const OFFERS = ["valid", "all"] as const;

/**
 * Decides what becomes of actions outside the mask, for the arms of Huang & Ontañón, A Closer Look at Invalid Action
 * Masking in Policy Gradient Algorithms (2020):
 *
 * - *masking*: the bare environment, or `mode: "throw"` to be sure that nobody leaves the mask;
 * - *naive masking*: the same, and a learner that ignores the mask in its targets (hyperparameter `bootstrapMask: false`
 *   of the Q-learner);
 * - *penalty*: `mode: "penalize"` with a penalty of 0, 0.01, 0.1 or 1: every action is offered;
 * - *masking removed at evaluation*: training without, evaluation with `mode: "noop"` or `"penalize"`.
 *
 * Behaviour, bootstrap and evaluation mask are set apart by wrapping the training and the evaluation environment
 * separately, with `bootstrap: "valid"` for a learner that sees every action offered and bootstraps with the mask.
 * The part `invalid` of the reward is what it cost; `info.episode` stays as the inner environment counted it.
 * An environment without a mask allows everything.
 */
export class InvalidAction<Observation, Info extends BaseInfo = BaseInfo> extends Wrapper<
  Observation,
  number,
  Info
> {
  static override readonly optionNames: OptionNames<InvalidActionOptions> = {
    mode: true,
    penalty: true,
    chargeStep: true,
    noop: true,
    offer: true,
    bootstrap: true,
  };
  override readonly changesTask = true;
  readonly #options: InvalidActionOptions;
  readonly #space: Discrete;
  readonly #noop: number | undefined;
  readonly #cost: number;
  readonly #last = new LastShown<Observation, Info>();

  /** @throws {GymError} If an option is unknown or out of range, or the action space is not Discrete. */
  constructor(inner: Env<Observation, number, Info>, options: InvalidActionOptions) {
    super(inner, { ...options });
    const { mode, noop, penalty = 0.1 } = options;
    const offer = options.offer ?? (mode === "throw" ? "valid" : "all");
    const { bootstrap = offer } = options;
    requireOneOf("mode", mode, MODES);
    requireOneOf("offer", offer, OFFERS);
    requireOneOf("bootstrap", bootstrap, OFFERS);
    if (!Number.isFinite(penalty) || penalty < 0) {
      throw new InvalidArgumentError(`Expected \`penalty\` to be a finite number >= 0, got ${penalty}.`);
    }
    this.#space = discreteActions(inner);
    this.#noop =
      noop === undefined ? undefined : this.#space.start + placeOfAction(noop, this.#space, "noop");
    this.#options = { ...options, offer, bootstrap };
    this.#cost = mode === "penalize" ? 0 - penalty : 0;
  }

  override actionMask(): Mask | undefined {
    const mask = this.inner.actionMask();
    return mask === undefined || this.#options.offer === "valid" ? mask : fullMask(mask.length);
  }

  override reset(options?: ResetOptions): ResetResult<Observation, Info> {
    const result = this.inner.reset(options);
    this.#last.show(result, false);
    return { ...result, info: this.#withMasks(result.info) };
  }

  override step(action: number): StepResult<Observation, Info & InvalidActionInfo> {
    const isInvalid = this.#isInvalid(action);
    const result = isInvalid ? this.#refuse(action) : this.#play(action);
    const rewardComponents: Record<string, number> = {};
    addParts(rewardComponents, partsOf(result), 1);
    addParts(rewardComponents, { invalid: isInvalid ? this.#cost : 0 }, 1);
    const told = isInvalid
      ? { rewardComponents, invalidAction: true, actionName: this.#space.label(action) }
      : { rewardComponents };
    const info = merged(this.#withMasks(result.info), told);
    return { ...result, reward: sumOfParts(rewardComponents), info };
  }

  #isInvalid(action: number): boolean {
    return this.#last.isRunning && this.#space.contains(action) && !isAllowed(this.inner, action);
  }

  #play(action: number): StepResult<Observation, Info> {
    const result = this.inner.step(action);
    this.#last.show(result, result.terminated || result.truncated);
    return result;
  }

  #refuse(action: number): StepResult<Observation, Info> {
    const { chargeStep = false, mode } = this.#options;
    if (mode === "throw") {
      const name = this.#space.label(action);
      throw new InvalidActionError(`Expected an action that \`actionMask()\` allows, got ${show(name)}.`);
    }
    if (chargeStep) return this.#play(this.#noop ?? action);
    const { observation, info } = this.#last.repeat();
    const unpaid = { ...info, rewardComponents: {} };
    return { observation, info: unpaid, reward: 0, terminated: false, truncated: false };
  }

  #withMasks(info: Info): Info {
    const { actionMask, bootstrapMask = actionMask } = info;
    const { offer, bootstrap } = this.#options;
    if (actionMask === undefined || bootstrapMask === undefined) return info;
    if (offer === "valid" && bootstrap === "valid") return info;
    const shown = (choice: unknown, mask: Mask): Mask => (choice === "all" ? fullMask(mask.length) : mask);
    return merged(info, {
      actionMask: shown(offer, actionMask),
      bootstrapMask: shown(bootstrap, bootstrapMask),
    });
  }

  override close(): void {
    super.close();
    this.#last.close();
  }

  protected override saveState(): JsonValue {
    return this.#last.save();
  }

  protected override loadState(saved: JsonValue): void {
    this.#last.load(saved);
  }
}

function requireOneOf(name: string, given: unknown, allowed: readonly unknown[]): void {
  if (allowed.includes(given)) return;
  throw new InvalidArgumentError(
    `Expected \`${name}\` to be one of ${allowed.join(", ")}, got ${show(given)}.`,
  );
}
