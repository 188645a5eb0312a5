import type { CompareFlags } from "../commands/compare.ts";
import { flagWords } from "../train/repeat-command.ts";

/** The command line that repeats a comparison: every flag that was given but `--json`. */
export function compareCommand({ seeds, json: _json, ...flags }: CompareFlags): string {
  const seedWords = seeds === undefined ? [] : ["--seeds", seeds.join(",")];
  return ["supportdesk", "compare", ...flagWords(flags), ...seedWords].join(" ");
}
