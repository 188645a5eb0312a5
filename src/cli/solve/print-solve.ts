import type { ValueInterval } from "../../planning/solve-or-bound.ts";
import { formatCount, formatGap, formatScore, UNKNOWN } from "../../report/numbers.ts";
import { type Column, renderTable } from "../../report/table.ts";
import { wrapText, wrapWords } from "../../report/wrap.ts";
import type { Io } from "../io.ts";
import type { SolveDocument } from "./run-solve.ts";
import type { SolvedTask } from "./solve-or-bound-task.ts";

const TIE = 1e-9;
const NUMBERS = ["optimal\nreturn", "best\nraw", "raw of\noptimal", "margin", "steps", "states"];
const COLUMNS: readonly Column[] = [
  { title: "task" },
  ...NUMBERS.map((title): Column => ({ title, align: "right" })),
];

/** Prints what was solved, a table of the optima and the optimal actions. */
export function printSolved(io: Io, document: SolveDocument, actionCount: number): void {
  const { spec, discount, tasks } = document;
  const { style, width } = io;
  const { actions, mask, reward, budget } = spec.kwargs;
  const facts = [
    `actions ${actions} (${actionCount})`,
    `mask ${mask}`,
    `reward ${reward}`,
    `γ ${discount}`,
    `budget ${budget}`,
  ];
  const count = `${tasks.length} ${tasks.length === 1 ? "task" : "tasks"}`;
  const isExact = tasks.every(({ exact }) => exact);
  const title = isExact ? `Exact optimum of ${count}` : `Optimum of ${count}, bounded and not exact`;
  io.out(`${style.bold(title)}\n${wrapText(facts.join(" · "), width)}\n\n`);
  io.out(`${renderTable({ columns: COLUMNS, rows: tasks.map(cellsOf), style })}\n\n`);
  io.out(
    `${style.bold(isExact ? "Optimal actions" : "Actions")}\n${tasks.map((task) => actionLine(task, width)).join("\n")}\n\n`,
  );
  io.out(`${wrapText(legend(document), width)}\n`);
}

function cellsOf(task: SolvedTask): readonly string[] {
  const { taskId, margin, actions, stateCount } = task;
  return [
    taskId,
    ...scoreCells(task),
    margin === null ? UNKNOWN : formatGap(margin),
    formatCount(actions.length),
    task.exact ? formatCount(stateCount) : `> ${formatCount(stateCount)}`,
  ];
}

function scoreCells(task: SolvedTask): readonly string[] {
  if (!task.exact) return [formatInterval(task.optimalReturn), formatInterval(task.bestRawScore), UNKNOWN];
  const { optimalReturn, bestRawScore, rawScoreOfOptimal } = task;
  const { min: lower, max: upper } = rawScoreOfOptimal;
  return [formatScore(optimalReturn), formatScore(bestRawScore), formatInterval({ lower, upper })];
}

function formatInterval({ lower, upper }: ValueInterval): string {
  return upper - lower <= TIE ? formatScore(upper) : `${formatScore(lower)}–${formatScore(upper)}`;
}

function actionLine({ taskId, actions }: SolvedTask, width: number): string {
  const words = actions.map((name, index) => (index === actions.length - 1 ? name : `${name} →`));
  return `  ${taskId}\n    ${wrapWords(words, width - 4, "    ")}`;
}

/** What the columns mean, and where the objective and the score part. */
function legend({ tasks, spec }: SolveDocument): string {
  const { budget } = spec.kwargs;
  const parting = tasks.filter((task) => task.exact && task.rawScoreOfOptimal.min < task.bestRawScore - TIE);
  const names = parting.map(({ taskId }) => taskId).join(", ");
  return [
    "The optimal return is the most that any policy earns, best raw the highest score of any policy, and the margin what the first mistake costs at least.",
    ...(tasks.every(({ exact }) => exact)
      ? []
      : [
          "Where there are more states than that, values lie within what is shown, and the actions are good ones that a search found.",
        ]),
    ...(budget === "external"
      ? ["Episodes are truncated where the steps run out: here that counts as the end."]
      : []),
    ...(parting.length === 0 ? [] : [`Not every policy that earns the most scores the highest: ${names}.`]),
  ].join(" ");
}
