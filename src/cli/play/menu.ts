import { countAllowed, type Mask } from "../../core/mask.ts";
import type { Style } from "../../report/style.ts";

/** What a menu shows. */
export interface MenuContent {
  readonly labels: readonly string[];
  readonly mask: Mask;
  readonly maskName: string;
  /** Whether actions that are not offered are listed too. */
  readonly all: boolean;
  readonly style: Style;
  readonly width: number;
}

const GAP = 2;

/** Numbered actions in columns, in the order of the library. */
export function menu({ labels, mask, maskName, all, style, width }: MenuContent): string {
  const entries = labels
    .map((label, index) => ({ text: `${String(index).padStart(2)} ${label}`, offered: mask[index] === 1 }))
    .filter(({ offered }) => all || offered)
    .map(({ text, offered }) => ({ text: offered || !all ? text : `${text} (not now)`, offered }));
  const cell = Math.max(...entries.map(({ text }) => text.length)) + GAP;
  const columns = Math.max(1, Math.floor(width / cell));
  const rows = Math.ceil(entries.length / columns);
  const lines = Array.from({ length: rows }, (_, row) =>
    entries
      .filter((_entry, index) => index % rows === row)
      .map(({ text, offered }) => (offered ? text.padEnd(cell) : style.dim(text.padEnd(cell))))
      .join("")
      .trimEnd(),
  );
  const title = `${countAllowed(mask)} of ${labels.length} actions are offered (mask ${maskName})`;
  return `${style.bold(title)}\n${lines.map((line) => `${line}\n`).join("")}`;
}
