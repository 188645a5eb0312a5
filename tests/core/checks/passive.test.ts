import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkEnv } from "../../../src/core/checks/check-env.ts";
import { checkPassively, type PassiveChecking, withoutWatching } from "../../../src/core/checks/passive.ts";
import type { Env } from "../../../src/core/env.ts";
import { onWarning, type WarningHandler } from "../../../src/core/warnings.ts";
import { PassiveEnvChecker } from "../../../src/wrappers/episode/passive-env-checker.ts";
import { HealthyEnv } from "../../support/broken-envs/broken-env.ts";
import { otherSteps, spoilt } from "../../support/broken-envs/spoilt.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

const warnings: string[] = [];
let before: WarningHandler;

beforeEach(() => {
  warnings.length = 0;
  before = onWarning((message) => warnings.push(message));
});
afterEach(() => {
  onWarning(before);
});

const CALLS = ["reset", "step", "render"] as const;

/** Pays NaN in one step of an episode, counted from 1. */
function payingNothing(step: number): Env {
  let steps = 0;
  return otherSteps((result) => {
    steps += 1;
    return { ...result, reward: steps === step ? Number.NaN : result.reward };
  })();
}

const WATCHERS: readonly (readonly [string, (env: Env, checked: PassiveChecking) => Env])[] = [
  ["checkPassively", checkPassively],
  ["PassiveEnvChecker", (env, checked) => new PassiveEnvChecker(env, { checked })],
];

keepsWrapperContract({
  name: "PassiveEnvChecker",
  wrap: (inner) => new PassiveEnvChecker(inner, { checked: "always" }),
});

describe.each(WATCHERS)("%s", (_name, watched) => {
  it("tells what is wrong in one line with code, place, expectation, finding and hint", () => {
    const env = watched(payingNothing(1), "first");
    env.reset({ seed: 1 });
    expect(() => env.step(1)).toThrowError(
      expect.objectContaining({
        code: "ENV_CHECK",
        message: expect.stringMatching(
          /^ENV-STEP-004 at step\(\) · reward: expected a finite number, got the number NaN\. Return .+\.$/,
        ),
      }),
    );
  });

  it("looks at the first result only, or at all", () => {
    const first = watched(payingNothing(2), "first");
    first.reset({ seed: 1 });
    first.step(1);
    expect(first.step(1).reward).toBeNaN();
    const always = watched(payingNothing(2), "always");
    always.reset({ seed: 1 });
    always.step(1);
    expect(() => always.step(1)).toThrowError("ENV-STEP-004");
  });

  it("goes on looking until a result is right", () => {
    const env = watched(otherSteps((result) => ({ ...result, reward: "1" }))(), "first");
    env.reset({ seed: 1 });
    expect(() => env.step(1)).toThrowError("ENV-STEP-004");
    expect(() => env.step(1)).toThrowError("ENV-STEP-004");
  });

  it("checks what reset and render return", () => {
    const reset = watched(spoilt(() => ({ reset: () => [{}, {}] }))(), "first");
    expect(() => reset.reset()).toThrowError("ENV-RESET-001");
    const render = watched(spoilt(() => ({ render: () => 7 }))(), "first");
    render.reset();
    expect(() => render.render()).toThrowError("ENV-RENDER-002");
  });

  it("freezes results in always, so that a change by the caller throws", () => {
    const env = watched(new HealthyEnv(), "always");
    const { observation } = env.reset({ seed: 1 });
    const { luck } = observation as { luck: number[] };
    expect(() => luck.push(1)).toThrowError(TypeError);
    const { info } = env.step(1);
    expect(() => Object.assign(info.rewardComponents ?? {}, { gain: 1 })).toThrowError(TypeError);
    expect(info.actionMask).toBeInstanceOf(Uint8Array);
  });

  it("leaves results free in first", () => {
    const env = watched(new HealthyEnv(), "first");
    const { luck } = env.reset({ seed: 1 }).observation as { luck: number[] };
    expect(luck.push(1)).toBe(2);
  });

  it("looks at nothing when off", () => {
    const env = watched(payingNothing(1), "off");
    env.reset({ seed: 1 });
    expect(env.step(1).reward).toBeNaN();
  });

  it("refuses another way to check", () => {
    expect(() => watched(new HealthyEnv(), "never" as PassiveChecking)).toThrowError(
      "Expected `checked` to be first, always or off, got never.",
    );
  });

  it("says nothing of a healthy environment", () => {
    const env = watched(new HealthyEnv(), "always");
    for (let episode = 0; episode < 3; episode += 1) {
      env.reset({ seed: episode });
      for (let result = env.step(1); !result.truncated; result = env.step(1)) env.render();
    }
    expect(warnings).toEqual([]);
  });
});

describe("an environment watched in place", () => {
  it("stays the same object of the same class with the same keys", () => {
    const env = new HealthyEnv();
    const keys = Object.keys(env);
    expect(checkPassively(env, "first")).toBe(env);
    expect(Object.keys(env)).toEqual(keys);
    expect(env).toBeInstanceOf(HealthyEnv);
  });

  it("has the methods of its class again once each was right", () => {
    const env = checkPassively(new HealthyEnv(), "first");
    for (const name of CALLS) expect(env[name]).not.toBe(HealthyEnv.prototype[name]);
    env.reset({ seed: 1 });
    env.step(1);
    env.render();
    for (const name of CALLS) expect(env[name]).toBe(HealthyEnv.prototype[name]);
  });

  it("passes on all that a method is given", () => {
    const given: unknown[] = [];
    const env = spoilt(({ step }) => ({
      step: (...all: unknown[]) => {
        given.push(...all);
        return step(all[0]);
      },
    }))();
    checkPassively(env, "always").reset({ seed: 1 });
    (env as unknown as { step: (...all: unknown[]) => void }).step(1, "more");
    expect(given).toEqual([1, "more"]);
  });

  it("is left alone with a warning if it is frozen", () => {
    const env = Object.freeze(new HealthyEnv());
    expect(checkPassively(env, "first").reset).toBe(HealthyEnv.prototype.reset);
    expect(warnings).toEqual([expect.stringContaining("PassiveEnvChecker")]);
  });

  it("is not watched while a checker makes it, so that the checker tells everything", () => {
    const makeEnv = (): Env => checkPassively(payingNothing(1), "first");
    const codes = checkEnv(makeEnv, { episodes: 2 }).findings.map(({ code }) => code);
    expect(codes).toContain("ENV-STEP-004");
    expect(codes).not.toContain("ENV-RUN-001");
    expect(withoutWatching(makeEnv).reset({ seed: 1 })).toHaveProperty("observation");
    const watched = makeEnv();
    watched.reset({ seed: 1 });
    expect(() => watched.step(1)).toThrowError("ENV-STEP-004");
  });
});
