import { describe, expect, it } from "vitest";
import type { Transition } from "../../../src/core/agent.ts";
import { ambientReads } from "../../../src/core/checks/agent/ambient.ts";
import { chiSquare, chiSquareLimit } from "../../../src/core/checks/agent/chi-square.ts";
import { checkAgent } from "../../../src/core/checks/check-agent.ts";
import { oneHot, overFeatures } from "../../support/broken-agents/over-features.ts";
import { restoreWith, SoundAgent } from "../../support/broken-agents/sound-agent.ts";

const restore = restoreWith(SoundAgent);
const make = (setup: ConstructorParameters<typeof SoundAgent>[0]): SoundAgent => new SoundAgent(setup);

/** Explains preferences on another scale, as a policy may. */
class Preferring extends SoundAgent {
  override explain(...given: Parameters<SoundAgent["explain"]>): ReturnType<SoundAgent["explain"]> {
    const { values, ...rest } = super.explain(...given);
    return { ...rest, values: values.map((value) => 100 * value) };
  }
}

describe("the options of checkAgent", () => {
  it("name the checks that do not apply, with the reasons", () => {
    const { notApplicable } = checkAgent(make, { restore, kind: "policy" });
    expect(notApplicable.map(({ code, reason }) => `${code}: ${reason}`)).toEqual([
      'AGENT-LEARN-001: the agent is of kind "policy"',
      'AGENT-LEARN-004: the agent is of kind "policy"',
      'AGENT-LEARN-005: the agent is of kind "policy"',
      'AGENT-GOLD-001: the agent is of kind "policy"',
      "AGENT-EQUAL-001: the option `equals` gives no pair",
      'AGENT-SHAPE-001: the agent is of kind "policy"',
    ]);
  });

  it("come after a function that makes the agent", () => {
    expect(() => checkAgent(make({ actionCount: 2, seed: 0, discount: 1 } as never) as never)).toThrowError(
      "Expected a function that makes the agent of a setup, such as `(setup) => new MyAgent(setup)`, got a SoundAgent.",
    );
  });

  it("ask a policy for no values of rewards", () => {
    const setup = { restore: restoreWith(Preferring) };
    const report = (kind: "policy" | "value"): boolean =>
      checkAgent((given) => new Preferring(given), { ...setup, kind }).passed;
    expect([report("policy"), report("value")]).toEqual([true, false]);
  });

  it("exempt an agent from a check, with the reason told", () => {
    const exempt = { "AGENT-TIE-003": "it takes the first on purpose" };
    const { notApplicable } = checkAgent(make, { restore, exempt });
    expect(notApplicable.find(({ code }) => code === "AGENT-TIE-003")).toEqual({
      code: "AGENT-TIE-003",
      title: "breaks ties in evaluation in favour of no index",
      reason: "it takes the first on purpose",
    });
  });

  it("refuse to exempt from a check that does not exist", () => {
    expect(() => checkAgent(make, { restore, exempt: { "AGENT-TIE-03": "" } })).toThrow(
      'Unknown check "AGENT-TIE-03"',
    );
  });

  it("take agents over feature vectors", () => {
    const { make: overVectors, options } = overFeatures(SoundAgent);
    const { findings } = checkAgent(overVectors, options);
    expect(findings).toEqual([]);
  });

  it("catch an agent that writes into a feature vector", () => {
    const { make: overVectors, options } = overFeatures(
      SoundAgent,
      (transition: Transition<Float64Array>) => {
        const { context, nextContext } = transition;
        const rows = { context: context.indexOf(1), nextContext: nextContext.indexOf(1) };
        context[0] = 0.5;
        return { ...transition, ...rows };
      },
    );
    const { findings } = checkAgent(overVectors, options);
    expect([...new Set(findings.map(({ code }) => code))]).toEqual(["AGENT-INPUT-003"]);
    expect(findings[0]?.path).toMatch(/^step \d+ · transition\.context\[0\]$/);
  });

  it("compare initial values with shaped rewards for a constant potential too", () => {
    const ignoring = checkAgent(make, { restore, initialValue: (_, setup) => make(setup) });
    expect(ignoring.findings.map(({ code }) => code)).toEqual(["AGENT-SHAPE-001"]);
    expect(ignoring.findings[0]).toMatchObject({
      path: "row 0 · before any step",
      expected: "[3, 3, 3, 3], Φ more than with shaped rewards",
      got: "[0,0,0,0]",
    });
    const initial = (value: number): ReadonlyMap<number, number> =>
      new Map(Array.from({ length: 6 }, (_, row) => [row, value]));
    const healthy = checkAgent(make, {
      restore,
      initialValue: (value, setup) => new SoundAgent({ ...setup, initial: initial(value) }),
    });
    expect(healthy.findings).toEqual([]);
  });

  it("tell golden updates that differ, with the place", () => {
    const mask = Uint8Array.of(1, 1);
    const transition: Transition = {
      ...{ context: 4, mask, action: 1, propensity: 1, reward: 2, nextContext: 5, nextMask: mask },
      ...{ terminated: true, truncated: false },
    };
    const steps = [{ transition, values: [[4, [0, 1]]] as const }];
    const { findings } = checkAgent(make, { restore, golden: [{ title: "α = ½", steps }] });
    expect(findings).toMatchObject([
      {
        code: "AGENT-GOLD-001",
        path: "α = ½ · after transition 1 · context 4",
        expected: "[0, 1]",
        got: "[0,0.4]",
      },
    ]);
  });
});

describe("oneHot", () => {
  it("gives a vector of its own each time", () => {
    expect(oneHot(3)).not.toBe(oneHot(3));
  });
});

describe("ambientReads", () => {
  it("names what was called and puts everything back", () => {
    const before = [Date, Date.now, performance.now, crypto.randomUUID];
    const reads = ambientReads(() => {
      new Date();
      performance.now();
      crypto.randomUUID();
      new Date(0).toISOString();
    });
    expect(reads.sort()).toEqual(["Date", "crypto.randomUUID", "performance.now"]);
    expect([Date, Date.now, performance.now, crypto.randomUUID]).toEqual(before);
    expect(Object.hasOwn(crypto, "randomUUID")).toBe(false);
  });

  it("puts everything back after an error", () => {
    const before = Date;
    expect(() =>
      ambientReads(() => {
        throw new Error("out");
      }),
    ).toThrow("out");
    expect(Date).toBe(before);
  });
});

describe("chiSquare", () => {
  it("sums the squared deviations in units of the expectation", () => {
    expect(chiSquare([12, 8], [10, 10])).toBeCloseTo(0.8, 12);
    expect(chiSquare([1, 0], [1, 0])).toBe(0);
    expect(chiSquare([1, 1], [2, 0])).toBe(Number.POSITIVE_INFINITY);
  });

  it.each([
    [2, 27.63],
    [3, 30.66],
    [10, 46.86],
  ])(
    "has its limit for %i degrees of freedom at or a little above the quantile %d of 1 − 10⁻⁶",
    (freedom, quantile) => {
      expect(chiSquareLimit(freedom)).toBeGreaterThan(quantile);
      expect(chiSquareLimit(freedom)).toBeLessThan(1.1 * quantile);
    },
  );
});
