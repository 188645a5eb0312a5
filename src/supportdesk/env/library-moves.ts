import { InvalidActionError } from "../../core/errors.ts";
import type { Mask } from "../../core/mask.ts";
import type { ActionLibrary } from "../action-library/library.ts";
import type { MacroAction } from "../action-library/macro.ts";
import { isSupported, MaskTable } from "../masks.ts";
import type { Move } from "../turn.ts";
import type { View } from "../view.ts";
import type { DiscreteSetup, InvalidMode } from "./options.ts";

/** What the indices of an action library stand for on a desk, and which of them its mask offers. */
export class LibraryMoves {
  readonly library: ActionLibrary;
  readonly masks: MaskTable;
  readonly #invalid: InvalidMode;
  readonly #moves: Move[] = [];

  constructor({ library, mask, invalid }: Pick<DiscreteSetup, "library" | "mask" | "invalid">) {
    this.library = library;
    this.masks = new MaskTable(library, mask);
    this.#invalid = invalid;
  }

  /** The mask of a view; shared, not to be changed. */
  maskOf(view: View): Mask {
    return this.masks.of(view);
  }

  /**
   * The move of an index in [0, `library.size`).
   * @throws {InvalidActionError} If it is outside the mask and such actions throw.
   */
  moveOf(index: number, view: View): Move {
    const macro = this.library.at(index);
    const isInMask = this.masks.of(view)[index] === 1;
    if (isInMask && (this.masks.name !== "none" || isSupported(macro, view))) {
      return this.#offered(index, macro, view);
    }
    return {
      action: { operation: macro.operation },
      name: macro.name,
      refused: this.#refusal(macro, isInMask),
    };
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

  /** How an action without effect is turned away. Mask `none` lets in what the ruleset lacks, so it never throws. */
  #refusal({ name }: MacroAction, isInMask: boolean): "penalize" | "noop" {
    if (this.#invalid !== "throw") return this.#invalid;
    if (isInMask) return "penalize";
    throw new InvalidActionError(
      `\`${name}\` is not offered now: choose an action that \`actionMask()\` allows, or set \`invalid\` to "penalize" or "noop".`,
    );
  }
}
