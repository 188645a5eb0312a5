import { describe, expect, it } from "vitest";
import { type CheckEnvOptions, ENV_CHECKS, envTrial, runEnvChecks } from "../core/checks/check-env.ts";
import type { Finding } from "../core/checks/finding.ts";
import type { Env } from "../core/env.ts";

/** What `describeEnv` takes beside the factory. */
export interface DescribeEnvOptions extends CheckEnvOptions {
  /** Whether warnings fail a test too. @defaultValue false */
  readonly strict?: boolean;
}

/**
 * A Vitest suite of everything `checkEnv` checks, one test for each check. A test fails with all findings of its check.
 *
 * @param makeEnv - Makes a new environment; those it makes must be equal.
 * @throws {InvalidArgumentError} If an option is out of range.
 */
export function describeEnv(
  name: string,
  makeEnv: () => Env,
  { strict = false, ...options }: DescribeEnvOptions = {},
): void {
  const trial = envTrial(makeEnv, options);
  describe(`${name} as an environment`, () => {
    for (const check of ENV_CHECKS) {
      it(`${check.title} (${check.code})`, () => {
        const { findings } = runEnvChecks([check], trial);
        expect(findings.filter((finding) => fails(finding, strict))).toEqual([]);
      });
    }
  });
}

function fails({ severity }: Finding, strict: boolean): boolean {
  return strict || severity === "error";
}
