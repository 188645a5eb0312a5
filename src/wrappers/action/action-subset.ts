import type { BaseInfo, Env } from "../../core/env.ts";
import { InvalidArgumentError, show } from "../../core/errors.ts";
import { type OptionNames, requireKnownOptions } from "../../core/wrapper.ts";
import { recorded } from "../option-ranges.ts";
import { discreteActions, placeOfAction } from "./discrete-actions.ts";
import { RemappedActions } from "./remapped-actions.ts";

/** Options of {@link ActionSubset}. */
export interface ActionSubsetOptions {
  /** Labels or numbers of the inner actions to offer, in the new order; each once. */
  readonly keep: readonly (number | string)[];
}

/**
 * Offers some of the inner actions, numbered from 0 in the order of `keep`. A state in which none of them is allowed is
 * an error: `reset` and `step` throw where the episode would go on.
 */
export class ActionSubset<Observation, Info extends BaseInfo = BaseInfo> extends RemappedActions<
  Observation,
  Info
> {
  static override readonly optionNames: OptionNames<ActionSubsetOptions> = { keep: true };

  /** @throws {GymError} If `keep` is empty, names an action twice, or one that does not exist. */
  constructor(inner: Env<Observation, number, Info>, options: ActionSubsetOptions) {
    requireKnownOptions(new.target, options);
    const { keep } = options;
    const space = discreteActions(inner);
    const places = keep.map((action) => placeOfAction(action, space, "keep"));
    if (places.length === 0 || new Set(places).size < places.length) {
      throw new InvalidArgumentError(`Expected \`keep\` to hold distinct actions, got ${show(keep)}.`);
    }
    super(inner, { places, kwargs: recorded(options) });
  }
}
