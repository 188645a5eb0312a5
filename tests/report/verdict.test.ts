import { describe, expect, it } from "vitest";
import { verdict } from "../../src/report/verdict.ts";
import type { TaskEvaluation } from "../../src/training/evaluate.ts";
import { evaluationOf } from "./evaluations.ts";

const judge = (row: Partial<TaskEvaluation>, discount = 1, reference: Partial<TaskEvaluation> = {}): string =>
  verdict({
    evaluation: evaluationOf("learner", [{ taskId: "a", ...row }]),
    reference: evaluationOf("heuristic", [{ taskId: "a", ...reference }]),
    discount,
  });

describe("verdict", () => {
  it("is content with scores and returns like those of the reference", () => {
    expect(judge({})).toBe("Every task ends as well as with the heuristic.");
  });

  it("blames γ = 0 where the next reward asks for the lower score", () => {
    const words = judge({ rawScore: 0.9, discountedReturn: 0.5 }, 0, { discountedReturn: 0.5 });
    expect(words).toMatch(/^γ = 0: .* Below the heuristic: a 0\.90 of 1\.00\.$/);
  });

  it("blames a discount that makes the lower score pay more", () => {
    expect(judge({ rawScore: 0.9, discountedReturn: 0.6 }, 0.8, { discountedReturn: 0.5 })).toContain(
      "γ = 0.8",
    );
  });

  it("blames a return that does not follow the score", () => {
    expect(judge({ rawScore: 0.9, return: 1, discountedReturn: 1 })).toContain("does not follow the score");
  });

  it("blames the learning where the objective is missed too", () => {
    expect(judge({ rawScore: 0.9, discountedReturn: 0.9 })).toBe(
      "Not learned as well as the heuristic: a 0.90 of 1.00.",
    );
  });

  it("tells episodes that end otherwise", () => {
    expect(judge({ rawScore: 0.5, outcome: "abandoned" })).toContain("a 0.50 of 1.00 (abandoned)");
  });

  it("tells lower returns behind equal scores", () => {
    expect(judge({ return: 0.94, discountedReturn: 0.94 })).toContain(
      "penalties or detours remain: a 0.94 of 1.00",
    );
    expect(judge({ return: 0.94, discountedReturn: 0.6 }, 0.5, { discountedReturn: 0.5 })).toContain(
      "come early",
    );
  });
});
