import type { AsyncEnv } from "../async-env.ts";
import type { Env } from "../env.ts";
import { InvalidArgumentError } from "../errors.ts";
import { sameSpace } from "../spaces/same-space.ts";
import { type Check, findingOf } from "./check.ts";
import { firstDifference } from "./difference.ts";
import { type CheckReport, checkReport, type Finding } from "./finding.ts";
import { Comparison, type Reply } from "./match/comparison.ts";
import { type EnvironmentsMatchOptions, type MatchSettings, readMatchOptions } from "./match/options.ts";
import {
  hasEnded,
  type MatchCall,
  type MatchedResult,
  type MatchScript,
  playRandomly,
} from "./match/script.ts";
import { kindOf } from "./show-value.ts";

const SPACES = [
  ["observationSpace", "MATCH-SPACE-001"],
  ["actionSpace", "MATCH-SPACE-002"],
] as const;

/**
 * Checks that two environments are the same to whoever plays them: both get the same resets and the same allowed
 * actions, and everything they give is compared exactly, as Gymnasium's `check_environments_match` does. The check ends
 * at the first call in which they differ.
 *
 * Either side may be an environment, a wrapped one, one of a vector (`memberEnv`) or a recorded one (`Replay`). Running
 * episodes of both are lost, and an action space that cannot be copied is seeded.
 *
 * @param a - What is expected; its masks restrict the actions.
 * @param b - What is compared with it.
 * @returns Codes `MATCH-…` with episode and step, counted from 0 and 1, and the path to the first difference.
 * @throws {GymError} If an option is unknown or wrong, or both sides are one object.
 */
export function checkEnvironmentsMatch(a: Env, b: Env, options: EnvironmentsMatchOptions = {}): CheckReport {
  const settings = readMatchOptions(options);
  checkSides(a, b);
  const differing = settings.skip.includes("spaces") ? [] : spaceFindings(a, b);
  const comparison = new Comparison(settings);
  const script = scriptFor(a, options, settings);
  for (let call = script(undefined); call !== undefined; ) {
    const last = comparison.take(call, answer(a, call), answer(b, call));
    call = last && script(last);
  }
  return checkReport([...differing, ...comparison.findings]);
}

/**
 * {@link checkEnvironmentsMatch} with a second side that answers later, such as an environment of a server. It has no
 * spaces to compare, and its mask is the one in its infos.
 *
 * @throws {GymError} If an option is unknown or wrong, or a side is no environment.
 */
export async function checkAsyncEnvironmentsMatch(
  a: Env,
  b: AsyncEnv,
  options: EnvironmentsMatchOptions = {},
): Promise<CheckReport> {
  const settings = readMatchOptions(options);
  checkSides(a, b);
  const comparison = new Comparison(settings);
  const script = scriptFor(a, options, settings);
  for (let call = script(undefined); call !== undefined; ) {
    const last = comparison.take(call, answer(a, call), await answerLater(b, call));
    call = last && script(last);
  }
  return checkReport(comparison.findings);
}

function checkSides(a: Env, b: Env | AsyncEnv): void {
  for (const side of [a, b]) {
    if (typeof side?.reset === "function") continue;
    const got = kindOf(side);
    throw new InvalidArgumentError(`Expected two environments, such as \`new MyEnv()\`, got ${got}.`);
  }
  if (a !== b) return;
  throw new InvalidArgumentError("Expected two environments to compare, got the same object twice.");
}

function scriptFor(a: Env, { script }: EnvironmentsMatchOptions, settings: MatchSettings): MatchScript {
  return script ?? playRandomly(a.actionSpace, settings);
}

function spaceFindings(a: Env, b: Env): Finding[] {
  return SPACES.filter(([name]) => !sameSpace(a[name], b[name])).map(([name, code]) => {
    const check: Check<never> = {
      ...{ code, severity: "error", title: `the ${name} is the same` },
      hint: `Give both the same \`${name}\`, labels included, or skip "spaces".`,
      run: () => {},
    };
    const found = firstDifference(a[name].toJSON(), b[name].toJSON(), name);
    return findingOf(check, found ?? { path: name, expected: String(a[name]), got: String(b[name]) });
  });
}

function answer(env: Env, call: MatchCall): Reply {
  try {
    const result = call.kind === "reset" ? env.reset(call.options) : env.step(call.action);
    return withMask({ result, mask: undefined }, () => env.actionMask());
  } catch (error) {
    return { error };
  }
}

async function answerLater(env: AsyncEnv, call: MatchCall): Promise<Reply> {
  try {
    const result = await (call.kind === "reset" ? env.reset(call.options) : env.step(call.action));
    return withMask({ result, mask: undefined }, () => result.info.actionMask);
  } catch (error) {
    return { error };
  }
}

/** An ended episode offers no more actions, so it has no mask to compare. */
function withMask(given: MatchedResult, mask: () => MatchedResult["mask"]): MatchedResult {
  return hasEnded(given) ? given : { ...given, mask: mask() };
}
