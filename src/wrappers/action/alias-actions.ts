import type { BaseInfo, Env } from "../../core/env.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import { type OptionNames, requireKnownOptions } from "../../core/wrapper.ts";
import { discreteActions } from "./discrete-actions.ts";
import { RemappedActions } from "./remapped-actions.ts";

/** Options of {@link AliasActions}. */
export interface AliasActionsOptions {
  /** How often each action is offered, an integer >= 1. */
  readonly copies: number;
}

/**
 * Offers every inner action several times: first all of them as they are, then all again, named `label#2` and so on.
 * Redundancy changes how a learner explores, not what can be reached.
 */
export class AliasActions<Observation, Info extends BaseInfo = BaseInfo> extends RemappedActions<
  Observation,
  Info
> {
  static override readonly optionNames: OptionNames<AliasActionsOptions> = { copies: true };

  /** @throws {InvalidArgumentError} If `copies` is not an integer >= 1. */
  constructor(inner: Env<Observation, number, Info>, options: AliasActionsOptions) {
    requireKnownOptions(new.target, options);
    const { n } = discreteActions(inner);
    const { copies } = options;
    if (!Number.isSafeInteger(copies) || copies < 1) {
      throw new InvalidArgumentError(`Expected \`copies\` to be an integer >= 1, got ${copies}.`);
    }
    const places = Array.from({ length: n * copies }, (_, action) => action % n);
    super(inner, { places, kwargs: { ...options } });
  }
}
