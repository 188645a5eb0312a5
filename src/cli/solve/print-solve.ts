import { formatCount, formatGap, formatScore, UNKNOWN } from "../../report/numbers.ts";
import { type Column, renderTable } from "../../report/table.ts";
import { wrapText, wrapWords } from "../../report/wrap.ts";
import type { Io } from "../io.ts";
import type { SolveDocument, SolvedTask } from "./run-solve.ts";

const TIE = 1e-9;
const NUMBERS = ["optimal\nreturn", "best\nraw", "raw of\noptimal", "margin", "steps", "states"];
const COLUMNS: readonly Column[] = [
  { title: "task" },
  ...NUMBERS.map((title): Column => ({ title, align: "right" })),
];

/** Prints what was solved, a table of the optima and the optimal actions. */
export function printSolved(io: Io, { spec, discount, tasks }: SolveDocument, actionCount: number): void {
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
  io.out(`${style.bold(`Exact optimum of ${count}`)}\n${wrapText(facts.join(" · "), width)}\n\n`);
  io.out(`${renderTable({ columns: COLUMNS, rows: tasks.map(cellsOf), style })}\n\n`);
  io.out(`${style.bold("Optimal actions")}\n${tasks.map((task) => actionLine(task, width)).join("\n")}\n\n`);
  io.out(`${wrapText(legend(tasks), width)}\n`);
}

function cellsOf(task: SolvedTask): readonly string[] {
  const { taskId, optimalReturn, bestRawScore, rawScoreOfOptimal, margin, actions, stateCount } = task;
  const { min, max } = rawScoreOfOptimal;
  return [
    taskId,
    formatScore(optimalReturn),
    formatScore(bestRawScore),
    max - min <= TIE ? formatScore(max) : `${formatScore(min)}–${formatScore(max)}`,
    margin === null ? UNKNOWN : formatGap(margin),
    formatCount(actions.length),
    formatCount(stateCount),
  ];
}

function actionLine({ taskId, actions }: SolvedTask, width: number): string {
  const words = actions.map((name, index) => (index === actions.length - 1 ? name : `${name} →`));
  return `  ${taskId}\n    ${wrapWords(words, width - 4, "    ")}`;
}

/** What the columns mean, and where the objective and the score part. */
function legend(tasks: readonly SolvedTask[]): string {
  const words =
    "The optimal return is the most that any policy earns, best raw the highest score of any policy, and the margin what the first mistake costs at least.";
  const parting = tasks.filter((task) => task.rawScoreOfOptimal.min < task.bestRawScore - TIE);
  if (parting.length === 0) return words;
  const names = parting.map(({ taskId }) => taskId).join(", ");
  return `${words} Not every policy that earns the most scores the highest: ${names}.`;
}
