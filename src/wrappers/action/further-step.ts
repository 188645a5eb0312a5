import type { StepResult } from "../../core/env.ts";
import { InvalidActionError } from "../../core/errors.ts";

/** What says that an episode is over. */
type Ending = Pick<StepResult<unknown, unknown>, "terminated" | "truncated">;

/**
 * A further step of one that has several, or `undefined` where there can be none: the episode is over, or `isAllowed`
 * says that the mask forbids the action. A refusal of the inner environment counts as if its mask had said it.
 */
export function furtherStep<Result extends Ending>(
  last: Result,
  isAllowed: () => boolean,
  step: () => Result,
): Result | undefined {
  if (last.terminated || last.truncated || !isAllowed()) return undefined;
  try {
    return step();
  } catch (error) {
    if (error instanceof InvalidActionError) return undefined;
    throw error;
  }
}
