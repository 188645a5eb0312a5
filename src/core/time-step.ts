import type { ResetResult, StepResult } from "./env.ts";
import { InvalidArgumentError, show } from "./errors.ts";

/** A result as DeepMind's `dm_env` gives it. */
export interface TimeStep<Observation> {
  /** `first` of a reset, `last` of the step that ended the episode, `mid` of every other. */
  readonly stepType: "first" | "mid" | "last";
  /** `null` on the first. */
  readonly reward: number | null;
  /** γ of what follows, in [0, 1]: 0 once terminated, kept where truncated. `null` on the first. */
  readonly discount: number | null;
  readonly observation: Observation;
}

/** Options of {@link toTimeStep}. */
export interface TimeStepOptions {
  /** γ of steps that do not terminate, in [0, 1]. @defaultValue 1 */
  readonly discount?: number;
}

/**
 * Turns what `reset` or `step` returned into a `TimeStep` of `dm_env`. A step that both terminates and is truncated
 * has the discount 0.
 *
 * @throws {InvalidArgumentError} If the discount is not in [0, 1].
 */
export function toTimeStep<Observation>(
  result: ResetResult<Observation, unknown> | StepResult<Observation, unknown>,
  { discount = 1 }: TimeStepOptions = {},
): TimeStep<Observation> {
  if (!(discount >= 0 && discount <= 1)) {
    throw new InvalidArgumentError(`Expected \`discount\` to be in [0, 1], got ${show(discount)}.`);
  }
  const { observation } = result;
  if (!("reward" in result)) return { stepType: "first", reward: null, discount: null, observation };
  const { reward, terminated, truncated } = result;
  const stepType = terminated || truncated ? "last" : "mid";
  return { stepType, reward, discount: terminated ? 0 : discount, observation };
}
