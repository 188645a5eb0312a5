import type { Env } from "../../core/env.ts";
import type { EnvSpec } from "../../core/env-spec.ts";
import { InvalidActionError } from "../../core/errors.ts";
import type { Mask } from "../../core/mask.ts";
import { Discrete } from "../../core/spaces/discrete.ts";
import type { ActionLibrary } from "../action-library/library.ts";
import type { MacroAction } from "../action-library/macro.ts";
import { type Episode, type Move, open } from "../episode.ts";
import { isSupported, MaskTable } from "../masks.ts";
import type { View } from "../view.ts";
import { Desk } from "./desk.ts";
import type { Masks } from "./info.ts";
import type { DiscreteSetup, InvalidMode } from "./options.ts";
import { SupportDeskEnv } from "./structured.ts";
import { DeskView } from "./view-env.ts";

/** The desk behind an action library: an index in, and masks that say which indices are offered. */
export abstract class LibraryView<Observation> extends DeskView<Observation, number> {
  readonly actionSpace: Discrete;
  readonly library: ActionLibrary;
  readonly #invalid: InvalidMode;
  readonly #moves: Move[] = [];
  readonly #masks: MaskTable;
  readonly #bootstrapMasks: MaskTable | undefined;

  constructor(setup: DiscreteSetup, spec: EnvSpec | undefined) {
    super(new Desk(setup), spec);
    this.library = setup.library;
    this.actionSpace = new Discrete(setup.library.size, { labels: setup.library.labels });
    this.#invalid = setup.invalid;
    this.#masks = new MaskTable(setup.library, setup.mask);
    this.#bootstrapMasks =
      setup.bootstrapMask === setup.mask ? undefined : new MaskTable(setup.library, setup.bootstrapMask);
    for (const scenario of setup.scenarios) this.masksOf(open(scenario, setup.rules));
  }

  /** The structured view of the same desk and the same episode. */
  get unwrapped(): Env {
    return new SupportDeskEnv({}, undefined, this.desk).unwrapped;
  }

  override actionMask(): Mask {
    return this.#masks.of(this.desk.episode.view).slice();
  }

  protected override masksOf({ view }: Episode): Masks {
    const actionMask = this.#masks.of(view).slice();
    if (this.#bootstrapMasks === undefined) return { actionMask };
    return { actionMask, bootstrapMask: this.#bootstrapMasks.of(view).slice() };
  }

  /** The move of an offered action; the same object as last time where it stands for the same wire action. */
  #offered(index: number, macro: MacroAction, view: View): Move {
    const action = macro.compile(view);
    const known = this.#moves[index];
    if (known?.action === action) return known;
    const move = { action, name: macro.name };
    this.#moves[index] = move;
    return move;
  }

  protected moveOf(index: number, { view }: Episode): Move {
    if (!this.actionSpace.contains(index)) {
      throw new InvalidActionError(`Expected an action in [0, ${this.library.size}), got ${String(index)}.`);
    }
    const macro = this.library.at(index);
    const isInMask = this.#masks.of(view)[index] === 1;
    if (isInMask && (this.#masks.name !== "none" || isSupported(macro, view))) {
      return this.#offered(index, macro, view);
    }
    return {
      action: { operation: macro.operation },
      name: macro.name,
      refused: this.#refusal(macro, isInMask),
    };
  }

  /** How an action without effect is turned away. Mask `none` lets in what the ruleset lacks, so it never throws. */
  #refusal({ name }: MacroAction, isInMask: boolean): "penalize" | "noop" {
    if (this.#invalid !== "throw") return this.#invalid;
    if (isInMask) return "penalize";
    throw new InvalidActionError(
      `\`${name}\` is not offered now: choose an action that \`actionMask()\` allows, or set \`invalid\` to "penalize" or "noop".`,
    );
  }
}
