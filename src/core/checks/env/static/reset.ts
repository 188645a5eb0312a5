import type { Env, ResetOptions } from "../../../env.ts";
import { errorText, type Report } from "../../check.ts";
import { firstDifference } from "../../difference.ts";
import { showValue } from "../../show-value.ts";
import { canSample, type EnvCheck, type EnvTrial, playRandomly, sampleAllowed } from "../trial.ts";
import { expectRefusal } from "./refusal.ts";

const BAD_SEEDS: readonly unknown[] = [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, "7", true, 7n];
const RESETS = 10;
const STEPS = 20;

const asOptions = (options: unknown): ResetOptions => options as ResetOptions;

function checkForms({ make, seed }: EnvTrial, report: Report): void {
  const env = make();
  const forms: readonly (ResetOptions | undefined)[] = [undefined, {}, { seed }, { options: {} }];
  for (const form of forms) {
    try {
      env.reset(form);
    } catch (error) {
      const given = form === undefined ? "" : showValue(form);
      report({ path: `reset(${given})`, expected: "no error", got: errorText(error) });
    }
  }
}

function checkUntouched({ make, seed }: EnvTrial, report: Report): void {
  const env = make();
  const [taskId] = env.taskIds;
  const given = (): ResetOptions => ({ seed, options: taskId === undefined ? {} : { task_id: taskId } });
  const passed = given();
  env.reset(passed);
  const changed = firstDifference(given(), passed, "reset options");
  if (changed !== undefined) report(changed);
}

function checkUnknownOption({ make, seed }: EnvTrial, report: Report): void {
  const env = make();
  const options = { no_such_option: 1 };
  const call = (): unknown => env.reset({ seed, options });
  expectRefusal(
    { path: "reset({ options: { no_such_option: 1 } })", error: "UnknownOptionError", call },
    report,
  );
}

function checkBadSeeds({ make }: EnvTrial, report: Report): void {
  for (const seed of BAD_SEEDS) {
    const env = make();
    const path = `reset({ seed: ${showValue(seed)} })`;
    const call = (): unknown => env.reset(asOptions({ seed }));
    expectRefusal({ path, error: "InvalidArgumentError", call }, report);
  }
}

/** Options of resets to one and the same task, so that only the stream differs. */
function sameTask({ taskIds: [taskId] }: Env): ResetOptions {
  return taskId === undefined ? {} : { options: { task_id: taskId } };
}

/** What a reset and actions that are drawn alike each time lead to. */
function play(env: Env, options: ResetOptions, seed: number): unknown {
  env.actionSpace.seed(seed);
  return playRandomly(env, options, STEPS);
}

function checkSeedRepeats(trial: EnvTrial, report: Report): void {
  const { make, seed } = trial;
  const env = make();
  if (env.spec?.nondeterministic === true) return;
  const first = env.reset({ seed });
  env.reset();
  const different = firstDifference(first, env.reset({ seed }), `reset({ seed: ${seed} }) again`);
  if (different !== undefined) report(different);
}

function allAlike(outcomes: readonly unknown[]): boolean {
  const [first, ...others] = outcomes;
  return others.every((each) => firstDifference(first, each) === undefined);
}

function checkStreamGoesOn(trial: EnvTrial, report: Report): void {
  const env = trial.make();
  if (!env.metadata.stochastic) return;
  env.reset({ ...sameTask(env), seed: trial.seed });
  const outcomes = Array.from({ length: RESETS }, () => play(env, sameTask(env), trial.seed));
  if (!allAlike(outcomes)) return;
  const seeds = Array.from({ length: RESETS }, (_, index) => trial.seed + 1 + index);
  if (allAlike(seeds.map((seed) => play(env, { ...sameTask(env), seed }, trial.seed)))) return;
  const expected = "different episodes, as the stream continues";
  report({ path: `${RESETS} resets without a seed`, expected, got: "the same episode every time" });
}

function checkTasks({ make, seed }: EnvTrial, report: Report): void {
  const env = make();
  for (const taskId of env.taskIds) {
    const options = { task_id: taskId };
    try {
      env.reset({ seed, options });
    } catch (error) {
      report({
        path: `reset({ options: ${showValue(options)} })`,
        expected: "no error",
        got: errorText(error),
      });
    }
  }
}

function checkUnknownTask({ make, seed }: EnvTrial, report: Report): void {
  const env = make();
  if (env.taskIds.length === 0) return;
  const options = { task_id: "no such task" };
  const call = (): unknown => env.reset({ seed, options });
  expectRefusal(
    { path: `reset({ options: ${showValue(options)} })`, error: "UnknownNameError", call },
    report,
  );
}

function checkMidEpisode({ make, seed }: EnvTrial, report: Report): void {
  const env = make();
  for (const [path, options] of [
    ["reset()", undefined] as const,
    [`reset({ seed: ${seed} })`, { seed }] as const,
  ]) {
    env.reset({ seed });
    if (!canSample(env)) return;
    env.step(sampleAllowed(env));
    try {
      env.reset(options);
    } catch (error) {
      report({ path: `${path} after one step`, expected: "no error", got: errorText(error) });
      return;
    }
  }
}

/** How an environment begins an episode. */
export const RESET_CHECKS: readonly EnvCheck[] = [
  {
    code: "ENV-RESET-004",
    severity: "error",
    title: "`reset` takes nothing, an empty record, a seed or empty options",
    hint: "Give every option a default, as in `reset({ seed, options = {} } = {})`.",
    run: checkForms,
  },
  {
    code: "ENV-RESET-005",
    severity: "error",
    title: "`reset` leaves the record it is given as it was",
    hint: "Copy the options before changing anything in them.",
    run: checkUntouched,
  },
  {
    code: "ENV-RESET-006",
    severity: "error",
    title: "`reset` refuses an option that it does not know",
    hint: "List the known keys in `resetOptions` of `BaseEnv`; a mistyped one that is ignored costs days.",
    run: checkUnknownOption,
  },
  {
    code: "ENV-RESET-007",
    severity: "error",
    title: "`reset` refuses what is no integer in [0, 2^53) as a seed",
    hint: "Call `createRng(seed)`, which checks it.",
    run: checkBadSeeds,
  },
  {
    code: "ENV-RESET-008",
    severity: "error",
    title: "the same seed begins the same episode, whatever was played before",
    hint: "Make the stream anew when a seed is given, and draw from nothing else.",
    run: checkSeedRepeats,
  },
  {
    code: "ENV-RESET-009",
    severity: "error",
    title: "a reset without a seed continues the stream",
    hint: "Do not give the seed a default: without one, keep the stream that runs.",
    run: checkStreamGoesOn,
  },
  {
    code: "ENV-RESET-010",
    severity: "error",
    title: "every name in `taskIds` can be played",
    hint: "Take each of them in `reset({ options: { task_id } })`.",
    run: checkTasks,
  },
  {
    code: "ENV-RESET-011",
    severity: "error",
    title: "`reset` refuses a task that is not in `taskIds`",
    hint: "Throw `unknownName('task', taskId, this.taskIds)` before the running episode changes.",
    run: checkUnknownTask,
  },
  {
    code: "ENV-RESET-012",
    severity: "error",
    title: "`reset` begins anew in the middle of an episode too",
    hint: "Drop the running episode: whoever resets has left it.",
    run: checkMidEpisode,
  },
];
