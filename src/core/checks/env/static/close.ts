import type { Env } from "../../../env.ts";
import type { Report } from "../../check.ts";
import { errorText } from "../../check.ts";
import type { EnvCheck, EnvTrial } from "../trial.ts";
import { expectRefusal } from "./refusal.ts";

function checkTwice({ make, seed }: EnvTrial, report: Report): void {
  const env = make();
  env.reset({ seed });
  try {
    env.close();
    env.close();
  } catch (error) {
    report({ path: "close() twice", expected: "no error", got: errorText(error) });
  }
}

function refusesAfter(end: (env: Env) => void, path: string): EnvCheck["run"] {
  return ({ make, seed }, report) => {
    const env = make();
    const action = env.actionSpace.sample();
    env.reset({ seed });
    end(env);
    const error = "ClosedEnvironmentError";
    expectRefusal({ path: `step after ${path}`, error, call: () => env.step(action) }, report);
    expectRefusal({ path: `reset after ${path}`, error, call: () => env.reset({ seed }) }, report);
  };
}

/** How an environment ends its life. */
export const CLOSE_CHECKS: readonly EnvCheck[] = [
  {
    code: "ENV-CLOSE-001",
    severity: "error",
    title: "`close` may be called twice",
    hint: "Return at once when it is closed already: `finally` blocks and `using` close again.",
    run: checkTwice,
  },
  {
    code: "ENV-CLOSE-002",
    severity: "error",
    title: "`step` and `reset` after `close` are refused",
    hint: "Throw `ClosedEnvironmentError`; `BaseEnv` does where an overridden `close` calls `super.close()`.",
    run: refusesAfter((env) => env.close(), "close()"),
  },
  {
    code: "ENV-CLOSE-003",
    severity: "error",
    title: "leaving a `using` block closes the environment",
    hint: "Call `this.close()` in `[Symbol.dispose]`.",
    run: refusesAfter((env) => env[Symbol.dispose](), "[Symbol.dispose]()"),
  },
];
