import type { Env } from "../../core/env.ts";
import type { EnvSpec } from "../../core/env-spec.ts";
import { InvalidActionError } from "../../core/errors.ts";
import type { Mask } from "../../core/mask.ts";
import { Discrete } from "../../core/spaces/discrete.ts";
import type { ActionLibrary } from "../action-library/library.ts";
import { type Episode, type Move, open } from "../episode.ts";
import { MaskTable } from "../masks.ts";
import { Desk } from "./desk.ts";
import type { Masks } from "./info.ts";
import { LibraryMoves } from "./library-moves.ts";
import type { DiscreteSetup } from "./options.ts";
import { SupportDeskEnv } from "./structured.ts";
import { DeskView } from "./view-env.ts";

/** The desk behind an action library: an index in, and masks that say which indices are offered. */
export abstract class LibraryView<Observation> extends DeskView<Observation, number> {
  readonly actionSpace: Discrete;
  readonly library: ActionLibrary;
  readonly #moves: LibraryMoves;
  readonly #bootstrapMasks: MaskTable | undefined;

  constructor(setup: DiscreteSetup, spec: EnvSpec | undefined) {
    super(new Desk(setup), spec);
    this.library = setup.library;
    this.actionSpace = new Discrete(setup.library.size, { labels: setup.library.labels });
    this.#moves = new LibraryMoves(setup);
    this.#bootstrapMasks =
      setup.bootstrapMask === setup.mask ? undefined : new MaskTable(setup.library, setup.bootstrapMask);
    for (const scenario of setup.scenarios) this.masksOf(open(scenario, setup.rules));
  }

  /** The structured view of the same desk and the same episode. */
  get unwrapped(): Env {
    return new SupportDeskEnv({}, undefined, this.desk).unwrapped;
  }

  override actionMask(): Mask {
    return this.#moves.maskOf(this.desk.episode.view).slice();
  }

  protected override masksOf({ view }: Episode): Masks {
    const actionMask = this.#moves.maskOf(view).slice();
    if (this.#bootstrapMasks === undefined) return { actionMask };
    return { actionMask, bootstrapMask: this.#bootstrapMasks.of(view).slice() };
  }

  protected moveOf(index: number, { view }: Episode): Move {
    if (!this.actionSpace.contains(index)) {
      throw new InvalidActionError(`Expected an action in [0, ${this.library.size}), got ${String(index)}.`);
    }
    return this.#moves.moveOf(index, view);
  }
}
