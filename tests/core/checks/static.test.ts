import { make } from "supportdesk-gym";
import { describe, expect, it } from "vitest";
import { envTrial, runEnvChecks } from "../../../src/core/checks/check-env.ts";
import { STATIC_CHECKS } from "../../../src/core/checks/env/static/index.ts";
import type { CheckReport } from "../../../src/core/checks/finding.ts";
import type { Env } from "../../../src/core/env.ts";
import { HealthyEnv } from "../../support/broken-envs/broken-env.ts";
import { BROKEN_API, BROKEN_RESETS, WARNED_API } from "../../support/broken-envs/static-calls.ts";
import { BROKEN_SPACES, WARNED_SPACES } from "../../support/broken-envs/static-spaces.ts";
import { BROKEN_STEPS } from "../../support/broken-envs/static-steps.ts";

const BROKEN = [...BROKEN_API, ...BROKEN_SPACES, ...BROKEN_RESETS, ...BROKEN_STEPS];
const WARNED = [...WARNED_API, ...WARNED_SPACES];

const check = (makeEnv: () => Env): CheckReport =>
  runEnvChecks(STATIC_CHECKS, envTrial(makeEnv, { episodes: 6, maxSteps: 100 }));

const codes = ({ findings }: CheckReport): readonly string[] => [
  ...new Set(findings.map(({ code }) => code)),
];

describe("the checks of the interface", () => {
  it.each(BROKEN)("catch an environment that $name ($code)", ({ code, make: makeEnv }) => {
    const report = check(makeEnv);
    expect(codes(report)).toContain(code);
    expect(report.passed).toBe(false);
  });

  it.each(WARNED)("warn of an environment that $name ($code)", ({ code, make: makeEnv }) => {
    expect(codes(check(makeEnv))).toContain(code);
  });

  it("find nothing but the shape of the observations in a healthy one", () => {
    expect(check(() => new HealthyEnv())).toMatchObject({
      passed: true,
      findings: [{ code: "ENV-SPACE-018", severity: "warning" }],
    });
  });

  it.each(["SupportDesk-v1", "SupportDeskDiscrete-v1", "SupportDeskTabular-v1"])(
    "find no error in %s",
    (id) => {
      expect(check(() => make(id)).findings.filter(({ severity }) => severity === "error")).toEqual([]);
    },
  );

  it("are each shown by an environment of their own", () => {
    const shown = new Set([...BROKEN, ...WARNED].map(({ code }) => code));
    expect(STATIC_CHECKS.map(({ code }) => code).filter((code) => !shown.has(code))).toEqual([]);
  });

  it("have codes of their own", () => {
    const all = STATIC_CHECKS.map(({ code }) => code);
    expect(new Set(all).size).toBe(all.length);
  });
});
