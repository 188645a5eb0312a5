import { InvalidArgumentError, show } from "../errors.ts";
import { refuseUnknownKeys, unknownName } from "../names.ts";
import { checkSeed } from "../random.ts";

/**
 * When a vector begins the next episode of an environment whose episode has ended.
 *
 * - `next-step`: at the next step. That step ignores the action of the environment, returns the first observation with
 *   reward 0 and both flags false, and is no transition: a learner skips it.
 * - `same-step`: at once. The observation and info returned with the flags are those of the new episode; the last ones
 *   of the ended episode are in `info.finalObservation` and `info.finalInfo`.
 * - `disabled`: never. The caller resets with `resetMask`; a step before that is an error.
 */
export const AUTORESET_MODES = ["next-step", "same-step", "disabled"] as const;
/** One of {@link AUTORESET_MODES}. */
export type AutoresetMode = (typeof AUTORESET_MODES)[number];

/**
 * How one root seed becomes a seed for each environment.
 *
 * - `label`: from the root seed and the index by name, so that vectors of near seeds share no environment seeds.
 * - `sequential`: `seed + index`, as Gymnasium does.
 *
 * In both, another environment at the end shifts no other.
 */
export const SEEDINGS = ["label", "sequential"] as const;
/** One of {@link SEEDINGS}. */
export type Seeding = (typeof SEEDINGS)[number];

/** Options of a vector of environments. */
export interface VectorOptions {
  /** @defaultValue "next-step" */
  readonly autoresetMode?: AutoresetMode;
  /** @defaultValue "label" */
  readonly seeding?: Seeding;
  /**
   * Root seed of environments that are reset for the first time without a seed, an integer in [0, 2^53); so no two
   * play the same episodes by accident. @defaultValue 0
   */
  readonly seed?: number;
  /**
   * Refuses a result with NaN or an infinite number in the observation or the reward, and names the environment, the
   * step and the place, as the `VecCheckNan` of Stable-Baselines3 does. @defaultValue false
   */
  readonly checkFinite?: boolean;
}

const KEYS: readonly string[] = ["autoresetMode", "seeding", "seed", "checkFinite"];

function choose<T extends string>(kind: string, value: T, choices: readonly T[]): T {
  if (!choices.includes(value)) throw unknownName(kind, String(value), choices);
  return value;
}

/** The options with defaults. @throws {GymError} If one is unknown or wrong. */
export function readVectorOptions(options: VectorOptions): Required<VectorOptions> {
  refuseUnknownKeys("vector option", options, KEYS);
  const { autoresetMode = "next-step", seeding = "label", seed = 0, checkFinite = false } = options;
  if (typeof checkFinite !== "boolean") {
    throw new InvalidArgumentError(`Expected \`checkFinite\` to be true or false, got ${show(checkFinite)}.`);
  }
  return {
    autoresetMode: choose("autoreset mode", autoresetMode, AUTORESET_MODES),
    seeding: choose("seeding", seeding, SEEDINGS),
    seed: checkSeed(seed),
    checkFinite,
  };
}
