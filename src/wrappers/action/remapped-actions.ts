import { ActionWrapper } from "../../core/action-wrapper.ts";
import type { BaseInfo, Env } from "../../core/env.ts";
import type { Mask } from "../../core/mask.ts";
import { Discrete } from "../../core/spaces/discrete.ts";
import { discreteActions, namedActions } from "./discrete-actions.ts";

/** How the actions offered stand for inner ones. */
export interface ActionMapping {
  /** For each action offered, the place of its inner action, counted from 0. */
  readonly places: readonly number[];
  /** Options to record. */
  readonly kwargs: Readonly<Record<string, unknown>>;
}

/** Offers numbered actions that each stand for one inner action. Labels and masks follow. */
export abstract class RemappedActions<Observation, Info extends BaseInfo = BaseInfo> extends ActionWrapper<
  number,
  number,
  Observation,
  Info
> {
  readonly actionSpace: Discrete;
  readonly #places: readonly number[];
  readonly #start: number;

  constructor(inner: Env<Observation, number, Info>, { places, kwargs }: ActionMapping) {
    super(inner, kwargs);
    const { labels, start } = discreteActions(inner);
    this.#places = places;
    this.#start = start;
    this.actionSpace =
      labels === undefined
        ? new Discrete(places.length)
        : namedActions(places.map((place) => labels[place] ?? String(place)));
  }

  protected override toInner(action: number): number {
    return this.#start + (this.#places[action] ?? 0);
  }

  protected override toOuterMask(mask: Mask): Mask {
    const places = this.#places;
    const outer = new Uint8Array(places.length);
    for (let action = 0; action < outer.length; action += 1) outer[action] = mask[places[action] ?? 0] ?? 0;
    return outer;
  }
}
