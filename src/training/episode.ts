import type { BaseInfo, Env, EpisodeSummary, StepResult } from "../core/env.ts";
import { GymError } from "../core/errors.ts";
import { Discrete } from "../core/spaces/discrete.ts";
import type { Player } from "./player.ts";

/**
 * One episode as it was played. Where the environment gives no summary (`info.episode`), the scores and the success are
 * `null`, the outcome is `terminated` or `truncated`, and invalid actions are those outside the mask it showed.
 */
export interface PlayedEpisode {
  readonly taskId: string;
  readonly seed: number;
  /** Undiscounted quality of the final state, in [0, 1]. */
  readonly rawScore: number | null;
  /** The score as it is reported to the outside, in [0, 1]. */
  readonly score: number | null;
  /** Undiscounted sum of the rewards received. */
  readonly return: number;
  /** Σ γ^t · r_t of the rewards received, t from 0. */
  readonly discountedReturn: number;
  /** Actions taken. */
  readonly steps: number;
  readonly outcome: string;
  readonly success: boolean | null;
  readonly invalidActions: number;
  /** Names of the actions taken. */
  readonly actions: readonly string[];
}

/** Which episode to play. */
export interface EpisodeRequest {
  /** Absent where the environment has no tasks. */
  readonly taskId: string | undefined;
  readonly seed: number;
  /** γ of the discounted return, in [0, 1]. */
  readonly discount: number;
}

const MAX_STEPS = 100_000;

/**
 * Plays one episode to its end.
 * @throws {GymError} `UNSUPPORTED` if it has not ended after 100,000 steps.
 */
export function playEpisode(player: Player, request: EpisodeRequest): PlayedEpisode {
  const { env } = player;
  const { taskId, seed, discount } = request;
  player.startEpisode(seed);
  let { observation, info } = env.reset({
    seed,
    ...(taskId !== undefined && { options: { task_id: taskId } }),
  });
  const sums = { return: 0, discountedReturn: 0, masked: 0 };
  const actions: string[] = [];
  for (let weight = 1; actions.length < MAX_STEPS; ) {
    const action = player.choose(observation, info);
    if (isMasked(action, info)) sums.masked += 1;
    const result = env.step(action);
    actions.push(nameOf(action, env, result.info));
    sums.return += result.reward;
    sums.discountedReturn += weight * result.reward;
    weight *= discount ** (result.info.duration ?? 1);
    if (result.terminated || result.truncated) return summarize({ env, request, sums, actions, result });
    ({ observation, info } = result);
  }
  throw new GymError(
    "UNSUPPORTED",
    `${player.name} has not ended the episode after ${MAX_STEPS} steps: limit the time of the environment.`,
  );
}

interface Played {
  readonly env: Env;
  readonly request: EpisodeRequest;
  readonly sums: { readonly return: number; readonly discountedReturn: number; readonly masked: number };
  readonly actions: readonly string[];
  readonly result: StepResult<unknown, BaseInfo>;
}

function summarize({ env, request, sums, actions, result }: Played): PlayedEpisode {
  const summary: Partial<EpisodeSummary> = result.info.episode ?? {};
  return {
    taskId: request.taskId ?? summary.taskId ?? env.spec?.id ?? "episode",
    seed: request.seed,
    rawScore: summary.rawScore ?? null,
    score: summary.score ?? null,
    return: sums.return,
    discountedReturn: sums.discountedReturn,
    steps: actions.length,
    outcome: summary.outcome ?? (result.terminated ? "terminated" : "truncated"),
    success: summary.success ?? null,
    invalidActions: summary.invalidActions ?? sums.masked,
    actions,
  };
}

function isMasked(action: unknown, { actionMask }: BaseInfo): boolean {
  return actionMask !== undefined && typeof action === "number" && actionMask[action] !== 1;
}

function nameOf(action: unknown, env: Env, { actionName }: BaseInfo): string {
  const space: unknown = env.actionSpace;
  if (space instanceof Discrete && space.labels !== undefined && typeof action === "number") {
    return space.label(action);
  }
  return actionName ?? (typeof action === "object" ? JSON.stringify(action) : String(action));
}
