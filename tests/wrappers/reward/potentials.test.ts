import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  constantPotential,
  negatedPotential,
  randomPotential,
  scaledPotential,
  shiftedPotential,
  tablePotential,
} from "../../../src/wrappers/reward/potentials.ts";

describe("potentials", () => {
  it("are constant", () => {
    expect([constantPotential(3)(1, {}), constantPotential(3)("any", {})]).toEqual([3, 3]);
  });

  it("come from a table by the observation or by a key of one's own", () => {
    const plain = tablePotential({ "1": 5, near: 7 }, { fallback: -1 });
    expect([plain(1, {}), plain("near", {}), plain("far", {})]).toEqual([5, 7, -1]);
    expect(tablePotential(new Map([["[1,2]", 4]]))([1, 2], {})).toBe(4);
    const keyed = tablePotential<{ readonly queue: string }>({ billing: 2 }, { key: ({ queue }) => queue });
    expect([keyed({ queue: "billing" }, {}), keyed({ queue: "other" }, {})]).toEqual([2, 0]);
  });

  it("do not find what every object has in a table", () => {
    expect(tablePotential({})("toString", {})).toBe(0);
  });

  it("are random but the same for equal observations and one seed", () => {
    const property = fc.property(fc.nat(), fc.jsonValue(), (seed, observation) => {
      const value = randomPotential(seed)(observation, {});
      expect(value >= 0 && value < 1).toBe(true);
      expect(randomPotential(seed)(structuredClone(observation), {})).toBe(value);
    });
    fc.assert(property);
    const values = Array.from({ length: 1000 }, (_, place) => randomPotential(1)(place, {}));
    expect(new Set(values).size).toBeGreaterThan(990);
    expect(Math.abs(values.reduce((sum, value) => sum + value) / 1000 - 0.5)).toBeLessThan(0.05);
    expect(randomPotential(1)(Uint8Array.of(1, 2), {})).not.toBe(randomPotential(2)(Uint8Array.of(1, 2), {}));
  });

  it("are negated, scaled and shifted", () => {
    const base = (place: number): number => place;
    expect(negatedPotential(base)(3, {})).toBe(-3);
    expect(scaledPotential(base, 0.5)(3, {})).toBe(1.5);
    expect(shiftedPotential(base, 10)(3, {})).toBe(13);
  });

  it("refuse numbers that are not finite", () => {
    const base = constantPotential(1);
    expect(() => constantPotential(Number.NaN)).toThrowError("value");
    expect(() => tablePotential({ near: Number.POSITIVE_INFINITY })).toThrowError('table["near"]');
    expect(() => tablePotential({}, { fallback: Number.NaN })).toThrowError("fallback");
    expect(() => scaledPotential(base, Number.NaN)).toThrowError("phiScale");
    expect(() => shiftedPotential(base, Number.NaN)).toThrowError("phiShift");
    expect(() => randomPotential(-1)).toThrowError("seed");
  });
});
