import type { Env } from "../../../env.ts";
import type { Report } from "../../check.ts";
import { firstDifference } from "../../difference.ts";
import { showValue } from "../../show-value.ts";
import { type EnvCheck, type EnvTrial, goesOn, sampleAllowed } from "../trial.ts";
import { expectRefusal } from "./refusal.ts";
import { STRANGE_VALUES } from "./space-use.ts";

const FAR_NUMBERS: readonly unknown[] = [-1e9, -2, -1, 2, 10, 1e9];
const FRACTIONS: readonly unknown[] = [-0.5, 0.5, 1.5];

/** The values among some that are no actions. */
function outside({ actionSpace }: Env, values: readonly unknown[]): readonly unknown[] {
  return values.filter((value) => actionSpace.contains(value) === false);
}

/** Numbers just outside the actions where they are numbers, and others far away. */
function outsideNumbers(env: Env): readonly unknown[] {
  const { actionSpace } = env;
  const member = actionSpace.sample();
  const size = Math.min(actionSpace.size, 1e6);
  const near = typeof member === "number" ? [member - size, member + size] : [];
  return outside(env, [...near, ...FAR_NUMBERS]);
}

function refuses(badActions: (env: Env) => readonly unknown[]): EnvCheck["run"] {
  return ({ make, seed }, report) => {
    const env = make();
    for (const action of badActions(env)) {
      env.reset({ seed });
      const call = (): unknown => env.step(action);
      expectRefusal({ path: `step(${showValue(action)})`, error: "InvalidActionError", call }, report);
    }
  };
}

function checkEpisodeKept({ make, seed }: EnvTrial, report: Report): void {
  const env = make();
  for (const action of [...outsideNumbers(env), ...outside(env, [...FRACTIONS, ...STRANGE_VALUES])]) {
    env.reset({ seed });
    const before = copyOf(env.snapshot());
    try {
      env.step(action);
    } catch {
      const changed = firstDifference(
        before,
        copyOf(env.snapshot()),
        `snapshot after step(${showValue(action)})`,
      );
      if (changed !== undefined) report(changed);
    }
  }
}

const copyOf = (snapshot: unknown): unknown => JSON.parse(JSON.stringify(snapshot ?? null));

function checkBeforeReset({ make }: EnvTrial, report: Report): void {
  const env = make();
  const action = env.actionSpace.sample();
  const call = (): unknown => env.step(action);
  expectRefusal({ path: "step before reset", error: "ResetNeededError", call }, report);
}

/** Plays until an episode ends in the wanted way; whether one did. */
function reachEnd(env: Env, kind: "terminated" | "truncated", trial: EnvTrial): boolean {
  const { seed, episodes, maxSteps, script } = trial;
  env.actionSpace.seed(seed);
  const written = { next: (step: number): unknown => script?.[step], steps: script?.length ?? 0 };
  const random = { next: (): unknown => sampleAllowed(env), steps: maxSteps };
  for (let episode = -1; episode < episodes; episode += 1) {
    const { next, steps } = episode < 0 ? written : random;
    env.reset({ seed: seed + Math.max(0, episode) });
    for (let step = 0; step < steps; step += 1) {
      const result = env.step(next(step));
      if (goesOn(result)) continue;
      if (result[kind]) return true;
      break;
    }
  }
  return false;
}

function afterEnd(kind: "terminated" | "truncated"): EnvCheck["run"] {
  return (trial, report) => {
    const env = trial.make();
    if (!reachEnd(env, kind, trial)) return;
    const action = env.actionSpace.sample();
    const call = (): unknown => env.step(action);
    expectRefusal({ path: `step after ${kind}`, error: "ResetNeededError", call }, report);
  };
}

const AFTER_END =
  "Throw `ResetNeededError` instead of stepping on or resetting; `BaseEnv` keeps the order of calls.";
const TEST_ACTION =
  "Begin `step` with `if (!this.actionSpace.contains(action)) throw new InvalidActionError(…)`.";

/** How an environment takes actions. */
export const STEP_CHECKS: readonly EnvCheck[] = [
  {
    code: "ENV-STEP-006",
    severity: "error",
    most: 1,
    title: "`step` refuses numbers outside the action space",
    hint: TEST_ACTION,
    run: refuses(outsideNumbers),
  },
  {
    code: "ENV-STEP-007",
    severity: "error",
    most: 1,
    title: "`step` refuses fractions where actions are integers",
    hint: TEST_ACTION,
    run: refuses((env) => outside(env, FRACTIONS)),
  },
  {
    code: "ENV-STEP-008",
    severity: "error",
    most: 1,
    title: "`step` refuses actions of another type",
    hint: TEST_ACTION,
    run: refuses((env) => outside(env, STRANGE_VALUES)),
  },
  {
    code: "ENV-STEP-009",
    severity: "error",
    title: "a refused action leaves the episode as it was",
    hint: "Test the action before anything changes or is drawn.",
    run: checkEpisodeKept,
  },
  {
    code: "ENV-STEP-010",
    severity: "error",
    title: "`step` before `reset` is refused",
    hint: "Throw `ResetNeededError`; `BaseEnv` keeps the order of calls.",
    run: checkBeforeReset,
  },
  {
    code: "ENV-STEP-011",
    severity: "error",
    title: "`step` after a termination is refused",
    hint: AFTER_END,
    run: afterEnd("terminated"),
  },
  {
    code: "ENV-STEP-012",
    severity: "error",
    title: "`step` after a truncation is refused",
    hint: AFTER_END,
    run: afterEnd("truncated"),
  },
];
