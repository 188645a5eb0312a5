import { describe, expect, it } from "vitest";
import { type ComparedRun, summarizeComparison } from "../../src/report/comparison.ts";
import { gapsTable } from "../../src/report/comparison-table.ts";
import { trainingRegret } from "../../src/report/regret.ts";
import { evaluationOf } from "./evaluations.ts";

const evaluation = evaluationOf("sarsa", [{ taskId: "a_task" }, { taskId: "b" }]);
const run: ComparedRun = {
  ...{ seed: 0, steps: 100, curve: [{ episodes: 0, steps: 0, greedyRaw: 0 }] },
  evaluation: {
    ...evaluation,
    tasks: evaluation.tasks.map((task, index) => {
      return { ...task, optimalReturn: 1, bestRawScore: 1, gap: 0.4 * index, rawGap: 0 };
    }),
  },
  regret: { total: 7, perEpisode: 0.35 },
};

describe("gapsTable", () => {
  const summary = summarizeComparison([run], { threshold: 1, hold: 2 });
  const anchors = [
    { name: "random", gaps: [0.8, 0.9] },
    { name: "unknown", gaps: null },
  ];

  it("shows gaps task by task, and what a training episode cost", () => {
    const table = gapsTable({ taskIds: ["a_task", "b"], learners: [{ name: "sarsa", summary }], anchors });
    expect(table.split("\n")).toEqual([
      "agent  │    a │    b │ mean │  regret of",
      "       │ task │      │      │ an episode",
      "───────┼──────┼──────┼──────┼────────────",
      "sarsa  │ 0.00 │ 0.40 │ 0.20 │       0.35",
      "───────┼──────┼──────┼──────┼────────────",
      "random │ 0.80 │ 0.90 │ 0.85 │",
    ]);
  });

  it("is empty where no optimum is known", () => {
    const unknown = { ...summary, gaps: null };
    expect(gapsTable({ taskIds: ["a", "b"], learners: [{ name: "sarsa", summary: unknown }], anchors })).toBe(
      "",
    );
  });
});

describe("trainingRegret", () => {
  const curve = [
    { episodes: 2, trainReturn: 0.25 },
    { episodes: 5, trainReturn: 0.5 },
  ];

  it("is what optimal episodes would have earned more, task by task in turn", () => {
    // Five episodes of tasks worth 1 and 0.5 in turn could earn 1 + 0.5 + 1 + 0.5 + 1 = 4, and earned 0.5 + 1.5.
    expect(trainingRegret(curve, [1, 0.5])).toEqual({ total: 2, perEpisode: 0.4 });
  });

  it("is not known of no episode", () => {
    expect(trainingRegret([], [1])).toBeNull();
  });
});
