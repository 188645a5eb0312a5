import Table from "cli-table3";
import { PLAIN, type Style } from "./style.ts";

/** A column of a table. */
export interface Column {
  readonly title: string;
  /** @defaultValue "left" */
  readonly align?: "left" | "right";
}

/** What a table shows. Cells may hold colour codes and several lines. */
export interface TableContent {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** A last row under a rule of its own. */
  readonly footer?: readonly string[];
  readonly style?: Style;
}

const CHARS = {
  ...{ top: "", "top-mid": "", "top-left": "", "top-right": "" },
  ...{ bottom: "", "bottom-mid": "", "bottom-left": "", "bottom-right": "" },
  ...{ left: "", "left-mid": "", right: "", "right-mid": "", middle: "│", mid: "─", "mid-mid": "┼" },
};

/** A table for a terminal: a heading, a rule and the rows, without a frame. */
export function renderTable({ columns, rows, footer, style = PLAIN }: TableContent): string {
  const table = new Table({
    head: columns.map(({ title }) => title.split("\n").map(style.bold).join("\n")),
    colAligns: columns.map(({ align = "left" }) => align),
    chars: CHARS,
    style: { head: [], border: [], compact: true },
  });
  table.push(...[...rows, ...(footer === undefined ? [] : [footer])].map((row) => [...row]));
  const lines = table
    .toString()
    .split("\n")
    .map((line) => line.slice(1).trimEnd());
  const rule = lines.find((line) => line.startsWith("─"));
  if (footer !== undefined && rule !== undefined) lines.splice(-1, 0, rule);
  return lines.map((line) => (line === rule ? style.dim(line) : line)).join("\n");
}
