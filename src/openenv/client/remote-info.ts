import type { BaseInfo, EpisodeSummary } from "../../core/env.ts";
import { isRecord } from "./text.ts";

type Data = Readonly<Record<string, unknown>>;

/** The info record of a remote environment. Mask, reward parts and summary are there where the server gives them. */
export interface RemoteInfo extends BaseInfo {
  /** What the server added beside the observation, as it came. */
  readonly metadata: Data;
}

/** The info record that the metadata of a result make. */
export function remoteInfo(metadata: Data): RemoteInfo {
  const { action_mask, reward_components, episode } = metadata;
  const summary = isRecord(episode) ? readSummary(episode) : undefined;
  return {
    metadata,
    ...(isMask(action_mask) && { actionMask: Uint8Array.from(action_mask) }),
    ...(isNumbers(reward_components) && { rewardComponents: reward_components }),
    ...(summary !== undefined && { episode: summary }),
  };
}

function isMask(value: unknown): value is readonly (0 | 1)[] {
  return Array.isArray(value) && value.length > 0 && value.every((bit) => bit === 0 || bit === 1);
}

function isNumbers(value: unknown): value is Readonly<Record<string, number>> {
  return isRecord(value) && Object.values(value).every(Number.isFinite);
}

function readSummary(episode: Data): EpisodeSummary | undefined {
  const { task_id: taskId, raw_score: rawScore, invalid_actions: invalidActions } = episode;
  const { score, outcome, steps, return: episodeReturn, success } = episode;
  const numbers = { rawScore, score, steps, return: episodeReturn, invalidActions };
  const complete = typeof taskId === "string" && typeof outcome === "string" && typeof success === "boolean";
  if (!complete || !isNumbers(numbers)) return undefined;
  return { taskId, outcome, success, ...numbers } as EpisodeSummary;
}
