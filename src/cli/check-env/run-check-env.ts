import "../registrations.ts";
import { checkEnv, ENV_CHECKS } from "../../core/checks/check-env.ts";
import type { CheckReport } from "../../core/checks/finding.ts";
import type { Env } from "../../core/env.ts";
import { listEnvs, make } from "../../core/registry.ts";
import type { CheckEnvFlags } from "../commands/check-env.ts";
import { blameUsage, ProblemError, UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { printJson } from "../json.ts";
import { importSetup } from "./import-setup.ts";
import { printReport } from "./print-report.ts";
import { readObject, readWrapper } from "./read-flags.ts";

/** An environment with what was found in it. */
interface CheckedEnv extends CheckReport {
  readonly id: string;
  readonly checks: number;
}

/**
 * Carries out `check-env`.
 *
 * @throws {ProblemError} If an environment has an error. @throws {UsageError} If a flag is wrong.
 */
export async function runCheckEnv(id: string | undefined, flags: CheckEnvFlags, io: Io): Promise<void> {
  if (flags.setup !== undefined) await importSetup(flags.setup);
  const checked: CheckedEnv[] = [];
  for (const each of targets(id, flags)) {
    const report = { id: each, checks: ENV_CHECKS.length, ...check(each, flags) };
    checked.push(report);
    if (!flags.json) printReport(io, report);
  }
  if (flags.json) printJson(io, { schema: "supportdesk.check-env/1", environments: checked });
  refuseFailed(checked);
}

function targets(id: string | undefined, { all = false, options }: CheckEnvFlags): readonly string[] {
  if (all === (id !== undefined)) {
    throw new UsageError("Expected the id of an environment or --all, one of them. See supportdesk envs.");
  }
  if (!all) return [id ?? ""];
  if (options !== undefined)
    throw new UsageError("--options has no meaning with --all: name one environment.");
  return listEnvs().map((registration) => registration.id);
}

function check(id: string, flags: CheckEnvFlags): CheckReport {
  const { seed, episodes, maxSteps, options: given = "{}" } = flags;
  const options = readObject("--options", given);
  const wrappers = (flags.wrapper ?? []).map(readWrapper);
  const makeEnv = (): Env => make(id, options, { checked: "off", wrappers });
  blameUsage(makeEnv).close();
  return checkEnv(makeEnv, {
    ...(seed !== undefined && { seed }),
    ...(episodes !== undefined && { episodes }),
    ...(maxSteps !== undefined && { maxSteps }),
  });
}

/** @throws {ProblemError} If an environment did not pass. */
function refuseFailed(checked: readonly CheckedEnv[]): void {
  const failed = checked.filter(({ passed }) => !passed).map(({ id }) => id);
  if (failed.length === 0) return;
  throw new ProblemError(`${failed.length} of ${checked.length} environments failed: ${failed.join(", ")}.`);
}
