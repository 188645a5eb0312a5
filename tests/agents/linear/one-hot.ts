import type { Transition } from "../../../src/core/agent.ts";
import { fullMask } from "../../../src/core/mask.ts";

const LENGTH = 13;

/** A new one-hot vector for a row; the rows that the checks of agents compare are all different. */
export function oneHot(row: number): Float64Array {
  const features = new Float64Array(LENGTH);
  features[row % LENGTH] = 1;
  return features;
}

/** A step between two feature vectors with two actions; fields are changed as given. */
export function stepOver(change: Partial<Transition<readonly number[]>> = {}): Transition<readonly number[]> {
  return {
    context: [1, 0],
    mask: fullMask(2),
    action: 0,
    propensity: 1,
    reward: 0,
    nextContext: [0, 1],
    nextMask: fullMask(2),
    terminated: false,
    truncated: false,
    ...change,
  };
}
