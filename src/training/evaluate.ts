import type { Agent, Policy } from "../core/agent.ts";
import { createPolicy, listPlayers } from "../core/agent-registry.ts";
import type { Env } from "../core/env.ts";
import { InvalidArgumentError } from "../core/errors.ts";
import { refuseUnknownKeys } from "../core/names.ts";
import { type PlayedEpisode, playEpisode } from "./episode.ts";
import { createPlayer, type Player } from "./player.ts";

/** Means over episodes. Scores are `null` where the environment gives no summary of its episodes. */
export interface EvaluationMeans {
  /** Undiscounted quality of the final state, in [0, 1]. */
  readonly rawScore: number | null;
  /** The score as it is reported to the outside, in [0, 1]. */
  readonly score: number | null;
  /** Undiscounted sum of the rewards. */
  readonly return: number;
  readonly discountedReturn: number;
  readonly steps: number;
  readonly invalidActions: number;
}

/** How a player did on one task. */
export interface TaskEvaluation extends EvaluationMeans {
  readonly taskId: string;
  /** The most frequent outcome; of several, the one seen first. */
  readonly outcome: string;
  /** Whether every episode had the outcome `submitted`. */
  readonly submitted: boolean;
  /** Share of successful episodes, in [0, 1]. */
  readonly success: number | null;
  /** Names of the actions of the first episode. */
  readonly actions: readonly string[];
}

/** How a player did on every task. */
export interface Evaluation {
  readonly player: string;
  /** Episodes played per task. */
  readonly episodes: number;
  readonly tasks: readonly TaskEvaluation[];
  /** Unweighted means over the tasks. */
  readonly mean: EvaluationMeans;
}

/** What `evaluate` plays. */
export interface EvaluateOptions {
  /** It is reset; an episode that was running in it is lost. */
  readonly env: Env;
  /** An agent acts greedily and is left unchanged; a policy acts as it does. */
  readonly agent: Agent<never> | Policy;
  /** @defaultValue every task of the environment; one row without a task if it has none */
  readonly tasks?: readonly string[];
  /** Each task is played once with each. @defaultValue [0] where nothing is random, else 0 to 99 */
  readonly seeds?: readonly number[];
  /** γ of the discounted return, in [0, 1]. @defaultValue that of an agent; 1 for policies */
  readonly discount?: number;
  readonly onEpisode?: (episode: PlayedEpisode) => void;
}

const OPTIONS: readonly (keyof EvaluateOptions)[] = [
  "env",
  "agent",
  "tasks",
  "seeds",
  "discount",
  "onEpisode",
];
const MANY_SEEDS: readonly number[] = Array.from({ length: 100 }, (_, seed) => seed);

/**
 * Plays whole episodes of every task without learning.
 * @throws {GymError} If a task is unknown, there is nothing to play, or the agent does not fit the environment.
 */
export function evaluate(options: EvaluateOptions): Evaluation {
  refuseUnknownKeys("option of an evaluation", options, OPTIONS);
  const { env, agent, tasks = env.taskIds, onEpisode } = options;
  const player = createPlayer(env, agent);
  const { discount = player.discount, seeds = seedsFor(player) } = options;
  if (seeds.length === 0) throw new InvalidArgumentError("Expected at least one of `seeds`, got none.");
  if (options.tasks?.length === 0) {
    throw new InvalidArgumentError("Expected at least one of `tasks`, got none.");
  }
  const rows = (tasks.length === 0 ? [undefined] : tasks).map((taskId) => {
    const episodes = seeds.map((seed) => {
      const episode = playEpisode(player, { taskId, seed, discount });
      onEpisode?.(episode);
      return episode;
    });
    return summarize(episodes);
  });
  return { player: player.name, episodes: seeds.length, tasks: rows, mean: meansOf(rows) };
}

/** What `evaluateBeside` plays. */
export interface EvaluateBesideOptions extends EvaluateOptions {
  /** Names of scripted policies. @defaultValue those of `random`, `do-nothing` and `heuristic` that are registered */
  readonly anchors?: readonly string[];
}

/**
 * Evaluates an agent, then scripted policies on the same tasks and seeds with the same discount. Where no seeds are
 * given and the environment is deterministic, only random policies play more than one episode, which changes no mean.
 *
 * @returns The agent's evaluation first, then one for each anchor in order.
 */
export function evaluateBeside(options: EvaluateBesideOptions): readonly Evaluation[] {
  const { anchors = registeredAnchors(), ...shared } = options;
  const { discount = createPlayer(shared.env, shared.agent).discount } = shared;
  const agents = [shared.agent, ...anchors.map((name) => createPolicy(name))];
  return agents.map((agent) => evaluate({ ...shared, agent, discount }));
}

function registeredAnchors(): readonly string[] {
  const registered = listPlayers().map(({ name }) => name);
  return ["random", "do-nothing", "heuristic"].filter((name) => registered.includes(name));
}

function seedsFor({ env, stochastic }: Player): readonly number[] {
  return env.metadata.stochastic || stochastic ? MANY_SEEDS : [0];
}

function summarize(episodes: readonly PlayedEpisode[]): TaskEvaluation {
  const [first] = episodes;
  const outcomes = episodes.map(({ outcome }) => outcome);
  return {
    taskId: first?.taskId ?? "",
    ...meansOf(episodes),
    outcome: mostFrequent(outcomes),
    submitted: outcomes.every((outcome) => outcome === "submitted"),
    success: meanOrNull(episodes.map(({ success }) => (success === null ? null : Number(success)))),
    actions: first?.actions ?? [],
  };
}

function meansOf(rows: readonly EvaluationMeans[]): EvaluationMeans {
  return {
    rawScore: meanOrNull(rows.map(({ rawScore }) => rawScore)),
    score: meanOrNull(rows.map(({ score }) => score)),
    return: mean(rows.map((row) => row.return)),
    discountedReturn: mean(rows.map(({ discountedReturn }) => discountedReturn)),
    steps: mean(rows.map(({ steps }) => steps)),
    invalidActions: mean(rows.map(({ invalidActions }) => invalidActions)),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function meanOrNull(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === values.length ? mean(known) : null;
}

function mostFrequent(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [best = ""] = [...counts].sort(([, a], [, b]) => b - a).map(([value]) => value);
  return best;
}
