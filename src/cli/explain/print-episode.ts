import type { Agent } from "../../core/agent.ts";
import { formatChange, formatCount, formatGap, formatScore, formatValue } from "../../report/numbers.ts";
import { type Column, renderTable } from "../../report/table.ts";
import { labelled, wrapText } from "../../report/wrap.ts";
import type { Io } from "../io.ts";
import type { ToldEpisode, ToldOptimum, ToldStep } from "./told-episode.ts";

const COLUMNS: readonly Column[] = [
  { title: "  best offered actions" },
  { title: "value", align: "right" },
  { title: "times tried", align: "right" },
];

/** Prints an episode in words. */
export function printEpisode(io: Io, { steps, episode }: ToldEpisode, agent: Agent): void {
  io.out(`${wrapText(valueWords(agent.discount), io.width)}\n`);
  for (const step of steps) printStep(io, step);
  if (episode === undefined) return;
  const { outcome, rawScore, score, return: total, invalidActions } = episode;
  const numbers = `raw ${formatScore(rawScore)}, reported ${formatScore(score)}, return ${formatScore(total)}`;
  io.out(
    `\n${io.style.bold(`${outcome} after ${steps.length} steps: ${numbers}`)}, ${invalidActions} invalid actions\n`,
  );
  const optimal = optimalWords(steps);
  if (optimal !== "") io.out(`${optimal}\n`);
}

function valueWords(discount: number): string {
  if (discount === 0) return "A value is the reward it expects of the action itself.";
  const weight = discount === 1 ? "" : `, each step later weighing γ = ${discount} as much`;
  return `A value is the sum of rewards it expects from the action to the end of the episode${weight}.`;
}

function printStep(io: Io, step: ToldStep): void {
  const { style, width } = io;
  const { allowed, actionCount } = step;
  const offered = `${allowed.length} of ${actionCount}: ${allowed.join(", ")}`;
  io.out(`\n${style.bold(`Step ${step.step}: ${step.name}`)}  ${rewardWords(step)}\n`);
  io.out(`${style.dim(labelled("  sees     ", step.state, width))}\n`);
  io.out(`${style.dim(labelled("  offered  ", offered, width))}\n`);
  const rows = step.top.map(({ action, name, value, count }) => [
    action === step.action ? style.good(`→ ${name}`) : `  ${name}`,
    formatValue(value),
    formatCount(count),
  ]);
  const table = renderTable({ columns: COLUMNS, rows, style });
  io.out(`${table.replaceAll(/^/gm, "  ")}\n`);
  if (step.ties > 1)
    io.out(`  ${step.ties} actions share the highest value: a seeded rule chose among them.\n`);
  if (step.optimum !== undefined) printOptimum(io, step, step.optimum);
}

function printOptimum({ out, style, width }: Io, { name }: ToldStep, optimum: ToldOptimum): void {
  const { actions, isTaken, loss, value } = optimum;
  const others = actions.filter((each) => each !== name).join(", ");
  const worth = `${formatValue(value)} to the end`;
  const words = isTaken
    ? `yes, worth ${worth}${others === "" ? "" : `; so are ${others}`}`
    : `no: it loses ${formatGap(loss)} of the ${worth} that ${others} would bring`;
  out(`${(isTaken ? style.good : style.bad)(labelled("  optimal  ", words, width))}\n`);
}

/** How many steps were optimal. */
function optimalWords(steps: readonly ToldStep[]): string {
  const known = steps.flatMap(({ optimum = [] }) => optimum);
  if (known.length < steps.length) return "";
  return `${known.filter(({ isTaken }) => isTaken).length} of ${steps.length} steps were optimal`;
}

function rewardWords({ reward, components }: ToldStep): string {
  const parts = Object.entries(components).filter(([, value]) => value !== 0);
  const words = parts.map(([name, value]) => `${name} ${formatChange(value)}`).join(", ");
  return `reward ${formatChange(reward)}${words === "" ? "" : ` (${words})`}`;
}
