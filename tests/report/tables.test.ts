import { describe, expect, it } from "vitest";
import { actionLines, evaluationTable, playersTable } from "../../src/report/evaluation-table.ts";
import { formatChange, formatScore, formatValue } from "../../src/report/numbers.ts";
import { renderTable } from "../../src/report/table.ts";
import { labelled, wrapText } from "../../src/report/wrap.ts";
import { evaluationOf } from "./evaluations.ts";

describe("formatScore", () => {
  it.each([
    [1, "1.00"],
    [0.9999999999, "1.00"],
    [0.998, "0.998"],
    [0.9925, "0.99"],
    [-0.001, "0.00"],
    [-1e-12, "0.00"],
    [null, "–"],
  ])("writes %s as %s", (value, text) => {
    expect(formatScore(value)).toBe(text);
  });

  it("signs changes", () => {
    expect([0.35, -0.02, 0].map(formatChange)).toEqual(["+0.35", "-0.02", "+0.00"]);
    expect(formatValue(-1e-15)).toBe("0.000");
  });
});

describe("renderTable", () => {
  it("aligns columns under a heading and puts a rule before the footer", () => {
    const columns = [{ title: "name" }, { title: "n", align: "right" as const }];
    expect(
      renderTable({
        columns,
        rows: [
          ["a", "10"],
          ["bcd", "2"],
        ],
        footer: ["sum", "12"],
      }).split("\n"),
    ).toEqual(["name │  n", "─────┼────", "a    │ 10", "bcd  │  2", "─────┼────", "sum  │ 12"]);
  });
});

describe("the tables of an evaluation", () => {
  const evaluation = evaluationOf("q-learning", [
    { taskId: "billing_refund_easy", rawScore: 0.9, return: 0.88, discountedReturn: 0.5 },
    { taskId: "api_incident_hard", rawScore: 1, return: 1, discountedReturn: 0.7 },
  ]);

  it("show the discounted return where γ is below 1", () => {
    expect(evaluationTable(evaluation, 1)).not.toContain("γ");
    expect(evaluationTable(evaluation, 0.5)).toContain("at γ 0.5");
    expect(evaluationTable(evaluation, 0.5)).toMatch(
      /^billing_refund_easy │ 0\.90 │ +0\.90 │ +0\.88 │ +0\.50 │/m,
    );
  });

  it("show one row for each player", () => {
    const table = playersTable([evaluation, evaluationOf("random", [{ taskId: "a", rawScore: 0.1 }])]);
    expect(table).toMatch(/^q-learning │ +0\.90 │ +1\.00 │ 0\.95 │ +0\.94$/m);
    expect(table).toMatch(/^random/m);
  });

  it("end with what is possible, where the optimum is known", () => {
    const tasks = evaluation.tasks.map((task) => {
      return { ...task, optimalReturn: 0.98, bestRawScore: 1, gap: 0.1, rawGap: 0.1 };
    });
    const compared = { ...evaluation, tasks };
    expect(playersTable([compared])).toMatch(/\nbest possible │ +1\.00 │ +1\.00 │ 1\.00 │ +0\.98$/);
    expect(playersTable([compared], undefined, 0.5)).toMatch(/\nbest possible │ .* │ +–$/);
    expect(playersTable([evaluation])).not.toContain("possible");
  });

  it("list the actions of each task", () => {
    expect(actionLines(evaluation, 24)).toContain("  api_incident_hard\n    first →\n    submit:resolved");
  });
});

describe("wrapText", () => {
  it("keeps the first indent and adds its own", () => {
    expect(wrapText("  one two three", 9, "    ")).toBe("  one two\n    three");
    expect(labelled("a: ", "one two", 7)).toBe("a: one\n   two");
  });
});
