import type { Agent } from "../../core/agent.ts";
import type { Env, EpisodeSummary } from "../../core/env.ts";
import { fullMask, type Mask } from "../../core/mask.ts";
import { Discrete } from "../../core/spaces/discrete.ts";

/** An action that an agent could take, and what it believes of it. */
export interface RankedAction {
  readonly action: number;
  readonly name: string;
  readonly value: number;
  /** Times it was tried in this row while learning. */
  readonly count: number;
}

/** One step of an episode, with the reasons for it. */
export interface ToldStep {
  /** From 1. */
  readonly step: number;
  readonly key: number;
  /** The key in words. */
  readonly state: string;
  readonly allowed: readonly string[];
  readonly actionCount: number;
  /** The best allowed actions, best first. */
  readonly top: readonly RankedAction[];
  /** How many allowed actions share the highest value. */
  readonly ties: number;
  readonly action: number;
  readonly name: string;
  readonly reward: number;
  readonly components: Readonly<Record<string, number>>;
}

/** One greedy episode. */
export interface ToldEpisode {
  readonly taskId: string;
  readonly steps: readonly ToldStep[];
  readonly episode: EpisodeSummary | undefined;
}

/** What an episode is told of. */
export interface Telling {
  readonly env: Env<number, number>;
  readonly agent: Agent;
  readonly taskId: string;
  readonly describe: (key: number) => string;
}

const TOP = 5;

/** Plays one greedy episode and notes why each action was taken. */
export function tellEpisode({ env, agent, taskId, describe }: Telling): ToldEpisode {
  const every = fullMask(agent.actionCount);
  const steps: ToldStep[] = [];
  let { observation: key, info } = env.reset({ seed: 0, options: { task_id: taskId } });
  for (;;) {
    const mask = info.actionMask ?? every;
    const action = agent.actGreedily(key, mask);
    const result = env.step(action);
    steps.push({
      step: steps.length + 1,
      key,
      state: describe(key),
      ...beliefs({ env, agent, key, mask, chosen: action }),
      action,
      name: nameOf(env, action),
      reward: result.reward,
      components: result.info.rewardComponents ?? {},
    });
    if (result.terminated || result.truncated) return { taskId, steps, episode: result.info.episode };
    key = result.observation;
    info = result.info;
  }
}

interface Moment {
  readonly env: Env<number, number>;
  readonly agent: Agent;
  readonly key: number;
  readonly mask: Mask;
  readonly chosen: number;
}

function beliefs({
  env,
  agent,
  key,
  mask,
  chosen,
}: Moment): Pick<ToldStep, "allowed" | "actionCount" | "top" | "ties"> {
  const { values, counts, greedy } = agent.explain(key, mask);
  const ranked = values
    .map((value, action) => ({ action, name: nameOf(env, action), value, count: counts[action] ?? 0 }))
    .filter(({ action }) => mask[action] === 1);
  // Of equal values the chosen one comes first, so that it is always among the best.
  const rank = ({ action }: RankedAction): number => (action === chosen ? -1 : action);
  const top = ranked.toSorted((a, b) => b.value - a.value || rank(a) - rank(b)).slice(0, TOP);
  return { allowed: ranked.map(({ name }) => name), actionCount: mask.length, top, ties: greedy.length };
}

function nameOf({ actionSpace }: Env<number, number>, action: number): string {
  return actionSpace instanceof Discrete ? actionSpace.label(action) : String(action);
}
