import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NormalizeObservation } from "../../../src/wrappers/observation/normalize-observation.ts";
import { RescaleObservation } from "../../../src/wrappers/observation/rescale-observation.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { BoxWalk } from "../../support/walk-views.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "RescaleObservation",
  wrap: (inner) => new RescaleObservation(new BoxWalk(inner), { min: -1 }),
  wrapAgain: (inner) => new RescaleObservation(inner, { max: 7 }),
});

const walk = (): BoxWalk => new BoxWalk(new WalkEnv());

describe("a rescaled observation", () => {
  it("is mapped affinely, entry by entry", () => {
    const env = new RescaleObservation(walk(), { min: [0, 10], max: [1, 14.1] });
    const [place, share] = env.reset().observation;
    expect(place).toBe(0.5);
    expect(share).toBeCloseTo(12, 12);
    expect(env.observationSpace.high).toEqual([1, 14.1]);
  });

  it("becomes `min` where the entry is fixed", () => {
    const env = new RescaleObservation(new RescaleObservation(walk(), { min: 3, max: 3 }), { min: -2 });
    expect(env.reset().observation).toEqual([-2, -2]);
  });

  it("stays within the bounds, whatever they are", () => {
    const bound = fc.double({ min: -1e300, max: 1e300, noNaN: true });
    const property = fc.property(bound, bound, (a, b) => {
      const env = new RescaleObservation(walk(), { min: Math.min(a, b), max: Math.max(a, b) });
      const point = new RescaleObservation(walk(), { min: a, max: a });
      for (const each of [env, point]) {
        each.reset();
        expect(each.observationSpace.contains(each.step(2).observation)).toBe(true);
      }
    });
    fc.assert(property);
  });

  it("is refused without bounds on either side", () => {
    const max = Number.POSITIVE_INFINITY;
    expect(() => new RescaleObservation(walk(), { max })).toThrowError("finite `min` and `max`");
    expect(() => new RescaleObservation(walk(), { min: 2, max: 1 })).toThrowError("low[0]");
    expect(() => new RescaleObservation(new NormalizeObservation(walk()))).toThrowError("finite bounds");
  });
});
