import { describe, expect, it } from "vitest";
import { auditReward } from "../../src/planning/audit.ts";
import { shapedModel } from "../../src/planning/shaped-model.ts";
import { to, toyModel } from "../support/planning-toys.ts";

const END = "terminated";

describe("shapedModel", () => {
  const base = toyModel([[to(1, 1, END)], []]);

  it("refuses potentials that are no number, in one line", () => {
    const shaped = shapedModel(base, () => Number.NaN, { discount: 1 });
    expect(() => auditReward(base, shaped)).toThrowError("`potential` to give a finite number, got NaN");
  });

  it("refuses potentials that see more than the state", () => {
    let calls = 0;
    const shaped = shapedModel(base, () => (calls++ === 0 ? 0 : 1), { discount: 1, terminal: "keep" });
    shaped.transitions(0, 0);
    expect(() => shaped.transitions(0, 0)).toThrowError("depend on the state alone, got 0 and 1");
  });

  it("refuses what is no potential", () => {
    const nothing = undefined as unknown as () => number;
    expect(() => shapedModel(base, nothing, { discount: 1 })).toThrowError(
      "a function of the state, got undefined",
    );
  });

  it("refuses a wrong discount and an unknown treatment of the end", () => {
    expect(() => shapedModel(base, () => 0, { discount: -1 })).toThrowError("[0, 1], got -1");
    const terminal = "one" as "zero";
    expect(() => shapedModel(base, () => 0, { discount: 1, terminal })).toThrowError('"zero" or "keep"');
  });
});
