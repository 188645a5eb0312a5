import { describe, expect, it } from "vitest";
import { createRng } from "../../src/core/random.ts";
import { auditReward } from "../../src/planning/audit.ts";
import { actionCeilings, ceilings } from "../../src/planning/ceilings.ts";
import { discountThreshold, solveForDiscounts } from "../../src/planning/discount-threshold.ts";
import { maskLeaks } from "../../src/planning/mask-leaks.ts";
import { memorylessOptimum } from "../../src/planning/memoryless.ts";
import { shapedModel } from "../../src/planning/shaped-model.ts";
import { solveOrBound } from "../../src/planning/solve-or-bound.ts";
import { readTabularOptions, type TabularDeskOptions } from "../../src/supportdesk/env/options.ts";
import { DeskModel } from "../../src/supportdesk/model/desk-model.ts";

const TASKS = readTabularOptions({}).scenarios.map(({ brief }) => brief.task_id);
const [BILLING = "", TAKEOVER = "", , EXPORT = ""] = TASKS;

/** The model of one task; the mask by stages keeps it small. */
function desk(options: TabularDeskOptions, task: string, merge = true): DeskModel {
  const setup = readTabularOptions(options);
  return new DeskModel(setup, {
    merge,
    scenarios: setup.scenarios.filter(({ brief }) => brief.task_id === task),
  });
}

describe("rewards of the desk", () => {
  it.each([0.5, 0.9, 0.99, 1])("random potentials keep what is optimal at γ = %d", (discount) => {
    for (const task of TASKS) {
      const sparse = desk({ reward: "sparse", mask: "workflow" }, task);
      const noise = createRng(5);
      const shaped = shapedModel(sparse, (state) => 2 * noise.fork(sparse.stateKey(state)).next() - 1, {
        discount,
      });
      const { againstBase } = auditReward(sparse, shaped, { discount });
      expect(againstBase).toMatchObject({ verdict: "equal", offence: null, loss: { min: 0 } });
      expect(againstBase.loss.max).toBeLessThan(1e-9);
    }
  });

  it("the desk's own potential-based mode keeps what is optimal, with any potential and its own γ", () => {
    const potential = ({ view }: { readonly view: { readonly remaining_steps: number } }): number =>
      Math.sin(view.remaining_steps);
    const [sparse, pbrs] = [
      { reward: "sparse" } as const,
      { reward: "pbrs", discount: 0.9, potential } as const,
    ];
    const audit = auditReward(desk(sparse, BILLING), desk(pbrs, BILLING), { discount: 0.9 });
    expect(audit.againstBase.verdict).toBe("equal");
    const other = { ...pbrs, discount: 1, potentialShift: 5 };
    const wrong = auditReward(desk(sparse, BILLING), desk(other, BILLING), { discount: 0.9 });
    expect(wrong.againstBase.verdict).toBe("broken");
  });

  it("milestones pay for asking what billing does not need: up to 0.15 of the score", () => {
    const audit = auditReward(desk({ reward: "delta" }, BILLING), desk({ reward: "milestone" }, BILLING));
    expect(audit.againstBase.verdict).toBe("broken");
    expect(audit.againstRawScore).toMatchObject({
      verdict: "broken",
      loss: { min: 0, max: expect.closeTo(0.15, 12) },
    });
    expect(audit.againstRawScore.offence).toMatchObject({ history: ["classify:duplicate_charge"] });
    expect(audit.againstRawScore.offence?.changed).toContain("request:identity");
    expect(audit.againstRawScore.offence?.reference).not.toContain("request:identity");
    expect(audit.warnings.join()).toContain("policy order kept is not learning kept");
  });

  it("the score's change as reward leaves the note out at γ = 0.3, for 0.1 of the score, and nothing at γ = 1", () => {
    const [sparse, delta] = [desk({ reward: "sparse" }, BILLING), desk({ reward: "delta" }, BILLING)];
    const { againstRawScore } = auditReward(sparse, delta, { discount: 0.3 });
    expect(againstRawScore.verdict).toBe("broken");
    expect(againstRawScore.loss.min).toBeCloseTo(0.1, 12);
    expect(againstRawScore.loss.max).toBeCloseTo(0.1, 12);
    expect(againstRawScore.offence).toMatchObject({
      history: ["classify:duplicate_charge", "reply:confirm_refund"],
      changed: ["submit:resolved"],
      reference: ["note:commercial"],
    });
    expect(auditReward(sparse, delta).againstRawScore).toMatchObject({
      verdict: "kept",
      loss: { min: 0, max: 0 },
    });
  });

  it("warns that a truncation is no end for a learner", () => {
    const options = { reward: "sparse", mask: "workflow", budget: "external" } as const;
    const audit = auditReward(desk(options, BILLING), desk({ ...options, reward: "delta" }, BILLING));
    expect(audit.warnings[0]).toContain("truncated");
  });

  it("finds no way to earn for ever, with or without the clock", () => {
    const options = { mask: "structural", actions: "minimal~request" } as const;
    const [sparse, delta] = [
      desk({ ...options, reward: "sparse" }, BILLING),
      desk({ ...options, reward: "milestone" }, BILLING),
    ];
    expect(auditReward(sparse, delta, { cycleKey: (state) => sparse.observe(state) }).cycles).toEqual([]);
  });
});

describe("the discounts of the desk", () => {
  it("keep the best score down to γ = 1/3 for the score's change, and above 0.9 for the final score", () => {
    const delta = discountThreshold(desk({ reward: "delta" }, BILLING));
    expect(delta.below).toBeLessThanOrEqual(1 / 3 + 1e-9);
    expect(delta.from).toBeCloseTo(1 / 3, 3);
    for (const task of [BILLING, TAKEOVER]) {
      const sparse = discountThreshold(desk({ reward: "sparse", mask: "workflow" }, task));
      expect(sparse.from).toBeGreaterThan(sparse.below);
      expect(discountThreshold(desk({ reward: "sparse" }, task)).from).toBeCloseTo(0.9, 3);
    }
  });

  it("say so where even γ = 1 does not keep it", () => {
    expect(discountThreshold(desk({ reward: "milestone" }, EXPORT))).toEqual({ below: 1, from: null });
  });

  it("give the same policies to potential-based shaping as to the final score, γ by γ", () => {
    const discounts = [0.3, 0.95];
    const sparse = solveForDiscounts(desk({ reward: "sparse" }, BILLING), discounts);
    const pbrs = solveForDiscounts((discount) => desk({ reward: "pbrs", discount }, BILLING), discounts);
    expect(pbrs.map(({ rawScoreOfOptimal, actions }) => ({ rawScoreOfOptimal, actions }))).toEqual(
      sparse.map(({ rawScoreOfOptimal, actions }) => ({ rawScoreOfOptimal, actions })),
    );
    expect(sparse.map(({ rawScoreOfOptimal }) => rawScoreOfOptimal.max)).toEqual([
      expect.closeTo(0.65, 12),
      expect.closeTo(1, 12),
    ]);
  });

  it("refuse a grid or precision out of range", () => {
    const model = desk({ mask: "workflow" }, BILLING);
    expect(() => discountThreshold(model, { gridSize: 0 })).toThrowError(
      "`gridSize` to be an integer >= 1, got 0",
    );
    expect(() => discountThreshold(model, { precision: 0 })).toThrowError("`precision` above 0, got 0");
  });
});

describe("the ceilings of the desk", () => {
  it("name what a task needs: the same from barred actions as from edited libraries", () => {
    const found = actionCeilings(desk({}, BILLING));
    expect(found.enoughForReturn).toHaveLength(4);
    expect([...found.enoughForReturn].sort()).toEqual([
      ...["classify:duplicate_charge", "note:commercial", "reply:confirm_refund", "submit:resolved"],
    ]);
    const needed = ["note:commercial", "reply:confirm_refund", "wait"];
    const rows = ceilings(
      (edit: string) => desk({ actions: `minimal${edit}` }, BILLING),
      ["", ...needed.map((name) => `~${name}`)],
    );
    for (const [rank, name] of needed.entries()) {
      const barred = found.single.find(({ without }) => without[0] === name);
      expect(rows[rank + 1]?.returnLoss).toBeCloseTo(barred?.returnLoss ?? Number.NaN, 12);
    }
    expect(rows.map(({ rawScoreLoss }) => rawScoreLoss > 1e-9)).toEqual([false, true, true, false]);
  });
});

describe("encoders of the desk", () => {
  it("a table of topics alone earns the whole score because the mask leaks the progress", () => {
    const model = desk({ encoder: "stage~stage~follow_up", mask: "workflow" }, BILLING, false);
    const leaks = maskLeaks(model);
    expect(leaks).toHaveLength(1);
    expect(leaks[0]?.histories[0]).toEqual([]);
    expect(memorylessOptimum(model)).toMatchObject({ lower: expect.closeTo(1, 12), exact: true });
    expect(maskLeaks(desk({ encoder: "stage", mask: "workflow" }, BILLING, false))).toEqual([]);
  });
});

describe("solveOrBound", () => {
  const model = desk({ mask: "workflow" }, TAKEOVER);
  const exact = solveOrBound(model);

  it("is exact where the model fits", () => {
    expect(exact).toMatchObject({ exact: true, optimalReturn: expect.closeTo(1, 12) });
  });

  it("bounds what it cannot see, and says what to do", () => {
    const raw = (state: Parameters<DeskModel["score"]>[0]): number => model.score(state);
    const found = solveOrBound(model, {
      maxStates: 40,
      returnLeft: (state) => ({ lower: -0.5 - raw(state), upper: 1 - raw(state) }),
    });
    expect(found).toMatchObject({
      exact: false,
      stateCount: 40,
      bestRawScore: { upper: expect.closeTo(1, 12) },
    });
    if (found.exact) return;
    expect(found.optimalReturn.lower).toBeLessThan(1);
    expect(found.optimalReturn.upper).toBeCloseTo(1, 12);
    expect(found.limit).toContain("more than 40 states: raise `maxStates`");
  });

  it("claims nothing of returns where nothing is known of what is left", () => {
    const found = solveOrBound(model, { maxStates: 5 });
    expect(found.optimalReturn).toEqual({ lower: expect.any(Number), upper: Number.POSITIVE_INFINITY });
    const returnLeft = () => ({ lower: 1, upper: 0 });
    expect(() => solveOrBound(model, { maxStates: 5, returnLeft })).toThrowError(
      "`lower` <= `upper`, got 1 and 0",
    );
    expect(() => solveOrBound(model, { discount: 2 })).toThrowError("`discount` in [0, 1], got 2");
  });
});
