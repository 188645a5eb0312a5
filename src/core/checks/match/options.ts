import { InvalidArgumentError, show } from "../../errors.ts";
import { refuseUnknownKeys, unknownName } from "../../names.ts";
import { checkSeed } from "../../random.ts";
import type { MatchScript } from "./script.ts";

/** What two environments are compared in, beside their infos. */
export const MATCH_PARTS = ["spaces", "observation", "reward", "terminated", "truncated", "mask"] as const;
/** One of {@link MATCH_PARTS}. */
export type MatchPart = (typeof MATCH_PARTS)[number];

/**
 * How infos are compared, as in Gymnasium's `check_environments_match`.
 *
 * - `equivalence`: the same keys and values.
 * - `superset`: the second has every key of the first with the same value.
 * - `keys-equivalence`, `keys-superset`: the same for the keys alone.
 * - `skip`: not at all.
 */
export const INFO_COMPARISONS = [
  "equivalence",
  "superset",
  "keys-equivalence",
  "keys-superset",
  "skip",
] as const;
/** One of {@link INFO_COMPARISONS}. */
export type InfoComparison = (typeof INFO_COMPARISONS)[number];

/** How two environments are compared. */
export interface EnvironmentsMatchOptions {
  /** Seed of the first reset and of the actions, an integer in [0, 2^53). @defaultValue 0 */
  readonly seed?: number;
  /** Episodes played at most, an integer ≥ 1. @defaultValue 100 */
  readonly episodes?: number;
  /** Steps played at most, over all episodes, an integer ≥ 1. @defaultValue 1000 */
  readonly steps?: number;
  /** Parts that may differ; a copy of such a part in the infos may differ too. @defaultValue none */
  readonly skip?: readonly MatchPart[];
  /** @defaultValue "equivalence" */
  readonly info?: InfoComparison;
  /** What is played instead of random actions; `seed`, `episodes` and `steps` are not read then. */
  readonly script?: MatchScript;
}

/** The options with defaults, except the script. */
export type MatchSettings = Required<Omit<EnvironmentsMatchOptions, "script">>;

const KEYS: readonly string[] = ["seed", "episodes", "steps", "skip", "info", "script"];

/** The options with defaults. @throws {GymError} If one is unknown or wrong. */
export function readMatchOptions(options: EnvironmentsMatchOptions): MatchSettings {
  refuseUnknownKeys("option of the comparison", options, KEYS);
  const { seed = 0, episodes = 100, steps = 1000, skip = [], info = "equivalence" } = options;
  const parts: readonly string[] = MATCH_PARTS;
  const wrong = skip.find((part) => !parts.includes(part));
  if (wrong !== undefined) throw unknownName("part of a comparison", String(wrong), MATCH_PARTS);
  if (!INFO_COMPARISONS.includes(info)) {
    throw unknownName("comparison of infos", String(info), INFO_COMPARISONS);
  }
  return {
    seed: checkSeed(seed),
    episodes: checkPositive("episodes", episodes),
    steps: checkPositive("steps", steps),
    skip,
    info,
  };
}

function checkPositive(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new InvalidArgumentError(`Expected \`${name}\` to be an integer >= 1, got ${show(value)}.`);
}
