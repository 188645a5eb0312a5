import type { Choice, Transition } from "../core/agent.ts";
import type { BaseInfo, EpisodeEnding, StepResult } from "../core/env.ts";
import type { Mask } from "../core/mask.ts";
import { packContext, type TrainingState } from "./training-state.ts";

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };
type SavedEpisode = NonNullable<TrainingState["running"]>;

/** An episode in the middle of training. */
export interface RunningEpisode<Context> {
  /** Its context and mask are the ones to act on next. */
  readonly transition: Mutable<Transition<Context>>;
  readonly firstStep: number;
  return: number;
}

/** A transition that begins an episode: its context and mask are set, the rest is filled in by `record`. */
export function firstTransition<Context>(context: Context, mask: Mask): Mutable<Transition<Context>> {
  const next = { nextContext: context, nextMask: mask, terminated: false, truncated: false };
  return { context, mask, action: 0, propensity: 1, reward: 0, ...next, duration: 1 };
}

/** Writes what a step was like into a transition; the next mask is left to the caller. */
export function record<Context>(
  transition: Mutable<Transition<Context>>,
  choice: Choice,
  result: StepResult<Context, BaseInfo>,
): void {
  transition.action = choice.action;
  transition.propensity = choice.propensity;
  transition.reward = result.reward;
  transition.nextContext = result.observation;
  transition.terminated = result.terminated;
  transition.truncated = result.truncated;
  transition.duration = result.info.duration ?? 1;
}

/** An episode as plain JSON. */
export function saveEpisode<Context>({
  transition,
  firstStep,
  return: sum,
}: RunningEpisode<Context>): SavedEpisode {
  return { context: packContext(transition.context), mask: [...transition.mask], firstStep, return: sum };
}

/** The episode that `saveEpisode` was given. */
export function loadEpisode<Context>(saved: SavedEpisode): RunningEpisode<Context> {
  // The state was saved by a run of the same agent, whose contexts these are.
  const context = saved.context as Context;
  const transition = firstTransition(context, Uint8Array.from(saved.mask));
  return { transition, firstStep: saved.firstStep, return: saved.return };
}

/** What the last info of an episode tells of its final state. */
export function endingOf({ episode }: BaseInfo): EpisodeEnding | undefined {
  if (episode === undefined) return undefined;
  const { taskId, rawScore, score, outcome, success } = episode;
  return { taskId, rawScore, score, outcome, success };
}
