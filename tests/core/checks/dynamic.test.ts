import { make } from "supportdesk-gym";
import { describe, expect, it } from "vitest";
import { type CheckEnvOptions, envTrial, runEnvChecks } from "../../../src/core/checks/check-env.ts";
import { DYNAMIC_CHECKS } from "../../../src/core/checks/env/dynamic/index.ts";
import type { CheckReport, Finding } from "../../../src/core/checks/finding.ts";
import type { Env } from "../../../src/core/env.ts";
import { GymError } from "../../../src/core/errors.ts";
import { StickyAction } from "../../../src/wrappers/action/sticky-action.ts";
import { TimeLimit } from "../../../src/wrappers/episode/time-limit.ts";
import { HealthyEnv } from "../../support/broken-envs/broken-env.ts";
import { BROKEN_MASKS, WARNED_MASKS } from "../../support/broken-envs/dynamic-masks.ts";
import { BROKEN_RESULTS, WARNED_RESULTS } from "../../support/broken-envs/dynamic-results.ts";
import { BROKEN_SHARING, OrderEnv } from "../../support/broken-envs/dynamic-sharing.ts";
import { BROKEN_STREAMS, WARNED_STREAMS } from "../../support/broken-envs/dynamic-streams.ts";
import { otherSteps, spoilt } from "../../support/broken-envs/spoilt.ts";
import { Corridor, LimitedLoop, MaskedBandit, MdpEnv, PAIR, RING } from "../../support/toy-envs.ts";
import { WalkEnv } from "../../support/walk-env.ts";

const BROKEN = [...BROKEN_STREAMS, ...BROKEN_SHARING, ...BROKEN_MASKS, ...BROKEN_RESULTS];
const WARNED = [...WARNED_STREAMS, ...WARNED_MASKS, ...WARNED_RESULTS];
const DESKS = ["SupportDesk-v1", "SupportDeskDiscrete-v1", "SupportDeskTabular-v1"];
/** Codes that one defect may set off besides its own. */
const MOST_OTHERS = 3;

const check = (makeEnv: () => unknown, options: CheckEnvOptions = {}): CheckReport =>
  runEnvChecks(DYNAMIC_CHECKS, envTrial(makeEnv as () => Env<never, never>, options));

const codes = ({ findings }: CheckReport): readonly string[] => [
  ...new Set(findings.map(({ code }) => code)),
];
const errors = ({ findings }: CheckReport): readonly Finding[] =>
  findings.filter(({ severity }) => severity === "error");

function findingOf(report: CheckReport, code: string): Finding {
  const found = report.findings.find((finding) => finding.code === code);
  if (found === undefined) throw new Error(`No ${code} among ${codes(report).join(", ")}.`);
  return found;
}

describe("the checks of whole episodes", () => {
  it.each(BROKEN)("catch an environment that $name ($code)", ({ code, make: makeEnv }) => {
    const report = check(makeEnv);
    expect(codes(report)).toContain(code);
    expect(findingOf(report, code).severity).toBe("error");
    expect(codes(report).length).toBeLessThanOrEqual(1 + MOST_OTHERS);
  });

  it.each(WARNED)("warn of an environment that $name ($code)", ({ code, make: makeEnv }) => {
    const report = check(makeEnv);
    expect(codes(report)).toContain(code);
    expect(findingOf(report, code).severity).toBe("warning");
    expect(errors(report)).toEqual([]);
  });

  it("are each shown by an environment of their own", () => {
    const shown = new Set([...BROKEN, ...WARNED].map(({ code }) => code));
    expect(DYNAMIC_CHECKS.map(({ code }) => code).filter((code) => !shown.has(code))).toEqual([]);
  });

  it("have codes of their own", () => {
    const all = DYNAMIC_CHECKS.map(({ code }) => code);
    expect(new Set(all).size).toBe(all.length);
  });

  it("find nothing in a healthy environment", () => {
    expect(check(() => new HealthyEnv()).findings).toEqual([]);
  });

  it.each<readonly [string, () => unknown]>([
    ["a corridor with a hidden step count", () => new Corridor()],
    ["a bandit with a mask", () => new MaskedBandit()],
    ["a ring of states", () => new MdpEnv(RING)],
    ["a pair of random states", () => new MdpEnv(PAIR)],
    ["a loop with a limit", () => new LimitedLoop()],
    ["a random walk", () => new WalkEnv()],
    ["orders as records", () => new OrderEnv()],
    ["a walk with a time limit", () => new TimeLimit(new HealthyEnv(), { maxSteps: 7 })],
    ["a desk with a time limit", () => new TimeLimit(make("SupportDeskTabular-v1"), { maxSteps: 4 })],
    ["a walk with sticky actions", () => new StickyAction(new HealthyEnv(), { probability: 0.25 })],
  ])("find no error in %s", (_name, makeEnv) => {
    expect(errors(check(makeEnv))).toEqual([]);
  });

  it.each(DESKS)("find no error in %s", (id) => {
    expect(errors(check(() => make(id)))).toEqual([]);
  });

  it.each(["none", "structural", "once"] as const)("find no error in a desk with the mask %s", (mask) => {
    for (const invalid of ["throw", "penalize", "noop"]) {
      for (const budget of ["terminal", "external"]) {
        const makeEnv = (): unknown => make("SupportDeskTabular-v1", { mask, invalid, budget });
        expect(errors(check(makeEnv, { episodes: 6 }))).toEqual([]);
      }
    }
  });
});

describe("a finding", () => {
  it("names the episode, the step and the place of the first divergence", () => {
    const makeEnv = spoilt(({ step }) => {
      let steps = 0;
      return {
        step: (action: unknown) => {
          steps += 1;
          const result = step(action);
          return steps === 20 ? { ...result, reward: Reflect.apply(next, undefined, []) } : result;
        },
      };
    });
    let drawn = 0;
    const next = (): number => {
      drawn += 1;
      return drawn;
    };
    const { path, expected, got } = findingOf(check(makeEnv), "ENV-DETERMINISM-001");
    expect(path).toMatch(/^episode [234] · step \d+ · reward$/);
    expect(Number(got)).toBeGreaterThan(Number(expected));
  });

  it("shows the two histories that look alike, in names of actions", () => {
    const { path, expected, got } = findingOf(
      check(() => new Corridor()),
      "ENV-KEY-001",
    );
    expect(path).toMatch(/^observation \d · then (left|right)$/);
    expect(expected).toMatch(/^the same after \[(near|far): [a-z…, ]+\] as after \[(near|far): [a-z…, ]+\]$/);
    expect(got).toMatch(/^reward -?[\d.]+, then .+; and reward -?[\d.]+, then .+$/);
  });

  it("says which source of randomness was used, and where", () => {
    const { make: makeEnv } = BROKEN_STREAMS.find(({ name }) => name.includes("renders")) ?? {};
    const { path, got } = findingOf(check(makeEnv ?? (() => new HealthyEnv())), "ENV-ENTROPY-001");
    expect([path, got]).toEqual(["render", "performance.now()"]);
  });
});

describe("the script", () => {
  const Script = [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2];
  const random = { episodes: 1, maxSteps: 1 };

  it("shows an ending that random play does not reach", () => {
    const withoutScript = check(() => new HealthyEnv(), random);
    expect(codes(withoutScript)).toContain("ENV-REACH-001");
    expect(codes(check(() => new HealthyEnv(), { ...random, script: Script }))).not.toContain(
      "ENV-REACH-001",
    );
  });

  it("has its rewards and its summary checked", () => {
    const makeEnv = otherSteps((result) => ({
      ...result,
      info: { ...result.info, ...(result.terminated ? { rewardComponents: { none: 0 } } : {}) },
    }));
    const report = check(makeEnv, { ...random, script: Script });
    expect(findingOf(report, "ENV-REWARD-001").path).toMatch(/^the script · step \d+/);
  });
});

describe("the traps for the clock and unseeded randomness", () => {
  const Sources = [
    [Math, "random"],
    [Date, "now"],
    [performance, "now"],
    [crypto, "getRandomValues"],
    [crypto, "randomUUID"],
    [globalThis, "Date"],
  ] as const;
  const functions = (): unknown[] => Sources.map(([owner, name]) => Reflect.get(owner, name));

  it.each([
    ["a check", () => new HealthyEnv()],
    [
      "a check that throws",
      spoilt(() => ({
        step: () => {
          throw new TypeError("broken");
        },
      })),
    ],
  ])("are gone after %s", (_name, makeEnv) => {
    const before = functions();
    check(makeEnv);
    expect(functions()).toEqual(before);
    expect(Sources.map(([owner, name]) => Object.hasOwn(owner, name))).toEqual([
      ...[true, true, Object.hasOwn(performance, "now")],
      ...[Object.hasOwn(crypto, "getRandomValues"), Object.hasOwn(crypto, "randomUUID"), true],
    ]);
  });

  it("leave dates made from numbers alone", () => {
    const makeEnv = spoilt(() => {
      Reflect.construct(Date, [0]);
      return {};
    });
    expect(check(makeEnv).findings).toEqual([]);
  });
});

describe("an environment without snapshots", () => {
  const unsupported = (): never => {
    throw new GymError("UNSUPPORTED", "This environment has no snapshots.");
  };

  it("passes when it says so with a typed error", () => {
    expect(check(spoilt(() => ({ snapshot: unsupported, restore: unsupported }))).findings).toEqual([]);
  });
});

describe("constants that an environment hands out", () => {
  it("are whole again after the checks have changed them", () => {
    const constant = { words: ["a", "b"], bytes: Uint8Array.of(1, 2) };
    const makeEnv = otherSteps((result) => ({ ...result, info: { ...result.info, constant } }));
    expect(codes(check(makeEnv))).toContain("ENV-ALIAS-002");
    expect(constant).toEqual({ words: ["a", "b"], bytes: Uint8Array.of(1, 2) });
  });
});
