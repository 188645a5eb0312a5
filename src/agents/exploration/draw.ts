import type { Choice } from "../../core/agent.ts";
import type { Rng } from "../../core/random.ts";

/**
 * Draws an action from probabilities that sum to 1 up to rounding, with one `next`.
 * @param probabilities - Shape [actionCount], 0 for actions that may not be drawn.
 */
export function drawAction(probabilities: Float64Array, rng: Rng): Choice {
  let left = rng.next();
  let action = 0;
  for (let candidate = 0; candidate < probabilities.length; candidate += 1) {
    const probability = probabilities[candidate] ?? 0;
    if (probability <= 0) continue;
    action = candidate;
    left -= probability;
    if (left < 0) break;
  }
  return { action, propensity: probabilities[action] ?? 0 };
}
