import type { BaseInfo, Env, ResetOptions, StepResult } from "../../../env.ts";
import { canSample, type EnvTrial, goesOn, type Outcome, type PlayedTrial, sampleAllowed } from "../trial.ts";
import { copyOf } from "./copy.ts";

/** One recorded episode, made of copies that no environment holds. */
export interface RecordedEpisode extends PlayedTrial {
  readonly options: ResetOptions;
  /** An allowed action that the environment threw at; it ends the record. */
  readonly failure?: { readonly action: unknown; readonly error: unknown };
}

const recordings = new WeakMap<EnvTrial, readonly RecordedEpisode[]>();
const seededRecordings = new WeakMap<EnvTrial, readonly RecordedEpisode[]>();
const MOST_SEEDED = 8;

/** Whole episodes of random allowed actions in one environment: the first is seeded, the others continue. Played once. */
export function recordingOf(trial: EnvTrial): readonly RecordedEpisode[] {
  const known = recordings.get(trial);
  if (known !== undefined) return known;
  const fresh = recordEpisodes(trial, trial.episodes);
  recordings.set(trial, fresh);
  return fresh;
}

/** A number of such episodes; from `mostSteps` steps on, no further one begins. */
export function recordEpisodes(
  { make, seed, maxSteps }: EnvTrial,
  count: number,
  mostSteps = Number.POSITIVE_INFINITY,
): readonly RecordedEpisode[] {
  const env = make();
  env.actionSpace.seed(seed);
  const episodes: RecordedEpisode[] = [];
  for (let left = mostSteps; episodes.length < count && left > 0; ) {
    const episode = record(env, episodes.length === 0 ? { seed } : {}, maxSteps);
    left -= episode.steps.length + 1;
    episodes.push(episode);
  }
  return episodes;
}

/** Episodes that each begin with a seed, in every task by turns, so that each can be played alone. Played once. */
export function seededRecordingOf(trial: EnvTrial): readonly RecordedEpisode[] {
  const known = seededRecordings.get(trial);
  if (known !== undefined) return known;
  const env = trial.make();
  env.actionSpace.seed(trial.seed + 1);
  const { taskIds } = env;
  const length = Math.max(taskIds.length, Math.min(trial.episodes, MOST_SEEDED));
  const fresh = Array.from({ length }, (_, index) => {
    const seed = trial.seed + index;
    const task = taskIds[index % Math.max(1, taskIds.length)];
    return record(env, task === undefined ? { seed } : { seed, options: { task_id: task } }, trial.maxSteps);
  });
  seededRecordings.set(trial, fresh);
  return fresh;
}

/** The episode of the script, where there is one. */
export function scriptedEpisode({ make, seed, script }: EnvTrial): RecordedEpisode | undefined {
  if (script === undefined) return undefined;
  const env = make();
  const options = { seed };
  const reset = copyOf(env.reset(options));
  const steps: StepResult<unknown, BaseInfo>[] = [];
  for (const action of script) {
    const step = copyOf(env.step(copyOf(action)));
    steps.push(step);
    if (!goesOn(step)) break;
  }
  return { options, reset, actions: copyOf(script.slice(0, steps.length)), steps };
}

function record(env: Env, options: ResetOptions, maxSteps: number): RecordedEpisode {
  const reset = copyOf(env.reset(copyOf(options)));
  const actions: unknown[] = [];
  const steps: StepResult<unknown, BaseInfo>[] = [];
  while (steps.length < maxSteps && canSample(env)) {
    const action = copyOf(sampleAllowed(env));
    const step = attempt(env, action);
    if ("error" in step) return { options, reset, actions, steps, failure: { action, error: step.error } };
    actions.push(action);
    steps.push(step);
    if (!goesOn(step)) break;
  }
  return { options, reset, actions, steps };
}

function attempt(env: Env, action: unknown): StepResult<unknown, BaseInfo> | { readonly error: unknown } {
  const isMasked = env.actionMask() !== undefined;
  try {
    return copyOf(env.step(copyOf(action)));
  } catch (error) {
    // Without a mask this is a plain crash; with one, it is for the mask checks to tell.
    if (!isMasked) throw error;
    return { error };
  }
}

/** How a place of a recording is written: episodes and steps count from 1, and step 0 is the reset. */
export function placeOf(episode: number, step: number): string {
  return `episode ${episode + 1} · ${step === 0 ? "reset" : `step ${step}`}`;
}

/** One call of a recording with what it gave. */
export interface RecordedCall {
  readonly place: string;
  readonly outcome: Outcome;
  /** Whether the episode has ended with it. */
  readonly ended: boolean;
}

/** Every reset and step of some episodes, in order. */
export function* callsOf(episodes: readonly RecordedEpisode[]): Generator<RecordedCall> {
  for (const [episode, { reset, steps }] of episodes.entries()) {
    yield { place: placeOf(episode, 0), outcome: reset, ended: false };
    for (const [index, step] of steps.entries()) {
      yield { place: placeOf(episode, index + 1), outcome: step, ended: !goesOn(step) };
    }
  }
}
