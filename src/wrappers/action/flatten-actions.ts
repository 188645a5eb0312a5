import { ActionWrapper } from "../../core/action-wrapper.ts";
import type { BaseInfo, Env } from "../../core/env.ts";
import { InvalidArgumentError, show } from "../../core/errors.ts";
import type { Mask } from "../../core/mask.ts";
import type { Space } from "../../core/space.ts";
import { Dict } from "../../core/spaces/dict.ts";
import { Discrete } from "../../core/spaces/discrete.ts";
import { OneOf } from "../../core/spaces/one-of.ts";
import { Tuple } from "../../core/spaces/tuple.ts";
import type { OptionNames } from "../../core/wrapper.ts";
import { namedActions } from "./discrete-actions.ts";

/** Options of {@link FlattenActions}. */
export interface FlattenActionsOptions {
  /** Most actions to list, an integer >= 1. @defaultValue 100000 */
  readonly limit?: number;
}

/**
 * Offers every value of a finite action space (OneOf, Tuple, Dict, MultiDiscrete and so on) as one numbered action, in
 * the order in which the space enumerates them; for a MultiDiscrete that is mixed radix, the last place counting
 * fastest. Masks stay as they are. Labels print the value with the labels of its parts, such as `{field: queue}`.
 */
export class FlattenActions<InnerAction, Observation, Info extends BaseInfo = BaseInfo> extends ActionWrapper<
  InnerAction,
  number,
  Observation,
  Info
> {
  static override readonly optionNames: OptionNames<FlattenActionsOptions> = { limit: true };
  override readonly changesTask = false;
  readonly actionSpace: Discrete;
  readonly #values: readonly InnerAction[];

  /** @throws {InvalidArgumentError} If the space cannot be listed or has more values than `limit`. */
  constructor(inner: Env<Observation, InnerAction, Info>, options: FlattenActionsOptions = {}) {
    super(inner, { ...options });
    const { limit = 100_000 } = options;
    if (!Number.isSafeInteger(limit) || limit < 1) {
      throw new InvalidArgumentError(`Expected \`limit\` to be an integer >= 1, got ${limit}.`);
    }
    const { actionSpace } = inner;
    if (actionSpace.enumerate === undefined || !(actionSpace.size <= limit)) {
      throw new InvalidArgumentError(
        `Expected an action space with at most ${limit} values to list, got ${actionSpace} with ${actionSpace.size}.`,
      );
    }
    this.#values = [...actionSpace.enumerate()];
    this.actionSpace = namedActions(this.#values.map((value) => printed(actionSpace, value)));
  }

  protected override toInner(action: number): InnerAction {
    return this.#values[action] as InnerAction;
  }

  protected override toOuterMask(mask: Mask): Mask {
    return mask.slice();
  }
}

/** A value with the labels of its parts. */
function printed(space: Space<unknown>, value: unknown): string {
  if (space instanceof Discrete) return space.label(value as number);
  if (space instanceof OneOf) {
    const [option, chosen] = value as readonly [number, unknown];
    return `${option}: ${printed(space.spaces[option], chosen)}`;
  }
  if (space instanceof Tuple) {
    const values = value as readonly unknown[];
    return `(${values.map((part, place) => printed(space.spaces[place], part)).join(", ")})`;
  }
  if (space instanceof Dict) {
    const record = value as Readonly<Record<string, unknown>>;
    return `{${space.keys.map((key) => `${key}: ${printed(space.spaces[key], record[key])}`).join(", ")}}`;
  }
  return String(show(value));
}
