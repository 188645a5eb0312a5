import { ActionWrapper } from "../../core/action-wrapper.ts";
import type { BaseInfo, Env, StepResult } from "../../core/env.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import type { Mask } from "../../core/mask.ts";
import { merged } from "../../core/merged.ts";
import type { Discrete } from "../../core/spaces/discrete.ts";
import { type OptionNames, requireKnownOptions } from "../../core/wrapper.ts";
import { addParts, partsOf, sumOfParts } from "../reward/reward-parts.ts";
import { discreteActions, isAllowed, namedActions, placeOfAction } from "./discrete-actions.ts";
import { furtherStep } from "./further-step.ts";

/** Options of {@link MacroActions}. */
export interface MacroActionsOptions {
  /** For each macro its inner actions in order, by label or number; at least one. */
  readonly macros: Readonly<Record<string, readonly (number | string)[]>>;
  /** γ, the discount of the learner, in [0, 1]. @defaultValue 1 */
  readonly discount?: number;
}

/** What {@link MacroActions} adds to the info of a step; absent after a reset. */
export interface MacroInfo {
  /** γ^k for `info.duration` k: what the value of the next state is multiplied with, in place of γ. */
  readonly macroDiscount?: number;
}

/**
 * Offers named sequences of inner actions as further actions behind the inner ones. A macro is allowed where its first
 * action is; it stops early at the end of the episode and before an action that is not allowed. Its reward is
 * Σ γ^i r_i over its k steps, part by part. `info.duration` is k, counted through macros of macros, so that a learner with
 * the same γ moves towards reward + γ^k V(s′): what it learns are the values of the semi-MDP. A macro that the episode's
 * end interrupted counts the steps it took.
 *
 * @see Sutton, Precup & Singh, Between MDPs and semi-MDPs (Artificial Intelligence 112, 1999).
 */
export class MacroActions<Observation, Info extends BaseInfo = BaseInfo> extends ActionWrapper<
  number,
  number,
  Observation,
  Info
> {
  static override readonly optionNames: OptionNames<MacroActionsOptions> = { macros: true, discount: true };
  readonly actionSpace: Discrete;
  readonly #real: Discrete;
  /** For each macro the places of its inner actions. */
  readonly #macros: readonly (readonly number[])[];
  readonly #discount: number;

  /** @throws {GymError} If a macro is empty or names an action that does not exist, or γ is not in [0, 1]. */
  constructor(inner: Env<Observation, number, Info>, options: MacroActionsOptions) {
    requireKnownOptions(new.target, options);
    super(inner, { ...options, macros: frozen(options.macros) });
    const { discount = 1, macros } = options;
    if (!(discount >= 0 && discount <= 1)) {
      throw new InvalidArgumentError(`Expected \`discount\` to be in [0, 1], got ${discount}.`);
    }
    this.#discount = discount;
    this.#real = discreteActions(inner);
    this.#macros = Object.entries(macros).map(([name, actions]) => placesOf(name, actions, this.#real));
    const { n, start } = this.#real;
    const names = Array.from({ length: n }, (_, place) => this.#real.label(start + place));
    this.actionSpace = namedActions([...names, ...Object.keys(macros)]);
  }

  protected override toInner(action: number): number {
    return this.#real.start + (this.#placesOf(action)[0] ?? 0);
  }

  protected override toOuterMask(mask: Mask): Mask {
    return Uint8Array.of(...mask, ...this.#macros.map(([first = 0]) => mask[first] ?? 0));
  }

  override step(action: number): StepResult<Observation, Info & MacroInfo> {
    this.requireAction(action);
    const rewardComponents: Record<string, number> = {};
    let [duration, macroDiscount] = [0, 1];
    const result = this.#playAll(this.#placesOf(action), (played) => {
      addParts(rewardComponents, partsOf(played), macroDiscount);
      duration += played.info.duration ?? 1;
      macroDiscount = this.#discount ** duration;
    });
    const actionName = this.actionSpace.label(action);
    const told = { actionName, rewardComponents, duration, macroDiscount };
    return { ...result, reward: sumOfParts(rewardComponents), info: merged(result.info, told) };
  }

  /** Plays inner actions one after the other as far as they are allowed; the result of the last one. */
  #playAll(
    places: readonly number[],
    onStep: (played: StepResult<Observation, Info>) => void,
  ): StepResult<Observation, Info> {
    const [first = 0, ...rest] = places;
    let result = super.step(first);
    onStep(result);
    for (const place of rest) {
      const isOpen = (): boolean => isAllowed(this.inner, this.#real.start + place);
      const next = furtherStep(result, isOpen, () => super.step(place));
      if (next === undefined) break;
      result = next;
      onStep(result);
    }
    return result;
  }

  #placesOf(action: number): readonly number[] {
    return this.#macros[action - this.#real.n] ?? [action];
  }
}

function placesOf(name: string, actions: readonly (number | string)[], space: Discrete): readonly number[] {
  if (actions.length > 0) return actions.map((action) => placeOfAction(action, space, `macros.${name}`));
  throw new InvalidArgumentError(`Expected macro \`${name}\` to have at least one action, got none.`);
}

function frozen(macros: MacroActionsOptions["macros"]): MacroActionsOptions["macros"] {
  const copies = Object.entries(macros).map(([name, actions]) => [name, Object.freeze([...actions])]);
  return Object.freeze(Object.fromEntries(copies));
}
