import type { Agent } from "../../agent.ts";
import { createRng } from "../../random.ts";
import type { Observed, Report } from "../check.ts";
import { playSteps, randomMask } from "./toy-world.ts";
import {
  ACTION_COUNT,
  type AgentCheck,
  type AgentTrial,
  every,
  experienced,
  textOf,
  worldOf,
} from "./trial.ts";

const greedyIsPure: AgentCheck = {
  code: "AGENT-EVAL-001",
  severity: "error",
  title: "is not changed by acting greedily",
  hint: "Draw nothing, count nothing and create no rows in `actGreedily`.",
  run: (trial, report) =>
    compareTwins(trial, report, (agent, row) => agent.actGreedily(trial.contexts(row), every())),
};

const explainIsPure: AgentCheck = {
  code: "AGENT-EVAL-002",
  severity: "error",
  title: "is not changed by explaining",
  hint: "Draw nothing, create no rows and return copies in `explain`.",
  run: (trial, report) =>
    compareTwins(trial, report, (agent, row) => {
      const { values, counts, greedy } = agent.explain(trial.contexts(row));
      for (const list of [values, counts, greedy] as number[][]) list.fill(-1);
    }),
};

const greedyIsBest: AgentCheck = {
  code: "AGENT-EVAL-003",
  severity: "error",
  title: "acts greedily as it explains",
  hint: "Read the same values in `actGreedily` and in `explain(context, mask)`.",
  run: (trial, report) => {
    const agent = experienced(trial);
    forEachCase(({ row, mask }) => {
      const action = agent.actGreedily(trial.contexts(row), mask);
      const { greedy } = agent.explain(trial.contexts(row), mask);
      if (greedy.includes(action)) return;
      report({ path: `row ${row}, mask [${mask}]`, expected: `one of [${greedy.join(", ")}]`, got: action });
    });
  },
};

const explanation: AgentCheck = {
  code: "AGENT-EVAL-004",
  severity: "error",
  title: "explains a value and a count for every action, and the best of the allowed ones",
  hint: "Give `values` and `counts` the length `actionCount`, and in `greedy` the allowed actions of highest value.",
  run: (trial, report) => {
    const agent = experienced(trial);
    forEachCase(({ row, mask }) => {
      const problem = explanationProblem(agent, trial.contexts(row), mask);
      if (problem !== undefined) report({ ...problem, path: `row ${row}, mask [${mask}] · ${problem.path}` });
    });
  },
};

/** Checks of evaluation: what it shows and that it leaves no trace. */
export const EVALUATION_CHECKS: readonly AgentCheck[] = [
  ...[greedyIsPure, explainIsPure, greedyIsBest, explanation],
];

function compareTwins(
  trial: AgentTrial,
  report: Report,
  use: (agent: Agent<unknown>, row: number) => void,
): void {
  const [used, left] = [experienced(trial), experienced(trial)];
  const before = textOf(used);
  for (let row = 0; row < 12; row += 1) use(used, row);
  const after = textOf(used);
  if (after !== before) report({ path: "toJSON()", expected: before, got: after });
  const [next, expected] = [used, left].map((agent) => playSteps(agent, worldOf(trial, {}, 1), 30));
  if (JSON.stringify(next) === JSON.stringify(expected)) return;
  report({
    path: "the next 30 acts",
    expected: "those of an equal agent that was left alone",
    got: "others",
  });
}

function forEachCase(use: (place: { readonly row: number; readonly mask: Uint8Array }) => void): void {
  const rng = createRng(2);
  for (let row = 0; row < 40; row += 1)
    use({ row: row % 8, mask: Uint8Array.from(randomMask(rng, ACTION_COUNT)) });
}

function explanationProblem(agent: Agent<unknown>, context: unknown, mask: Uint8Array): Observed | undefined {
  const { values, counts, greedy } = agent.explain(context, mask);
  for (const [path, list] of Object.entries({ values, counts })) {
    if (list.length !== ACTION_COUNT || !list.every(Number.isFinite)) {
      return { path, expected: `${ACTION_COUNT} finite numbers`, got: list };
    }
  }
  const allowed = values.filter((_, action) => mask[action] === 1);
  const best = Math.max(...allowed);
  const expected = values.flatMap((value, action) => (mask[action] === 1 && value === best ? [action] : []));
  if (JSON.stringify([...greedy].sort((a, b) => a - b)) === JSON.stringify(expected)) return undefined;
  return { path: "greedy", expected: `[${expected.join(", ")}]`, got: greedy };
}
