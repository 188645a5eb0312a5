import type { EpisodeSummary } from "../../core/env.ts";
import { formatScore } from "../../report/numbers.ts";
import { type Column, renderTable } from "../../report/table.ts";
import type { FinalGrade } from "../../supportdesk/index.ts";
import type { Io } from "../io.ts";

/** How an episode ended. */
export interface FinalScore {
  readonly episode: EpisodeSummary;
  readonly grade: FinalGrade;
  /** Negative rewards by name. */
  readonly penalties: ReadonlyMap<string, number>;
}

const RIGHT = "right" as const;
const COLUMNS: readonly Column[] = [
  { title: "component" },
  { title: "weight", align: RIGHT },
  { title: "credit", align: RIGHT },
  { title: "points", align: RIGHT },
  { title: "evidence" },
];

/** Prints the grade by component, the penalties and the sums. */
export function printScore(io: Io, { episode, grade, penalties }: FinalScore): void {
  const evidence = evidenceWords(grade);
  const rows = Object.entries(grade.components).map(([name, { weight, credit }]) => [
    name,
    String(weight),
    formatScore(credit),
    points(weight * credit),
    evidence[name] ?? "",
  ]);
  const footer = ["sum", "100", "", points(100 * grade.rawScore), ""];
  io.out(`\n${io.style.bold(`The case is ${episode.outcome} after ${episode.steps} steps.`)}\n\n`);
  io.out(`${renderTable({ columns: COLUMNS, rows, footer, style: io.style })}\n\n`);
  const charged = [...penalties].map(([name, value]) => `${name} ${formatScore(value)}`).join(", ");
  io.out(`Penalties: ${charged || "none"}\n`);
  const { rawScore, score } = grade;
  io.out(
    `Raw ${formatScore(rawScore)}, reported ${formatScore(score)}, return ${formatScore(episode.return)}\n`,
  );
}

function points(percent: number): string {
  return String(Number(percent.toFixed(2)));
}

function evidenceWords({ evidence }: FinalGrade): Readonly<Record<string, string>> {
  const { reply, internal_note: note, requested_fields: fields } = evidence;
  const asked = `asked for ${fields.asked} of ${fields.needed} needed`;
  return {
    requested_fields: fields.unneeded === 0 ? asked : `${asked}, and ${fields.unneeded} that nobody needs`,
    reply: matchWords(reply),
    internal_note: matchWords(note),
  };
}

function matchWords(match: FinalGrade["evidence"]["reply"]): string {
  const parts = [
    { title: "groups met", indices: match.matched },
    { title: "missing", indices: match.missing },
    { title: "forbidden claims", indices: match.forbidden },
  ];
  return parts
    .filter(({ indices }) => indices.length > 0)
    .map(({ title, indices }) => `${title} ${indices.map((index) => index + 1).join(" ")}`)
    .join(", ");
}
