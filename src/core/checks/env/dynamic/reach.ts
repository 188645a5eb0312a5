import type { BaseInfo, Env, StepResult } from "../../../env.ts";
import type { Report } from "../../check.ts";
import { type EnvCheck, type EnvTrial, goesOn } from "../trial.ts";
import { actionsOf, nameOf } from "./actions.ts";
import { type RecordedEpisode, recordingOf, scriptedEpisode, seededRecordingOf } from "./recording.ts";

function seenEpisodes(trial: EnvTrial): RecordedEpisode[] {
  const scripted = scriptedEpisode(trial);
  const random = [...recordingOf(trial), ...seededRecordingOf(trial)];
  return scripted === undefined ? random : [...random, scripted];
}

function checkEnding(ending: "terminated" | "truncated"): (trial: EnvTrial, report: Report) => void {
  return (trial, report) => {
    const episodes = seenEpisodes(trial);
    if (episodes.some(({ steps }) => steps.at(-1)?.[ending] === true)) return;
    const got = `none of ${episodes.length}, with at most ${trial.maxSteps} steps`;
    report({ path: ending, expected: `an episode that ends ${ending}`, got });
  };
}

function checkEveryActionAllowed(trial: EnvTrial, report: Report): void {
  const env = trial.make();
  const actions = actionsOf(env);
  const masks = seenEpisodes(trial)
    .flatMap(({ reset, steps }) => [reset, ...steps.filter(goesOn)])
    .map(({ info }) => info.actionMask)
    .filter((mask) => mask !== undefined);
  if (actions === undefined || masks.length === 0) return;
  const never = actions.filter((_action, index) => !masks.some((mask) => mask[index] === 1));
  if (never.length === 0) return;
  const got = `${never.map((action) => nameOf(env, action)).join(", ")} never allowed in ${masks.length} states`;
  report({ path: "actionMask()", expected: "every action allowed somewhere", got });
}

function returnOf(steps: readonly StepResult<unknown, BaseInfo>[]): number {
  return steps.reduce((total, { reward }) => total + reward, 0);
}

/** Plays one episode of the first allowed action alone. */
function playFirst(env: Env, actions: readonly unknown[], maxSteps: number): StepResult<unknown, BaseInfo>[] {
  const steps: StepResult<unknown, BaseInfo>[] = [];
  while (steps.length < maxSteps) {
    const mask = env.actionMask();
    const index = mask === undefined ? 0 : Array.prototype.indexOf.call(mask, 1);
    if (index < 0) break;
    const step = env.step(actions[index]);
    steps.push(step);
    if (!goesOn(step)) break;
  }
  return steps;
}

function checkIdlePolicy(trial: EnvTrial, report: Report): void {
  const env = trial.make();
  const actions = actionsOf(env);
  const seen = seenEpisodes(trial);
  const wasPlayed =
    seen.some(({ steps }) => steps.length > 0) && !seen.some(({ failure }) => failure !== undefined);
  if (actions === undefined || actions.length < 2 || !wasPlayed) return;
  const best = Math.max(...seen.map(({ steps }) => returnOf(steps)));
  const returns = Array.from({ length: trial.episodes }, (_, index) => {
    env.reset(index === 0 ? { seed: trial.seed } : {});
    return returnOf(playFirst(env, actions, trial.maxSteps));
  });
  const mean = returns.reduce((total, each) => total + each, 0) / returns.length;
  if (!(mean >= best)) return;
  const expected = `a lower mean return than the best of random play, ${best}`;
  report({ path: "the policy that takes the first allowed action always", expected, got: String(mean) });
}

/** Checks of what play can reach. */
export const REACH_CHECKS: readonly EnvCheck[] = [
  {
    code: "ENV-REACH-001",
    severity: "warning",
    title: "some episode ends by termination",
    hint: "Give the checker a `script` that ends an episode, or more `episodes`; an end that is never reached is untested.",
    run: checkEnding("terminated"),
  },
  {
    code: "ENV-REACH-002",
    severity: "warning",
    title: "some episode ends by truncation",
    hint: "Fine where nothing stops an episode from outside; else raise `maxSteps` or `episodes`, so that the limit is tested.",
    run: checkEnding("truncated"),
  },
  {
    code: "ENV-REACH-003",
    severity: "warning",
    title: "every action is allowed in some state",
    hint: "Drop actions that no task needs, mend the mask, or play more `episodes`.",
    run: checkEveryActionAllowed,
  },
  {
    code: "ENV-REACH-004",
    severity: "warning",
    title: "taking the first action always scores less than the best random episode",
    hint: "Look for a reward that is paid for nothing, or that depends on no action.",
    run: checkIdlePolicy,
  },
];
