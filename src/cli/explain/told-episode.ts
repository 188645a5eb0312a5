import type { Agent } from "../../core/agent.ts";
import type { Env, EpisodeSummary } from "../../core/env.ts";
import { fullMask, type Mask } from "../../core/mask.ts";
import { Discrete } from "../../core/spaces/discrete.ts";
import type { Tracker } from "../solve/tracker.ts";

/** An action that an agent could take, and what it believes of it. */
export interface RankedAction {
  readonly action: number;
  readonly name: string;
  readonly value: number;
  /** Times it was tried in this row while learning. */
  readonly count: number;
}

/** What is best in a state, exactly. */
export interface ToldOptimum {
  /** V*: the largest expected discounted return from here, in reward units. */
  readonly value: number;
  /** Names of the optimal actions. */
  readonly actions: readonly string[];
  /** Whether the action taken is one of them. */
  readonly isTaken: boolean;
  /** What the action taken gives away: V* minus its Q*, in reward units; 0 of an optimal one. */
  readonly loss: number;
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
  /** Absent where the optimum is not known. */
  readonly optimum?: ToldOptimum;
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
export interface Telling<Context> {
  readonly env: Env<Context, number>;
  readonly agent: Agent<Context>;
  readonly taskId: string;
  /** The table row of what the agent sees. */
  readonly keyOf: (context: Context) => number;
  readonly describe: (key: number) => string;
  /** Follows the episode through a solved model of the task. */
  readonly tracker?: Tracker | undefined;
}

const TOP = 5;

/** Plays one greedy episode and notes why each action was taken. */
export function tellEpisode<Context>(telling: Telling<Context>): ToldEpisode {
  const { env, agent, taskId, keyOf, describe, tracker } = telling;
  const every = fullMask(agent.actionCount);
  const steps: ToldStep[] = [];
  let { observation: context, info } = env.reset({ seed: 0, options: { task_id: taskId } });
  for (;;) {
    const mask = info.actionMask ?? every;
    const key = keyOf(context);
    const action = agent.actGreedily(context, mask);
    const result = env.step(action);
    steps.push({
      step: steps.length + 1,
      key,
      state: describe(key),
      ...beliefs({ env, agent, context, mask, chosen: action }),
      ...(tracker !== undefined && optimumAt({ env, tracker, key, chosen: action })),
      action,
      name: nameOf(env, action),
      reward: result.reward,
      components: result.info.rewardComponents ?? {},
    });
    if (result.terminated || result.truncated) return { taskId, steps, episode: result.info.episode };
    context = result.observation;
    info = result.info;
  }
}

interface Moment<Context> {
  readonly env: Env<Context, number>;
  readonly agent: Agent<Context>;
  readonly context: Context;
  readonly mask: Mask;
  readonly chosen: number;
}

function beliefs<Context>({
  env,
  agent,
  context,
  mask,
  chosen,
}: Moment<Context>): Pick<ToldStep, "allowed" | "actionCount" | "top" | "ties"> {
  const { values, counts, greedy } = agent.explain(context, mask);
  const ranked = values
    .map((value, action) => ({ action, name: nameOf(env, action), value, count: counts[action] ?? 0 }))
    .filter(({ action }) => mask[action] === 1);
  // Of equal values the chosen one comes first, so that it is always among the best.
  const rank = ({ action }: RankedAction): number => (action === chosen ? -1 : action);
  const top = ranked.toSorted((a, b) => b.value - a.value || rank(a) - rank(b)).slice(0, TOP);
  return { allowed: ranked.map(({ name }) => name), actionCount: mask.length, top, ties: greedy.length };
}

interface TrackedMoment<Context> extends Pick<Moment<Context>, "env" | "chosen"> {
  readonly tracker: Tracker;
  readonly key: number;
}

/** Looks up what is best, then follows the action taken. */
function optimumAt<Context>({
  env,
  tracker,
  key,
  chosen,
}: TrackedMoment<Context>): Pick<ToldStep, "optimum"> {
  const solved = tracker.see(key);
  tracker.take(chosen);
  const taken = solved?.actions.find(({ action }) => action === chosen);
  if (solved === undefined || taken === undefined) return {};
  const { value, optimal } = solved;
  const isTaken = optimal.includes(chosen);
  const actions = optimal.map((action) => nameOf(env, action));
  return { optimum: { value, actions, isTaken, loss: isTaken ? 0 : value - taken.value } };
}

function nameOf({ actionSpace }: Pick<Env<unknown, number>, "actionSpace">, action: number): string {
  return actionSpace instanceof Discrete ? actionSpace.label(action) : String(action);
}
