import type { Env } from "../env.ts";
import { InvalidArgumentError, show } from "../errors.ts";
import { refuseUnknownKeys } from "../names.ts";
import { checkSeed } from "../random.ts";
import { type CheckText, runChecks } from "./check.ts";
import { DYNAMIC_CHECKS } from "./env/dynamic/index.ts";
import { STATIC_CHECKS } from "./env/static/index.ts";
import type { EnvCheck, EnvTrial } from "./env/trial.ts";
import { type CheckReport, checkReport, type Finding } from "./finding.ts";
import { withoutWatching } from "./passive.ts";
import { kindOf } from "./show-value.ts";

/** What `checkEnv` takes beside the factory. */
export interface CheckEnvOptions {
  /** Seed of the resets and of the actions, an integer in [0, 2^53). @defaultValue 0 */
  readonly seed?: number;
  /** Whole episodes that the long checks play, an integer ≥ 1. @defaultValue 20 */
  readonly episodes?: number;
  /** Steps after which an episode that does not end is left, an integer ≥ 1. @defaultValue 1000 */
  readonly maxSteps?: number;
  /** Actions that end an episode by termination, where random play rarely does. */
  readonly script?: readonly unknown[];
}

/** Every check with its code, in the order they run. */
export const ENV_CHECKS: readonly EnvCheck[] = [...STATIC_CHECKS, ...DYNAMIC_CHECKS];

/** What an exception is found to be that no check expected. */
export const ENV_CRASH: CheckText = {
  code: "ENV-RUN-001",
  severity: "error",
  title: "ordinary use throws nothing",
  hint: "Make `reset`, `step` and the rest work for every allowed action; throw only on misuse.",
};

/**
 * Checks an environment: everything Gymnasium's `check_env` and Stable-Baselines3's test, and whole-episode
 * determinism, masks, snapshots, JSON, rewards and reachability besides.
 *
 * @param makeEnv - Makes a new environment; those it makes must be equal.
 * @returns All findings at once, errors first.
 * @throws {InvalidArgumentError} If an option is out of range.
 */
export function checkEnv(makeEnv: () => Env, options: CheckEnvOptions = {}): CheckReport {
  return runEnvChecks(ENV_CHECKS, envTrial(makeEnv, options));
}

/** What is wrong so early that exceptions elsewhere only follow from it. */
const EARLY = /^ENV-(API-001|SPACE-\d+|RESET-001|STEP-00[13])$/;

/**
 * Runs some of {@link ENV_CHECKS}. Exceptions are left out where an early error explains them.
 *
 * @param trial - From {@link envTrial}; checks that share one also share the episodes it plays.
 */
export function runEnvChecks(checks: readonly EnvCheck[], trial: EnvTrial): CheckReport {
  const findings = runChecks(checks, trial, ENV_CRASH);
  const isCrash = ({ code }: Finding): boolean => code === ENV_CRASH.code;
  const isEarly = ({ code, severity }: Finding): boolean => severity === "error" && EARLY.test(code);
  const told = findings.filter((finding) => !isCrash(finding));
  // What a check says in its own words comes before what only followed from it.
  return checkReport(findings.some(isEarly) ? told : [...told, ...findings.filter(isCrash)]);
}

/** What the checks of an environment work with. @throws {InvalidArgumentError} If an option is out of range. */
export function envTrial(makeEnv: () => Env, options: CheckEnvOptions = {}): EnvTrial {
  if (typeof makeEnv !== "function") {
    const got = kindOf(makeEnv);
    throw new InvalidArgumentError(
      `Expected a function that makes the environment, such as \`() => new MyEnv()\`, got ${got}.`,
    );
  }
  refuseUnknownKeys("option of the check", options, ["seed", "episodes", "maxSteps", "script"]);
  const { seed = 0, episodes = 20, maxSteps = 1000, script } = options;
  checkSeed(seed);
  checkCount("episodes", episodes);
  checkCount("maxSteps", maxSteps);
  if (script !== undefined && !Array.isArray(script)) {
    throw new InvalidArgumentError(`Expected \`script\` to be a list of actions, got ${show(script)}.`);
  }
  const make = (): Env => withoutWatching(makeEnv);
  return { make, seed, episodes, maxSteps, script };
}

function checkCount(name: string, value: unknown): void {
  if (Number.isSafeInteger(value) && (value as number) >= 1) return;
  throw new InvalidArgumentError(`Expected \`${name}\` to be an integer >= 1, got ${show(value)}.`);
}
