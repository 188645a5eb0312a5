import type { Env } from "../../core/env.ts";
import type { EnvSpec } from "../../core/env-spec.ts";
import { InvalidActionError } from "../../core/errors.ts";
import type { Mask } from "../../core/mask.ts";
import { Discrete } from "../../core/spaces/discrete.ts";
import type { ActionLibrary } from "../action-library/library.ts";
import type { Episode, Move } from "../episode.ts";
import { isSupported, MaskTable } from "../masks.ts";
import { Desk } from "./desk.ts";
import type { DeskInfo } from "./info.ts";
import type { DiscreteSetup, InvalidMode } from "./options.ts";
import { SupportDeskEnv } from "./structured.ts";
import { DeskView } from "./view-env.ts";

/** The desk behind an action library: an index in, and masks that say which indices are offered. */
export abstract class LibraryView<Observation> extends DeskView<Observation, number> {
  readonly actionSpace: Discrete;
  readonly library: ActionLibrary;
  readonly #invalid: InvalidMode;
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
  }

  /** The structured view of the same desk and the same episode. */
  get unwrapped(): Env {
    return new SupportDeskEnv({}, undefined, this.desk).unwrapped;
  }

  override actionMask(): Mask {
    return this.#masks.of(this.desk.episode.view).slice();
  }

  protected override complete(info: DeskInfo): DeskInfo {
    const { view } = this.desk.episode;
    const actionMask = this.#masks.of(view).slice();
    if (this.#bootstrapMasks === undefined) return { ...info, actionMask };
    return { ...info, actionMask, bootstrapMask: this.#bootstrapMasks.of(view).slice() };
  }

  protected moveOf(index: number, { view }: Episode): Move {
    if (!this.actionSpace.contains(index)) {
      throw new InvalidActionError(`Expected an action in [0, ${this.library.size}), got ${String(index)}.`);
    }
    const macro = this.library.at(index);
    const { name } = macro;
    if (this.#masks.of(view)[index] === 1 && (this.#masks.name !== "none" || isSupported(macro, view))) {
      return { action: macro.compile(view), name };
    }
    if (this.#invalid === "throw") {
      throw new InvalidActionError(
        `\`${name}\` is not offered now: choose an action that \`actionMask()\` allows, or set \`invalid\` to "penalize" or "noop".`,
      );
    }
    return { action: { operation: macro.operation }, name, refused: this.#invalid };
  }
}
