import type { BaseInfo, Env } from "../../core/env.ts";
import { createRng } from "../../core/random.ts";
import { type OptionNames, requireKnownOptions } from "../../core/wrapper.ts";
import { discreteActions } from "./discrete-actions.ts";
import { RemappedActions } from "./remapped-actions.ts";

/** Options of {@link PermuteActions}. */
export interface PermuteActionsOptions {
  /** Decides the order, an integer in [0, 2^53). */
  readonly seed: number;
}

/** Offers the inner actions in a random order that stays the same for one seed: no result may depend on it. */
export class PermuteActions<Observation, Info extends BaseInfo = BaseInfo> extends RemappedActions<
  Observation,
  Info
> {
  static override readonly optionNames: OptionNames<PermuteActionsOptions> = { seed: true };
  override readonly changesTask = false;

  /** @throws {InvalidArgumentError} If `seed` is not an integer in [0, 2^53). */
  constructor(inner: Env<Observation, number, Info>, options: PermuteActionsOptions) {
    requireKnownOptions(new.target, options);
    const places = shuffled(discreteActions(inner).n, options.seed);
    super(inner, { places, kwargs: { ...options } });
  }
}

/** The integers from 0 to count − 1 in random order (Fisher and Yates). */
function shuffled(count: number, seed: number): number[] {
  const rng = createRng(seed).fork("wrapper").fork("permute-actions");
  const order: number[] = [];
  for (let place = 0; place < count; place += 1) {
    const other = rng.integer(place + 1);
    order.push(order[other] ?? place);
    order[other] = place;
  }
  return order;
}
