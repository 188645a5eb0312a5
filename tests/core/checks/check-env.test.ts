import { make } from "supportdesk-gym";
import { describe, expect, it } from "vitest";
import { runChecks } from "../../../src/core/checks/check.ts";
import { type CheckEnvOptions, checkEnv, ENV_CHECKS, ENV_CRASH } from "../../../src/core/checks/check-env.ts";
import type { Env } from "../../../src/core/env.ts";
import { HealthyEnv } from "../../support/broken-envs/broken-env.ts";
import { otherSteps, spoilt } from "../../support/broken-envs/spoilt.ts";
import { CHECK_TABLES, checkTables } from "../../support/check-docs.ts";

const QUICK: CheckEnvOptions = { episodes: 4, maxSteps: 60 };
const healthy = (): Env => new HealthyEnv();

describe("checkEnv", () => {
  it("passes a healthy environment", () => {
    const { passed, findings } = checkEnv(healthy, QUICK);
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(passed).toBe(true);
  });

  it.each(["SupportDesk-v1", "SupportDeskDiscrete-v1", "SupportDeskTabular-v1"])("passes %s", (id) => {
    const { findings } = checkEnv(() => make(id), QUICK);
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("collects everything, errors first, each with code, place, expectation, finding and hint", () => {
    const makeEnv = spoilt(({ step }) => ({
      step: (action: unknown) => ({ ...step(action), reward: "1", info: [] }),
      render: () => 1,
      seed: () => {},
    }));
    const { passed, findings } = checkEnv(makeEnv, QUICK);
    const codes = findings.map(({ code }) => code);
    expect(passed).toBe(false);
    expect(codes).toEqual(
      expect.arrayContaining(["ENV-STEP-004", "ENV-STEP-005", "ENV-RENDER-002", "ENV-API-004"]),
    );
    const severities = findings.map(({ severity }) => severity);
    expect(severities).toEqual([...severities].sort());
    expect(findings.find(({ code }) => code === "ENV-STEP-004")).toEqual({
      ...{ code: "ENV-STEP-004", severity: "error", path: "seed 0 · step 1 · reward" },
      ...{ expected: "a finite number", got: 'the string "1"', hint: expect.stringMatching(/\.$/) },
    });
  });

  it("tells what a check found before the exceptions that only follow from it", () => {
    const makeEnv = spoilt(({ actionMask }) => ({
      actionMask: () => Array.from(actionMask() ?? [], Boolean),
    }));
    const codes = checkEnv(makeEnv, QUICK).findings.map(({ code }) => code);
    expect(codes).toContain("ENV-MASK-001");
    expect(codes.indexOf("ENV-RUN-001")).toBeGreaterThan(codes.indexOf("ENV-MASK-001"));
  });

  it("tells an untested action once for each kind of wrong action", () => {
    const makeEnv = spoilt(({ step }) => ({
      step: (action: unknown) => step([0, 1, 2].includes(action as number) ? action : 1),
    }));
    const { findings } = checkEnv(makeEnv, QUICK);
    const codes = findings.map(({ code }) => code).filter((code) => code.startsWith("ENV-STEP"));
    expect(codes).toEqual(["ENV-STEP-006", "ENV-STEP-007", "ENV-STEP-008"]);
  });

  it("says that a step is a promise", () => {
    const makeEnv = otherSteps((result) => Promise.resolve(result));
    expect(checkEnv(makeEnv, QUICK).findings).toContainEqual(
      expect.objectContaining({ code: "ENV-STEP-001", got: "a Promise" }),
    );
  });

  it("wants a function and known options", () => {
    expect(() => checkEnv(new HealthyEnv() as never)).toThrowError(
      "Expected a function that makes the environment, such as `() => new MyEnv()`, got a HealthyEnv.",
    );
    expect(() => checkEnv(healthy, { episode: 3 } as CheckEnvOptions)).toThrowError(
      'Unknown option of the check "episode". Did you mean "episodes"?',
    );
  });

  it("gives the same report twice", () => {
    const makeEnv = otherSteps((result) => ({ ...result, reward: Number.NaN }));
    expect(checkEnv(makeEnv, QUICK)).toEqual(checkEnv(makeEnv, QUICK));
  });

  it("tells what ordinary use threw, once for each message", () => {
    const makeEnv = spoilt(() => ({
      render: () => {
        throw new TypeError("no canvas");
      },
    }));
    const crashes = checkEnv(makeEnv, QUICK).findings.filter(({ code }) => code === "ENV-RUN-001");
    expect(crashes.map(({ got }) => got)).toEqual(["TypeError: no canvas"]);
  });

  it("leaves out exceptions that follow from a missing space or method", () => {
    const codes = checkEnv(
      spoilt(() => ({ actionSpace: 3 })),
      QUICK,
    ).findings.map(({ code }) => code);
    expect(codes).toContain("ENV-SPACE-002");
    expect(codes).not.toContain("ENV-RUN-001");
  });

  it("plays a script beside random actions", () => {
    const makeEnv = otherSteps((result) => ({
      ...result,
      reward: result.terminated ? Number.NaN : result.reward,
    }));
    const script = Array.from({ length: 12 }, () => 2);
    const found = (options: CheckEnvOptions): readonly string[] =>
      checkEnv(makeEnv, { ...options, episodes: 1, maxSteps: 1 }).findings.map(({ code }) => code);
    expect(found({})).not.toContain("ENV-STEP-004");
    expect(found({ script })).toContain("ENV-STEP-004");
  });

  it.each([
    [{ seed: -1 }, "seed"],
    [{ episodes: 0 }, "episodes"],
    [{ episodes: 1.5 }, "episodes"],
    [{ maxSteps: Number.POSITIVE_INFINITY }, "maxSteps"],
    [{ script: 3 as never }, "script"],
  ])("refuses %j", (options, name) => {
    expect(() => checkEnv(healthy, options)).toThrowError(`\`${name}\``);
  });
});

describe("the list of checks", () => {
  const all = [...ENV_CHECKS, ENV_CRASH];

  it("has one code for each, with an area and three digits", () => {
    const codes = all.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^ENV-[A-Z]+-\d{3}$/);
  });

  it("says of each what holds and how to mend it", () => {
    for (const { title, hint } of all) {
      expect(title).toMatch(/^[^A-Z].*[^.]$/);
      expect(hint).toMatch(/^[A-Z].*\.$/);
    }
  });

  it("is listed whole in the tables of the document", () => {
    const text = Object.values(checkTables()).join("\n");
    for (const { code } of all) expect(text).toContain(`\`${code}\``);
    expect(Object.keys(checkTables())).toEqual(CHECK_TABLES);
  });
});

describe("a run of checks", () => {
  const crash = { ...ENV_CRASH };
  const repeating = (most?: number): number =>
    runChecks(
      [
        {
          ...{ code: "X-1", severity: "error" as const, title: "a", hint: "b", ...(most && { most }) },
          run: (_trial: undefined, report) => {
            for (let place = 0; place < 9; place += 1) report({ path: `${place}`, expected: "a", got: 1 });
          },
        },
      ],
      undefined,
      crash,
    ).length;

  it("tells at most five findings of a check, or as many as it says", () => {
    expect(repeating()).toBe(5);
    expect(repeating(7)).toBe(7);
    expect(repeating(Number.POSITIVE_INFINITY)).toBe(9);
  });
});
