import type { JsonObject } from "../../core/json.ts";
import type { ValueInterval } from "../../planning/solve-or-bound.ts";
import type { Episode } from "../../supportdesk/episode.ts";
import { GRADE_COMPONENTS } from "../../supportdesk/grading/grader.ts";
import { POTENTIALS, type PotentialName } from "../../supportdesk/potentials.ts";
import { PENALTIES, type RewardMode } from "../../supportdesk/rewards.ts";

/** What an optimal policy can still earn from a state of the desk on. */
export type ReturnBounds = (episode: Episode) => ValueInterval;

/**
 * What can still be earned on a desk with a bundled reward, at least by the best policy and at most by any, whatever the
 * discount: a score never leaves [0, 1], each grade component is paid for once, and a potential difference telescopes.
 *
 * @param kwargs - Options of the desk; the γ of a potential is that of the returns.
 */
export function returnBounds(kwargs: JsonObject): ReturnBounds {
  switch (kwargs["reward"] as RewardMode) {
    case "sparse":
      return () => ({ lower: 0, upper: 1 });
    case "delta-no-penalty":
      return ({ grade }) => ({ lower: -grade.rawScore, upper: 1 - grade.rawScore });
    case "delta":
      return (episode) => ({
        lower: -episode.grade.rawScore - charges(episode),
        upper: 1 - episode.grade.rawScore,
      });
    case "milestone":
      return (episode) => ({ lower: -charges(episode), upper: milestonesLeft(episode) });
    case "pbrs":
      return shapedBounds(kwargs);
  }
}

/** The most that can be charged from here on. */
function charges({ view }: Episode): number {
  const { no_op, low_signal, premature_submit, sla_breach } = PENALTIES;
  return view.remaining_steps * Math.max(no_op, low_signal) + premature_submit + sla_breach;
}

function milestonesLeft({ milestones }: Episode): number {
  const open = GRADE_COMPONENTS.filter((_, bit) => (milestones & (1 << bit)) === 0);
  return open.length / GRADE_COMPONENTS.length;
}

/** The final score and −Φ(s), and Φ of the last state where that was only truncated: each Φ is within [0, 1]. */
function shapedBounds({
  potential = "raw-score",
  potentialScale = 1,
  potentialShift = 0,
}: JsonObject): ReturnBounds {
  const [scale, shift] = [Number(potentialScale), Number(potentialShift)];
  const phi = POTENTIALS[potential as PotentialName];
  const [least, most] = [Math.min(0, shift, shift + scale), Math.max(0, shift, shift + scale)];
  return (episode) => {
    const before = scale * phi(episode) + shift;
    return { lower: least - before, upper: 1 + most - before };
  };
}
