import { describe, expect, it } from "vitest";
import { type ComparedEvaluation, difference } from "../../src/report/compared.ts";
import { evaluationTable } from "../../src/report/evaluation-table.ts";
import { formatGap } from "../../src/report/numbers.ts";
import { isPerfect, optimumVerdict } from "../../src/report/optimum-verdict.ts";
import { evaluationOf } from "./evaluations.ts";

/** Two tasks with the given gaps; returns are exact unless given. */
function compared(
  gaps: readonly number[],
  rawGaps = [0, 0],
  played: readonly number[] = [],
): ComparedEvaluation {
  const names = ["billing_refund_easy", "regulated_export_exception_hard"];
  const rows = gaps.map((gap, index) => {
    const discountedReturn = played[index] ?? 1 - gap;
    return { taskId: names[index] ?? "", rawScore: 1 - (rawGaps[index] ?? 0), discountedReturn };
  });
  const evaluation = evaluationOf("learner", rows);
  const tasks = evaluation.tasks.map((task, index) => ({
    ...task,
    ...{ optimalReturn: 1, bestRawScore: 1, gap: gaps[index] ?? 0, rawGap: rawGaps[index] ?? 0 },
  }));
  return { ...evaluation, tasks };
}

describe("optimumVerdict", () => {
  it("counts the tasks that are played optimally", () => {
    expect(optimumVerdict(compared([0, 0]), 1)).toBe("Optimal on 2 of 2 tasks.");
    expect(isPerfect(compared([0, 0]))).toBe(true);
  });

  it("tells by how much the others fall short", () => {
    expect(optimumVerdict(compared([0, 0.06]), 0.9)).toBe(
      "Optimal on 1 of 2 tasks at γ = 0.9. Short of the optimum: regulated_export_exception_hard by 0.06 of 1.00.",
    );
    expect(isPerfect(compared([0, 0.06]))).toBe(false);
  });

  it("tells where the objective does not ask for the highest score", () => {
    expect(optimumVerdict(compared([0, 0], [0.1, 0]), 0)).toContain(
      "Optimal, yet other policies score higher: billing_refund_easy by 0.10 raw.",
    );
    expect(isPerfect(compared([0, 0], [0.1, 0]))).toBe(false);
  });

  it("tells of ties where the episode is not worth what the policy is", () => {
    expect(optimumVerdict(compared([0.5, 0], [0, 0], [0.7, 1]), 1)).toMatch(
      /valued equally.*: billing_refund_easy\.$/,
    );
    expect(optimumVerdict(compared([0.5, 0]), 1)).not.toContain("valued equally");
  });

  it("is silent where an optimum is not known", () => {
    const evaluation = evaluationOf("learner", [{ taskId: "a" }]);
    expect(optimumVerdict(evaluation, 1)).toBe("");
    expect(isPerfect(evaluation)).toBe(false);
  });
});

describe("the table of an evaluation beside the optimum", () => {
  const widthOf = (table: string): number => Math.max(...table.split("\n").map(({ length }) => length));

  it("has optimum and gap with their means, and no column of invalid actions where there are none", () => {
    const table = evaluationTable(compared([0, 0.5]), 1);
    expect(table).toMatch(/^billing_refund_easy .* │ +1\.00 │ 0\.00 │ +2 │ submitted$/m);
    expect(table).toMatch(/^mean .* │ +1\.00 │ 0\.25 │ +2 │$/m);
    expect(table).not.toContain("invalid");
  });

  it("leaves out reported scores, then breaks the names of tasks, rather than pass 100 columns", () => {
    const evaluation = compared([0, 0.5]);
    const invalid = { ...evaluation, mean: { ...evaluation.mean, invalidActions: 1 } };
    const tables = [
      evaluationTable(evaluation, 1),
      evaluationTable(evaluation, 0.5),
      evaluationTable(invalid, 0.5),
    ];
    for (const table of tables) expect(widthOf(table)).toBeLessThanOrEqual(100);
    expect(tables.map((table) => table.includes("reported"))).toEqual([true, false, false]);
    expect(tables.map((table) => table.includes("regulated_export_ │"))).toEqual([false, false, true]);
  });
});

describe("formatGap", () => {
  it.each([
    [0, "0.00"],
    [1e-10, "0.00"],
    [0.004, "0.004"],
    [0.00002, "0.00002"],
    [3e-8, "3e-8"],
    [0.256, "0.26"],
    [-0.004, "-0.004"],
    [null, "–"],
  ])("writes %s as %s", (value, text) => {
    expect(formatGap(value)).toBe(text);
  });

  it("takes differences within rounding for none", () => {
    expect([difference(1.0000000000000002, 1), difference(1, 1.5)]).toEqual([0, -0.5]);
  });
});
