import type { EpisodeSummary } from "../../src/core/env.ts";
import type { State } from "../../src/supportdesk/models.ts";

/** Where two values differ, with what stands there in each. */
export interface Difference {
  readonly path: string;
  readonly original: unknown;
  readonly twin: unknown;
}

type Plain = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Plain {
  return typeof value === "object" && value !== null;
}

function below(key: string, difference: Difference | undefined): Difference | undefined {
  return (
    difference && { ...difference, path: `${key}${difference.path === "" ? "" : `.${difference.path}`}` }
  );
}

/** The first place where two values would be written as different JSON, key order included; masks are lists. */
export function firstDifference(original: unknown, twin: unknown): Difference | undefined {
  if (Object.is(original, twin)) return undefined;
  if (!isRecord(original) || !isRecord(twin)) return { path: "", original, twin };
  const keys = Object.keys(original);
  const twinKeys = Object.keys(twin);
  if (keys.length !== twinKeys.length || Array.isArray(original) !== Array.isArray(twin)) {
    return { path: "", original, twin };
  }
  for (const [index, key] of keys.entries()) {
    if (key !== twinKeys[index]) return { path: "", original, twin };
    const difference = firstDifference(original[key], twin[key]);
    if (difference !== undefined) return below(key, difference);
  }
  return undefined;
}

interface HasHistory {
  readonly action_history: State["action_history"];
}

function hasHistory(value: unknown): value is HasHistory {
  return isRecord(value) && Array.isArray(value["action_history"]);
}

/** An observation without the rewards in its history. */
export function withoutRewards(observation: unknown): unknown {
  if (!hasHistory(observation)) return observation;
  const actionHistory = observation.action_history.map((entry) => ({ ...entry, reward_delta: 0 }));
  return { ...observation, action_history: actionHistory };
}

/** A state without rewards, their total and the score. */
export function withoutScore(state: State): unknown {
  return { ...(withoutRewards(state) as State), score: 0, total_reward: 0 };
}

/** An info record without the parts of the reward; at the end of an episode without what tells its grade. */
export function withoutGrade(info: object, ended: boolean): unknown {
  const { rewardComponents: _parts, ...rest } = info as Plain;
  if (!ended) return rest;
  const { grade: _grade, episode, ...others } = rest;
  const summary = episode as EpisodeSummary | undefined;
  return { ...others, episode: summary && { ...summary, rawScore: 0, score: 0, return: 0, success: false } };
}

/** A rendered page or JSON without rewards; at the end without the score. */
export function withoutScoreInPicture(picture: string | undefined, ended: boolean): unknown {
  if (picture?.startsWith("{") === true) return withoutRewards(JSON.parse(picture));
  const blind = picture?.replace(/^( {2}[ \d]\d {2})[+-]\d+\.\d\d {2}/gm, "$1");
  return ended ? blind?.replace(/^(.*), score \d\.\d\d$/m, "$1") : blind;
}
