import type { Env } from "../../../env.ts";
import type { Observed, Report } from "../../check.ts";
import { firstDifference } from "../../difference.ts";
import { type EnvCheck, type EnvTrial, goesOn } from "../trial.ts";
import { copyOf, spoil, type Undo } from "./copy.ts";
import { recordingOf, seededRecordingOf } from "./recording.ts";
import { firstDivergence } from "./replay.ts";

/** Episodes whose results are kept or spoiled. */
const EPISODES = 4;
/** Results that are kept and compared at most. */
const MOST_KEPT = 500;

interface Kept {
  readonly place: string;
  readonly held: unknown;
  readonly copy: unknown;
}

function checkKeptResults(trial: EnvTrial, report: Report): void {
  const env = trial.make();
  const kept: Kept[] = [];
  const keep = (place: string, held: unknown): void => {
    if (kept.length < MOST_KEPT) kept.push({ place, held, copy: copyOf(held) });
  };
  for (const [episode, { options, actions }] of recordingOf(trial).slice(0, EPISODES).entries()) {
    keep(`what reset gave in episode ${episode + 1}`, env.reset(copyOf(options)));
    keep(`what actionMask() gave in episode ${episode + 1}`, { actionMask: env.actionMask() });
    for (const [index, action] of actions.entries()) {
      const result = env.step(copyOf(action));
      keep(`what step ${index + 1} of episode ${episode + 1} gave`, result);
      if (!goesOn(result)) break;
      keep(`what actionMask() gave after step ${index + 1}`, { actionMask: env.actionMask() });
    }
  }
  for (const { place, held, copy } of kept) {
    const found = firstDifference(copy, held);
    if (found === undefined) continue;
    report({ ...found, path: `${place} · ${found.path.slice(1)}`, got: `${found.got}, after later steps` });
    return;
  }
}

/** Plays recorded episodes while something is spoiled after every call; all of it is put back in the end. */
function divergenceWhenSpoiled(
  trial: EnvTrial,
  touch: (env: Env, given: unknown, outcome: unknown) => readonly Undo[],
): Observed | undefined {
  const episodes = recordingOf(trial).slice(0, EPISODES);
  if (firstDivergence(trial.make(), episodes) !== undefined) return undefined;
  const undo: Undo[] = [];
  const env = trial.make();
  try {
    return firstDivergence(env, episodes, {
      after: (given, outcome) => undo.push(...touch(env, given, outcome)),
    });
  } finally {
    for (const back of undo.reverse()) back();
  }
}

function checkSpoiledResults(trial: EnvTrial, report: Report): void {
  const found = divergenceWhenSpoiled(trial, (env, _given, outcome) => {
    const { terminated = false, truncated = false } = outcome as {
      terminated?: boolean;
      truncated?: boolean;
    };
    const undo = [spoil(outcome)];
    return terminated || truncated ? undo : [...undo, spoil(env.actionMask())];
  });
  if (found !== undefined) report({ ...found, path: `after changing what was returned · ${found.path}` });
}

function checkSpoiledActions(trial: EnvTrial, report: Report): void {
  const found = divergenceWhenSpoiled(trial, (_env, given) => [spoil(given)]);
  if (found !== undefined) report({ ...found, path: `after changing the actions given · ${found.path}` });
}

function checkGivenActions(trial: EnvTrial, report: Report): void {
  const env = trial.make();
  for (const { options, actions } of seededRecordingOf(trial)) {
    env.reset(copyOf(options));
    for (const action of actions) {
      const given = copyOf(action);
      env.step(given);
      const found = firstDifference(action, given);
      if (found === undefined) continue;
      report({ ...found, path: `the action given to step${found.path}` });
      return;
    }
  }
}

/** Checks that nothing is shared with the caller. */
export const ALIAS_CHECKS: readonly EnvCheck[] = [
  {
    code: "ENV-ALIAS-001",
    severity: "error",
    title: "later steps do not change what was returned before",
    hint: "Return a fresh or frozen observation, info and mask each time, never a buffer that is written again.",
    run: checkKeptResults,
  },
  {
    code: "ENV-ALIAS-002",
    severity: "error",
    title: "changing what was returned does not change the environment",
    hint: "Return copies or frozen values, never the environment's own state.",
    run: checkSpoiledResults,
  },
  {
    code: "ENV-ALIAS-003",
    severity: "error",
    title: "actions are left as they were given",
    hint: "Copy an action before changing it.",
    run: checkGivenActions,
  },
  {
    code: "ENV-ALIAS-004",
    severity: "error",
    title: "changing an action after the step does not change the environment",
    hint: "Copy what you keep of an action.",
    run: checkSpoiledActions,
  },
];
