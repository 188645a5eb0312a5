import type { BaseInfo, Env, StepResult } from "../../../env.ts";
import type { Report } from "../../check.ts";
import { type EnvCheck, type EnvTrial, goesOn } from "../trial.ts";
import { placeOf, recordingOf } from "./recording.ts";

interface Ended {
  readonly path: string;
  readonly task: number;
  readonly steps: number;
  readonly isTruncated: boolean;
}

/** A last step, and whether it was stopped from outside alone. */
function isTruncation({ terminated, truncated }: StepResult<unknown, BaseInfo>): boolean {
  return truncated && !terminated;
}

/** How the recorded episodes ended; resets go through the tasks in their order. */
function endsOf(trial: EnvTrial): Ended[] {
  const tasks = Math.max(1, trial.make().taskIds.length);
  return recordingOf(trial).flatMap(({ steps }, index) => {
    const last = steps.at(-1);
    if (last === undefined) return [];
    const place = placeOf(index, steps.length);
    return [{ path: place, task: index % tasks, steps: steps.length, isTruncated: isTruncation(last) }];
  });
}

/** The steps a `TimeLimit` in the spec allows, of several the fewest. */
function declaredLimit({ spec }: Env): number | undefined {
  const limits = (spec?.wrappers ?? [])
    .filter(({ name }) => name === "TimeLimit")
    .map(({ kwargs }) => Number(kwargs?.["maxSteps"]))
    .filter(Number.isSafeInteger);
  return limits.length === 0 ? undefined : Math.min(...limits);
}

/** The count at which most truncated episodes stop, if more than half of them share it. */
function usualLimit(ends: readonly Ended[]): number | undefined {
  const counts = ends.filter(({ isTruncated }) => isTruncated).map(({ steps }) => steps);
  return counts.find((count) => counts.filter((other) => other === count).length * 2 > counts.length);
}

function checkLimit(trial: EnvTrial, report: Report): void {
  const ends = endsOf(trial);
  const declared = declaredLimit(trial.make());
  for (const task of new Set(ends.map((end) => end.task))) {
    const ofTask = ends.filter((end) => end.task === task);
    const limit = declared ?? usualLimit(ofTask);
    const wrong = ofTask.find(({ steps, isTruncated }) => isOff(steps, isTruncated, limit, declared));
    if (limit === undefined || wrong === undefined) continue;
    const got = `${wrong.isTruncated ? "truncated" : "still going"} at step ${wrong.steps}`;
    report({ path: wrong.path, expected: `truncation at step ${limit}, never before or after`, got });
    return;
  }
}

/** Whether an episode outlived the limit or was stopped before it; other wrappers may stop before a declared one. */
function isOff(steps: number, isTruncated: boolean, limit?: number, declared?: number): boolean {
  if (limit === undefined) return false;
  return steps > limit || (isTruncated && steps < limit && declared === undefined);
}

/** One recorded step: what was done, and what it paid. */
interface Paid {
  readonly path: string;
  readonly action: string;
  readonly reward: number;
}

function stepsOf(trial: EnvTrial, isWanted: (step: StepResult<unknown, BaseInfo>) => boolean): Paid[] {
  return recordingOf(trial).flatMap(({ actions, steps }, episode) =>
    steps.flatMap((result, step) => {
      const action = JSON.stringify(actions[step]) ?? "";
      return isWanted(result) ? [{ path: placeOf(episode, step + 1), action, reward: result.reward }] : [];
    }),
  );
}

/**
 * Looks for a limit that swallows the last reward: truncated steps that all pay 0, though their actions always pay
 * something else where the episode goes on.
 */
function checkLastReward(trial: EnvTrial, report: Report): void {
  const paid = new Map<string, Paid[]>();
  for (const step of stepsOf(trial, goesOn)) {
    const same = paid.get(step.action);
    if (same === undefined) paid.set(step.action, [step]);
    else same.push(step);
  }
  const last = stepsOf(trial, isTruncation);
  const [first] = last;
  const isSwallowed = ({ action, reward }: Paid): boolean =>
    reward === 0 && (paid.get(action)?.every((each) => each.reward !== 0) ?? false);
  if (first === undefined || last.length < 2 || !last.every(isSwallowed)) return;
  const usual = paid.get(first.action)?.at(-1)?.reward;
  const expected = `the reward of the last action too, such as ${usual}`;
  report({ path: `${first.path} · reward`, expected, got: `0 at all ${last.length} truncations` });
}

/** Checks of time limits. */
export const LIMIT_CHECKS: readonly EnvCheck[] = [
  {
    code: "ENV-LIMIT-001",
    severity: "error",
    title: "a time limit truncates exactly at its step",
    hint: "Count steps from the reset on, set the count back in every reset, and truncate when it reaches the limit.",
    run: checkLimit,
  },
  {
    code: "ENV-LIMIT-002",
    severity: "error",
    title: "the step that reaches a time limit pays its reward",
    hint: "Carry out the last action as any other, and set `truncated` besides.",
    run: checkLastReward,
  },
];
