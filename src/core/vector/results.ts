import type { BaseInfo, EnvMetadata, ResetOptions, ResetResult, StepResult } from "../env.ts";
import type { AutoresetMode } from "./options.ts";

/** What is known of a vector before it is played. */
export interface VectorMetadata extends EnvMetadata {
  readonly autoresetMode: AutoresetMode;
}

/** The info record of one environment of a vector. */
export type VectorInfo<Observation, Info extends BaseInfo = BaseInfo> = Info & {
  /** The last observation of the episode that has just ended; under `same-step` alone. */
  readonly finalObservation?: Observation;
  /** The info record of that observation. */
  readonly finalInfo?: Info;
};

/** What the `reset` of a vector takes. */
export interface VectorResetOptions extends Omit<ResetOptions, "seed"> {
  /**
   * A root seed, or one seed for each environment. Restarts the streams of the environments that are reset; without
   * one they continue.
   */
  readonly seed?: number | readonly number[];
  /** Options of the environments. `resetMask` is for {@link PartialResetOptions}. */
  readonly options?: Readonly<Record<string, unknown>> & { readonly resetMask?: undefined };
}

/** Resets some environments of a vector and leaves the others alone. */
export interface PartialResetOptions extends Omit<VectorResetOptions, "options"> {
  readonly options: Readonly<Record<string, unknown>> & {
    /** Which environments are reset, shape [count]; at least one. */
    readonly resetMask: readonly boolean[];
  };
}

/** What `reset` returns: fresh lists in the order of the environments, shape [count]. */
export interface VectorResetResult<Observation, Info> {
  readonly observations: Observation[];
  readonly infos: Info[];
}

/** What `step` returns: fresh lists in the order of the environments, shape [count]. */
export interface VectorStepResult<Observation, Info> extends VectorResetResult<Observation, Info> {
  readonly rewards: Float64Array;
  readonly terminated: boolean[];
  readonly truncated: boolean[];
}

/** Single resets as lists. */
export function collectResets<Observation, Info>(
  results: readonly ResetResult<Observation, Info>[],
): VectorResetResult<Observation, Info> {
  return {
    observations: results.map(({ observation }) => observation),
    infos: results.map(({ info }) => info),
  };
}

/** Single steps as lists. */
export function collectSteps<Observation, Info>(
  results: readonly StepResult<Observation, Info>[],
): VectorStepResult<Observation, Info> {
  return {
    ...collectResets(results),
    rewards: Float64Array.from(results, ({ reward }) => reward),
    terminated: results.map(({ terminated }) => terminated),
    truncated: results.map(({ truncated }) => truncated),
  };
}
