import { GymError } from "../core/errors.ts";
import type { TransitionModel } from "../core/model.ts";
import { beliefModel } from "./belief-model.ts";
import { type MemorylessOptions, memorylessOptimum } from "./memoryless.ts";
import { solve } from "./solve.ts";
import type { ValueInterval } from "./solve-or-bound.ts";

/** What an encoder leaves to be had: its losses come before anything is learnt. */
export interface EncodingCeilings {
  /** The best with full sight of the state, V*. */
  readonly optimum: number;
  /** The best with perfect recall of keys, masks and own actions; `lower` = `upper` where exact. */
  readonly recall: ValueInterval;
  /** The best memoryless policy of (key, mask); `lower` = `upper` where exact. */
  readonly memoryless: ValueInterval;
}

/** Options of {@link encodingCeilings}. */
export interface EncodingOptions extends Omit<MemorylessOptions, "knownUpper"> {
  /** Beliefs after which recall is bounded instead of solved, an integer ≥ 1. @defaultValue 200,000 */
  readonly maxBeliefs?: number;
}

/**
 * Splits what a tabular agent cannot reach: V* − recall is lost to the encoding, recall − memoryless to having no memory.
 * What is left to the agent's own value is learning loss.
 *
 * @throws {InvalidArgumentError} If an option is out of range.
 * @throws {GymError} As `solve`.
 */
export function encodingCeilings<State>(
  model: TransitionModel<State>,
  options: EncodingOptions = {},
): EncodingCeilings {
  const recalled = recallValue(model, options);
  const { optimum, lower, upper } = memorylessOptimum(model, {
    ...options,
    ...(recalled !== undefined && { knownUpper: recalled }),
  });
  return {
    optimum,
    recall: recalled === undefined ? { lower, upper: optimum } : { lower: recalled, upper: recalled },
    memoryless: { lower, upper },
  };
}

/** The optimum of the beliefs; `undefined` where there are too many. */
function recallValue<State>(
  model: TransitionModel<State>,
  { discount = 1, objective = "return", maxBeliefs = 200_000 }: EncodingOptions,
): number | undefined {
  try {
    const { optimalReturn, bestRawScore } = solve(beliefModel(model), { discount, maxStates: maxBeliefs });
    return objective === "return" ? optimalReturn : bestRawScore;
  } catch (error) {
    if (error instanceof GymError && error.code === "MODEL_TOO_LARGE") return undefined;
    throw error;
  }
}
