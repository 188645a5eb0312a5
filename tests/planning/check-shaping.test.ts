import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { onWarning } from "../../src/core/warnings.ts";
import { checkShaping } from "../../src/planning/check-shaping.ts";
import { SupportDeskTabularEnv } from "../../src/supportdesk/env/tabular.ts";
import { TimeLimit } from "../../src/wrappers/episode/time-limit.ts";
import { PotentialShaping } from "../../src/wrappers/reward/potential-shaping.ts";
import { Corridor } from "../support/toy-envs.ts";

const height = (cell: number): number => cell * cell - 3;
const shaped = (gamma: number, terminal: "zero" | "keep" = "zero") =>
  new PotentialShaping(new Corridor(), { gamma, terminal, potential: height });

describe("checkShaping", () => {
  let before: ReturnType<typeof onWarning>;
  beforeEach(() => {
    before = onWarning(() => {});
  });
  afterEach(() => {
    onWarning(before);
  });

  it.each([0, 0.5, 0.9, 1])("passes a potential with the learner's discount %d", (discount) => {
    const report = checkShaping(shaped(discount), { discount, potential: height });
    expect(report).toMatchObject({ passed: true, episodes: 40, findings: [] });
    expect(report.largestError).toBeLessThan(1e-12);
    expect(report.shapingDiscount).toBeCloseTo(discount, 12);
  });

  it("passes truncated episodes, whose last potential stays", () => {
    const env = new PotentialShaping(new TimeLimit(new Corridor(), { maxSteps: 3 }), {
      gamma: 0.9,
      potential: height,
    });
    expect(checkShaping(env, { discount: 0.9, potential: height }).passed).toBe(true);
  });

  it("tells which discount a shaping goes by instead", () => {
    const { findings } = checkShaping(shaped(0.9), { discount: 0.99, potential: height });
    expect(findings[0]?.code).toBe("GAMMA");
    expect(findings[0]?.message).toMatch(/goes by the discount 0\.(9|89999|90000)\d*, the learner by 0\.99/);
  });

  it("finds a potential that is kept after a termination, with and without knowing it", () => {
    const env = shaped(1, "keep");
    const codes = (potential?: typeof height) =>
      checkShaping(env, { discount: 1, ...(potential && { potential }) }).findings.map(({ code }) => code);
    expect(codes(height)).toEqual(["TERMINAL", "TELESCOPE", "START"]);
    expect(codes()).toEqual(["START"]);
  });

  it("finds another potential than the one that is meant", () => {
    const { findings } = checkShaping(shaped(1), { discount: 1, potential: (cell) => height(cell) + 1 });
    expect(findings.map(({ code }) => code)).toContain("TELESCOPE");
  });

  it("checks the desk's own shaping without knowing its potential", () => {
    const env = (discount: number) => new SupportDeskTabularEnv({ reward: "pbrs", discount });
    const check = (own: number, discount: number) =>
      checkShaping(env(own), { discount, component: "potential", episodes: 5 });
    expect(check(0.9, 0.9)).toMatchObject({ passed: true, shapingDiscount: null });
    expect(check(0.9, 0.5).findings.map(({ code }) => code)).toEqual(["START"]);
  });

  it("refuses rewards without such a part, potentials that are no number, and options out of range", () => {
    expect(() => checkShaping(new Corridor(), { discount: 1 })).toThrowError("a part `shaping`, got none");
    expect(() => checkShaping(shaped(1), { discount: 1, component: "bonus" })).toThrowError(
      "got reward, shaping",
    );
    const potential = (): number => Number.NaN;
    expect(() => checkShaping(shaped(1), { discount: 1, potential })).toThrowError(
      "a finite number, got NaN",
    );
    expect(() => checkShaping(shaped(1), { discount: 1.5 })).toThrowError("[0, 1], got 1.5");
    expect(() => checkShaping(shaped(1), { discount: 1, episodes: 0 })).toThrowError(
      "`episodes` to be an integer",
    );
    expect(() => checkShaping(shaped(1), { discount: 1, tolerance: -1 })).toThrowError(
      "`tolerance` >= 0, got -1",
    );
  });
});
