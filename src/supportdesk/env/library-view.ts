import type { Env } from "../../core/env.ts";
import type { EnvSpec } from "../../core/env-spec.ts";
import { InvalidActionError } from "../../core/errors.ts";
import type { Mask } from "../../core/mask.ts";
import { Discrete } from "../../core/spaces/discrete.ts";
import type { ActionLibrary } from "../action-library/library.ts";
import type { Episode } from "../episode.ts";
import type { Turn } from "../turn.ts";
import { Desk } from "./desk.ts";
import type { Masks } from "./info.ts";
import type { DiscreteSetup } from "./options.ts";
import type { Place, Places } from "./places.ts";
import { SupportDeskEnv } from "./structured.ts";
import { DeskView } from "./view-env.ts";

/** The desk behind an action library: an index in, and masks that say which indices are offered. */
export abstract class LibraryView<Observation, Seen = undefined> extends DeskView<Observation, number> {
  readonly actionSpace: Discrete;
  readonly library: ActionLibrary;
  readonly #places: Places<Seen>;
  /** The place that was looked at last. */
  #here: Place<Seen> | undefined;

  /** @param places - Of an equal setup. */
  constructor(setup: DiscreteSetup, spec: EnvSpec | undefined, places: Places<Seen>) {
    super(new Desk(setup), spec);
    this.library = setup.library;
    this.actionSpace = new Discrete(setup.library.size, { labels: setup.library.labels });
    this.#places = places;
    for (const scenario of setup.scenarios) places.at(this.desk.opening(scenario));
  }

  /** The structured view of the same desk and the same episode. */
  get unwrapped(): Env {
    return new SupportDeskEnv({}, undefined, this.desk).unwrapped;
  }

  override actionMask(): Mask {
    return this.#placeOf(this.desk.episode).actionMask.slice();
  }

  protected override masksOf(episode: Episode): Masks {
    const { actionMask, bootstrapMask } = this.#placeOf(episode);
    if (bootstrapMask === undefined) return { actionMask: actionMask.slice() };
    return { actionMask: actionMask.slice(), bootstrapMask: bootstrapMask.slice() };
  }

  /** What an episode shows of itself where its view says all. */
  protected seen(episode: Episode): Seen {
    return this.#placeOf(episode).seen;
  }

  protected turnOf(index: number, episode: Episode): Turn {
    if (!this.actionSpace.contains(index)) {
      throw new InvalidActionError(`Expected an action in [0, ${this.library.size}), got ${String(index)}.`);
    }
    const turn = this.#places.turn(this.#placeOf(episode), index);
    this.#here = turn.next;
    return turn;
  }

  #placeOf(episode: Episode): Place<Seen> {
    if (this.#here?.view === episode.view) return this.#here;
    this.#here = this.#places.at(episode);
    return this.#here;
  }
}
