/** One value of a table; `null` is an empty cell. */
export type Cell = string | number | null;

/** A table as CSV (RFC 4180, lines end in a line feed). Numbers are written so that they read back exactly. */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cellText).join(",")}\n`).join("");
}

function cellText(cell: Cell): string {
  const text = cell === null ? "" : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
