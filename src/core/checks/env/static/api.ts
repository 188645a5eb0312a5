import type { Env } from "../../../env.ts";
import { WrapperBase } from "../../../wrapper.ts";
import type { Report } from "../../check.ts";
import { kindOf } from "../../show-value.ts";
import type { EnvCheck, EnvTrial } from "../trial.ts";
import { isPlainRecord } from "./results.ts";

const METHODS = ["reset", "step", "actionMask", "render", "snapshot", "restore", "close"] as const;

function membersOf(env: Env): ReadonlyMap<string | symbol, unknown> {
  const names = [...METHODS, Symbol.dispose, "seed"] as const;
  return new Map(names.map((name) => [name, (env as unknown as Record<string | symbol, unknown>)[name]]));
}

function checkMethods({ make }: EnvTrial, report: Report): void {
  const env: unknown = make();
  if (typeof env !== "object" || env === null) {
    report({ path: "makeEnv()", expected: "an environment", got: kindOf(env) });
    return;
  }
  const members = membersOf(env as Env);
  for (const name of [...METHODS, Symbol.dispose]) {
    const member = members.get(name);
    if (typeof member === "function") continue;
    const path = typeof name === "string" ? name : "[Symbol.dispose]";
    report({ path, expected: "a method", got: kindOf(member) });
  }
}

function checkWrappers({ make }: EnvTrial, report: Report): void {
  const env = make();
  if (!(env instanceof WrapperBase)) return;
  report({ path: "makeEnv()", expected: "the bare environment", got: env.toString() });
}

function checkFresh({ make }: EnvTrial, report: Report): void {
  const [first, second] = [make(), make()];
  if (first !== second) return;
  report({ path: "makeEnv()", expected: "a new environment from each call", got: "the same one twice" });
}

function checkSeedMethod({ make }: EnvTrial, report: Report): void {
  const env = make();
  if (typeof membersOf(env).get("seed") === "function") {
    report({ path: "seed", expected: "no such method", got: "a method" });
  }
  const { length } = env.reset;
  if (length > 1) report({ path: "reset", expected: "one parameter, the options", got: `${length}` });
}

function checkMetadata({ make }: EnvTrial, report: Report): void {
  const { metadata, taskIds } = make();
  if (typeof metadata?.stochastic !== "boolean") {
    const got = isPlainRecord(metadata) ? kindOf(metadata.stochastic) : kindOf(metadata);
    report({ path: "metadata.stochastic", expected: "true or false", got });
  }
  const warnings: unknown = metadata?.warnings;
  if (warnings !== undefined && !areTexts(warnings)) {
    report({ path: "metadata.warnings", expected: "a list of sentences", got: warnings });
  }
  if (areTexts(taskIds) && new Set(taskIds).size === taskIds.length) return;
  report({ path: "taskIds", expected: "a list of distinct names, perhaps empty", got: taskIds });
}

/** Whether a value is a list of texts. */
export function areTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

function checkUnwrapped({ make }: EnvTrial, report: Report): void {
  const { unwrapped } = make();
  const expected = "an environment that is its own `unwrapped`";
  if (unwrapped?.unwrapped === unwrapped && unwrapped !== undefined) return;
  report({ path: "unwrapped", expected, got: unwrapped === undefined ? "undefined" : "another one" });
}

/** What an environment has, before anything is called. */
export const API_CHECKS: readonly EnvCheck[] = [
  {
    code: "ENV-API-001",
    severity: "error",
    title: "the environment has every method of `Env`",
    hint: "Extend `BaseEnv`, which has all of them but the rules of the episode.",
    run: checkMethods,
  },
  {
    code: "ENV-API-002",
    severity: "warning",
    title: "the environment under check is bare",
    hint: "Check the environment without its wrappers too, such as `env.unwrapped`: wrappers hide what is wrong inside.",
    run: checkWrappers,
  },
  {
    code: "ENV-API-003",
    severity: "error",
    title: "every call of the factory makes a new environment",
    hint: "Construct inside the factory: `() => new MyEnv()`.",
    run: checkFresh,
  },
  {
    code: "ENV-API-004",
    severity: "warning",
    title: "seeds are taken by `reset` alone, in its options",
    hint: "Take the seed in `reset({ seed })` and drop a `seed` method or a positional seed.",
    run: checkSeedMethod,
  },
  {
    code: "ENV-API-005",
    severity: "error",
    title: "metadata and task names have their form",
    hint: "Give `metadata` as `{ renderModes: [], stochastic: false }` and `taskIds` as a list, empty without tasks.",
    run: checkMetadata,
  },
  {
    code: "ENV-API-006",
    severity: "error",
    title: "`unwrapped` leads to the innermost environment",
    hint: "Return `this` from `unwrapped` in an environment, and `inner.unwrapped` in a wrapper.",
    run: checkUnwrapped,
  },
];
