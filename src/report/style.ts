/** Emphasis on a terminal; every function returns its text, perhaps with colour codes around it. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly accent: (text: string) => string;
}

const same = (text: string): string => text;

/** No emphasis at all. */
export const PLAIN: Style = { bold: same, dim: same, good: same, bad: same, accent: same };
