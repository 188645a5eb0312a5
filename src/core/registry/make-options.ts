import { checkMode, type PassiveChecking } from "../checks/passive.ts";
import type { WrapperRequest } from "../env-spec.ts";
import { InvalidArgumentError, show } from "../errors.ts";
import { refuseUnknownKeys } from "../names.ts";

/** What `make` puts around an environment, beside what was registered. */
export interface MakeOptions {
  /** When results are checked: the first of each kind, all, or none. @defaultValue "first" */
  readonly checked?: PassiveChecking;
  /** Steps after which an episode is truncated, an integer ≥ 1; −1 for no limit. @defaultValue as registered */
  readonly maxEpisodeSteps?: number;
  /** Whether to guard the order of calls where the environment does not. @defaultValue as registered */
  readonly orderEnforce?: boolean;
  /** Further wrappers, from the inside out. @defaultValue none */
  readonly wrappers?: readonly WrapperRequest[];
}

/** The part of {@link MakeOptions} that leaves the class of the environment as it is. */
export interface CheckingOptions extends Pick<MakeOptions, "checked"> {
  readonly maxEpisodeSteps?: never;
  readonly orderEnforce?: never;
  readonly wrappers?: never;
}

const KEYS: readonly string[] = ["checked", "maxEpisodeSteps", "orderEnforce", "wrappers"];

/** The same options. @throws {GymError} If one is unknown or wrong. */
export function readMakeOptions(options: MakeOptions): MakeOptions {
  refuseUnknownKeys("option of `make`", options, KEYS);
  const { checked = "first", maxEpisodeSteps = -1, orderEnforce = true, wrappers = [] } = options;
  checkMode(checked);
  if (maxEpisodeSteps !== -1 && !(Number.isSafeInteger(maxEpisodeSteps) && maxEpisodeSteps >= 1)) {
    throw new InvalidArgumentError(
      `Expected \`maxEpisodeSteps\` to be an integer >= 1, or -1 for no limit, got ${show(maxEpisodeSteps)}.`,
    );
  }
  if (typeof orderEnforce !== "boolean") {
    throw new InvalidArgumentError(
      `Expected \`orderEnforce\` to be true or false, got ${show(orderEnforce)}.`,
    );
  }
  if (!Array.isArray(wrappers)) {
    throw new InvalidArgumentError(`Expected \`wrappers\` as a list, got ${show(wrappers)}.`);
  }
  return options;
}
