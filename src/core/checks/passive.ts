import type { Env } from "../env.ts";
import { GymError, InvalidArgumentError } from "../errors.ts";
import { warn } from "../warnings.ts";
import { findingOf } from "./check.ts";
import { deepFreeze } from "./deep-freeze.ts";
import {
  RENDER_RESULT_CHECKS,
  RESET_RESULT_CHECKS,
  type ResultCheck,
  STEP_RESULT_CHECKS,
} from "./env/static/results.ts";
import type { Finding } from "./finding.ts";

/**
 * When an environment's results are checked while it is used: the first of each kind, all of them (which then are
 * frozen too, so that whoever changes one is told), or none.
 */
export type PassiveChecking = "first" | "always" | "off";

type Called = "reset" | "step" | "render";

const MODES: readonly unknown[] = ["first", "always", "off"];
const CHECKS: Readonly<Record<Called, readonly ResultCheck[]>> = {
  reset: RESET_RESULT_CHECKS,
  step: STEP_RESULT_CHECKS,
  render: RENDER_RESULT_CHECKS,
};

/**
 * Watches an environment in place: it stays the same object of the same class. With `first`, each of `reset`, `step`
 * and `render` is watched until it has returned something right once; from then on nothing is in between.
 *
 * @param checked - When results are checked.
 * @returns The environment itself.
 * @throws {GymError} `ENV_CHECK`, later and from the watched call, if a result is wrong.
 * @throws {InvalidArgumentError} If `checked` is none of the three.
 */
export function checkPassively<Watched extends Env>(env: Watched, checked: PassiveChecking): Watched {
  checkMode(checked);
  if (checked === "off" || isSuspended) return env;
  if (!Object.isExtensible(env)) {
    warn(
      "A frozen environment cannot be watched in place: wrap it in `PassiveEnvChecker` to check its results.",
    );
    return env;
  }
  for (const called of ["reset", "step", "render"] as const) watch(env, called, checked);
  return env;
}

/** @throws {InvalidArgumentError} If it is no way to check passively. */
export function checkMode(checked: unknown): void {
  if (MODES.includes(checked)) return;
  throw new InvalidArgumentError(`Expected \`checked\` to be first, always or off, got ${String(checked)}.`);
}

let isSuspended = false;

/** Makes something with nothing watched in it: a checker that reports everything must not be stopped at the first. */
export function withoutWatching<Made>(make: () => Made): Made {
  const before = isSuspended;
  isSuspended = true;
  try {
    return make();
  } finally {
    isSuspended = before;
  }
}

type Method = (...given: readonly unknown[]) => unknown;

/** Puts a method of its own in front of one of the class. The last word is an own property too: to delete it is slow. */
function watch(env: Env, called: Called, checked: PassiveChecking): void {
  const original = env[called] as Method;
  const put = (value: Method): boolean =>
    Reflect.defineProperty(env, called, { value, writable: true, configurable: true, enumerable: false });
  put((...given) => {
    const result = original.apply(env, [...given]);
    checkResult(env, called, result);
    if (checked === "always") return deepFreeze(result);
    put(original);
    return result;
  });
}

/**
 * Checks one result of an environment and freezes nothing.
 *
 * @throws {GymError} `ENV_CHECK`, one line with the code, the place, what was expected and found, and how to mend it.
 */
export function checkResult(env: Env, called: Called, result: unknown): void {
  for (const check of CHECKS[called]) {
    check.inspect({ env, result, path: `${called}()` }, (observed) => {
      const line = lineOf(findingOf(check, observed));
      if (check.severity === "error") throw new GymError("ENV_CHECK", line);
      warn(line);
    });
  }
}

function lineOf({ code, path, expected, got, hint }: Finding): string {
  return `${code} at ${path}: expected ${expected}, got ${got}. ${hint}`;
}
