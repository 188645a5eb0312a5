import type { BaseInfo } from "../core/env.ts";
import type { WireRecord } from "./served-environment.ts";

/** What every info record of the gym shows on the wire: the parts of the reward, the mask, and how the episode went. */
export function publicMetadata({ rewardComponents, actionMask, episode }: BaseInfo): WireRecord {
  return {
    ...(rewardComponents !== undefined && { reward_components: rewardComponents }),
    ...(actionMask !== undefined && { action_mask: [...actionMask] }),
    ...(episode !== undefined && {
      outcome: episode.outcome,
      episode: {
        task_id: episode.taskId,
        raw_score: episode.rawScore,
        score: episode.score,
        outcome: episode.outcome,
        steps: episode.steps,
        return: episode.return,
        invalid_actions: episode.invalidActions,
        success: episode.success,
      },
    }),
  };
}
