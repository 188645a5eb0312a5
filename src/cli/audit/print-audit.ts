import { formatGap, formatScore, UNKNOWN } from "../../report/numbers.ts";
import { type Column, renderTable } from "../../report/table.ts";
import { labelled, wrapText, wrapWords } from "../../report/wrap.ts";
import type { Io } from "../io.ts";
import type { AuditDocument, AuditedComparison, AuditedTask } from "./documents.ts";
import { closingNotes, historyText } from "./notes.ts";

const TIE = 1e-9;

/** Prints the verdicts, where they go wrong first, what pays for ever, the checks of a potential and notes. */
export function printAudit(io: Io, document: AuditDocument, actionCount: number): void {
  const { style, width } = io;
  const { spec, base, discount, tasks } = document;
  const { actions, mask, budget, encoder } = spec.kwargs;
  const facts = `actions ${actions} (${actionCount}) · encoder ${encoder} · mask ${mask} · γ ${discount} · budget ${budget}`;
  const title = `Reward ${rewardName(spec.kwargs)} against ${rewardName(base.kwargs)}`;
  const section = (heading: string, lines: readonly string[]): void => {
    if (lines.length > 0) io.out(`${style.bold(heading)}\n${lines.join("\n")}\n\n`);
  };
  section(wrapText(title, width), [wrapText(facts, width)]);
  io.out(`${renderTable({ columns: COLUMNS, rows: tasks.map(cellsOf), style })}\n\n`);
  const names: Names = { reward: String(spec.kwargs["reward"]), base: String(base.kwargs["reward"]), width };
  section(
    "Where it goes wrong first",
    tasks.flatMap((task) => offenceLines(task, names)),
  );
  section(
    "What pays for ever if nothing ran out",
    tasks.flatMap((task) => cycleLines(task, width)),
  );
  section("γ from which on all that is optimal scores highest", tasks.flatMap(thresholdLines));
  section("Potential", shapingLines(document, width));
  for (const note of closingNotes(document)) io.out(`${wrapText(note, width)}\n`);
}

function rewardName({
  reward,
  potential = "raw-score",
  potentialScale,
  potentialShift,
  discount,
}: Kwargs): string {
  if (reward !== "pbrs") return String(reward);
  const scale = potentialScale === undefined ? "" : ` × ${potentialScale}`;
  const sign = Number(potentialShift) < 0 ? "−" : "+";
  const shift = potentialShift === undefined ? "" : ` ${sign} ${Math.abs(Number(potentialShift))}`;
  return `pbrs (Φ = ${potential}${scale}${shift}, γ ${discount})`;
}

type Kwargs = AuditDocument["spec"]["kwargs"];

const NUMBERS = ["margin", "return\nlost", "against\nraw score", "margin", "raw\nlost"];
const COLUMNS: readonly Column[] = [
  { title: "task" },
  { title: "against\nbase" },
  ...NUMBERS.map((title): Column => ({ title, align: title.startsWith("against") ? "left" : "right" })),
];

function cellsOf({ taskId, againstBase, againstRawScore }: AuditedTask): readonly string[] {
  return [taskId, ...comparisonCells(againstBase), ...comparisonCells(againstRawScore)];
}

function comparisonCells({ verdict, margin, loss: { min, max } }: AuditedComparison): readonly string[] {
  const range = max - min <= TIE ? formatGap(max) : `${formatGap(min)}–${formatGap(max)}`;
  return [verdict, margin === null ? UNKNOWN : formatGap(margin), range];
}

interface Names {
  readonly reward: string;
  readonly base: string;
  readonly width: number;
}

function offenceLines(
  { taskId, againstBase, againstRawScore }: AuditedTask,
  names: Names,
): readonly string[] {
  const { base } = names;
  return [
    ...offence(`  ${taskId}, against ${base}`, againstBase, { ...names, against: base }),
    ...offence(`  ${taskId}, against the raw score`, againstRawScore, { ...names, against: "raw score" }),
  ];
}

function offence(
  title: string,
  { offence: found }: AuditedComparison,
  { reward, against, width }: Names & { readonly against: string },
): readonly string[] {
  if (found === null) return [];
  const { history, changed, reference, regret } = found;
  const label = (words: string): string =>
    `    ${words.padEnd(Math.max(reward.length, against.length, 5))}  `;
  return [
    `${title}: gives away up to ${formatGap(regret)}`,
    labelled(label("after"), historyText(history), width),
    labelled(label(reward), changed.join(", "), width),
    labelled(label(against), reference.join(", "), width),
  ];
}

function cycleLines({ taskId, cycles }: AuditedTask, width: number): readonly string[] {
  const [first, ...others] = [...cycles].sort((a, b) => b.rewardPerStep - a.rewardPerStep);
  if (first === undefined) return [];
  const more = others.length === 0 ? "" : `, the most of ${cycles.length}`;
  const words = `after ${historyText(first.history)}: again and again ${historyText(first.actions)}`;
  return [
    `  ${taskId}: ${formatGap(first.rewardPerStep)} a step${more}`,
    `    ${wrapWords(words.split(" "), width - 4, "    ")}`,
  ];
}

function thresholdLines({ taskId, discountThreshold }: AuditedTask): readonly string[] {
  if (discountThreshold === undefined) return [];
  const { from } = discountThreshold;
  return [`  ${taskId}: ${from === null ? "none, not even at 1" : Number(from.toFixed(4))}`];
}

function shapingLines({ shaping, discount }: AuditDocument, width: number): readonly string[] {
  if (shaping === null) return [];
  const { episodes, passed, largestError, findings } = shaping;
  if (!passed) return findings.map(({ code, message }) => wrapText(`  ${code}: ${message}`, width, "    "));
  const error = largestError <= TIE ? "rounding" : formatScore(largestError);
  return [
    wrapText(
      `  Checked in ${episodes} random episodes: 0 after a termination, γ ${discount} as the learner's, and each sum telescopes up to ${error}.`,
      width,
      "  ",
    ),
  ];
}
