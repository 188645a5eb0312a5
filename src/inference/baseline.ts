import { InvalidActionError } from "../core/errors.ts";
import { unknownName } from "../core/names.ts";
import { heuristicAction } from "../supportdesk/heuristic.ts";
import type { Observation } from "../supportdesk/models.ts";
import { clampScore, endLine, startLine, stepLine } from "./contract.ts";
import type { Desk, DeskStep } from "./desk.ts";
import type { Move, Player } from "./player.ts";
import type { BaselineSettings } from "./settings.ts";

/** What a run of the baseline takes. */
export interface BaselineRun {
  readonly desk: Desk;
  readonly player: Player;
  readonly settings: Pick<BaselineSettings, "task" | "benchmark" | "maxSteps" | "successThreshold">;
  /** Seed of every reset. @defaultValue 0 */
  readonly seed?: number;
  /** Takes each line of the contract, without its line break. */
  readonly print: (line: string) => void;
  /** Stops the run: the episode gets its end line, and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** How an episode went. */
export interface BaselineEpisode {
  readonly taskId: string;
  /** Reported score in [0.01, 0.99]. */
  readonly score: number;
  readonly success: boolean;
  readonly steps: number;
  /** Steps in which the heuristic acted in place of the model. */
  readonly fallbacks: number;
}

interface Tally {
  readonly rewards: number[];
  fallbacks: number;
  score: number | undefined;
  /** The episode was played as far as it should be. */
  complete: boolean;
}

/**
 * The tasks that a run plays: the chosen one, or all.
 * @throws {UnknownNameError} If there is no such task.
 */
export function tasksToPlay(task: string | undefined, all: readonly string[]): readonly string[] {
  if (task === undefined) return all;
  if (!all.includes(task)) throw unknownName("task", task, all);
  return [task];
}

/**
 * Plays every task once and prints the lines of the contract: one start, one line per step, one end, the end also
 * where an error stops the run.
 * @returns One record per task.
 * @throws {UnknownNameError} Before anything is printed, if there is no such task.
 */
export async function runBaseline(run: BaselineRun): Promise<readonly BaselineEpisode[]> {
  const episodes: BaselineEpisode[] = [];
  for (const taskId of tasksToPlay(run.settings.task, run.desk.taskIds))
    episodes.push(await playTask(run, taskId));
  return episodes;
}

async function playTask(run: BaselineRun, taskId: string): Promise<BaselineEpisode> {
  const { settings, player, print } = run;
  const tally: Tally = { rewards: [], fallbacks: 0, score: undefined, complete: false };
  print(startLine(taskId, settings.benchmark, player.name));
  try {
    await play(run, taskId, tally);
  } finally {
    const { success, score } = verdictOf(tally, settings.successThreshold);
    print(endLine({ success, score, rewards: tally.rewards }));
  }
  const { success, score } = verdictOf(tally, settings.successThreshold);
  return { taskId, score, success, steps: tally.rewards.length, fallbacks: tally.fallbacks };
}

/** Where the desk tells no score, the rewards so far are the best that is known. */
function verdictOf(
  { score, rewards, complete }: Tally,
  threshold: number,
): { success: boolean; score: number } {
  const reported = clampScore(score ?? rewards.reduce((sum, reward) => sum + reward, 0));
  return { score: reported, success: complete && reported >= threshold };
}

async function play(
  { desk, player, settings, seed = 0, print, signal }: BaselineRun,
  taskId: string,
  tally: Tally,
): Promise<void> {
  const stopped = rejectionOf(signal);
  let observation = await desk.reset(taskId, seed);
  for (let step = 1, done = false; !done && step <= settings.maxSteps; step += 1) {
    const chosen = await Promise.race([player.act(observation), stopped]);
    const { move, result } = await takeStep(desk, chosen, observation);
    ({ observation, done } = result);
    tally.rewards.push(result.reward);
    if (move.error !== null) tally.fallbacks += 1;
    print(stepLine({ step, action: move.action, reward: result.reward, done, error: move.error }));
  }
  tally.score = await desk.score();
  tally.complete = true;
}

/** Rejects with the reason of the signal once it is raised; never settles without one. */
function rejectionOf(signal: AbortSignal | undefined): Promise<never> {
  const rejection = new Promise<never>((_, reject) => {
    if (signal?.aborted === true) reject(signal.reason);
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  // Whoever awaits it sees the reason; a run that has ended already does not care.
  rejection.catch(() => {});
  return rejection;
}

interface TakenStep {
  readonly move: Move;
  readonly result: DeskStep;
}

/** Carries out a move; where the desk refuses it, the heuristic's in its place. */
async function takeStep(desk: Desk, move: Move, observation: Observation): Promise<TakenStep> {
  try {
    return { move, result: await desk.step(move.action) };
  } catch (error) {
    if (!(error instanceof InvalidActionError)) throw error;
    const action = heuristicAction(observation);
    return { move: { action, error: error.message }, result: await desk.step(action) };
  }
}
