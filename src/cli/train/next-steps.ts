import type { Style } from "../../report/style.ts";
import type { Manifest } from "../../runs/index.ts";
import { programName } from "../package-info.ts";

interface Step {
  /** Arguments of the command line. */
  readonly words: string;
  readonly hint: string;
}

const SHOWN = 4;
const STEPS: readonly Step[] = [
  { words: "train --discount 0", hint: "looks one reward ahead: one task loses its note" },
  { words: "train --mask structural", hint: "same scores, lower returns: it submits too soon" },
  { words: "train --reward sparse", hint: "paid at the end only: far from solved" },
  { words: "train --out runs/first", hint: "then: explain runs/first, to see why it acts" },
  { words: "train --encoder task-step", hint: "a table that memorises, and solves it as well" },
  { words: "train --agent epsilon-greedy", hint: "a bandit: which tasks need foresight?" },
];

/** Commands to try next, with what to look for; none that was just run. */
export function nextSteps({ command }: Manifest, style: Style): string {
  const fresh = STEPS.filter(({ words }) => !command.includes(words.replace("train ", "")));
  return listed("Next", fresh.slice(0, SHOWN), style);
}

/** Where a run was saved, and what can be done with it. */
export function savedSteps(folders: readonly string[], { evaluation }: Manifest, style: Style): string {
  const [first = ""] = folders;
  const mask = evaluation.spec?.kwargs["mask"];
  const options = typeof mask === "string" ? ` --mask ${mask}` : "";
  const steps = [
    { words: `evaluate ${first}${options}`, hint: "the same table from the file" },
    { words: `explain ${first}${options}`, hint: "one greedy episode in words" },
  ];
  return listed(`Saved in ${folders.join(", ")}`, steps, style);
}

function listed(title: string, steps: readonly Step[], style: Style): string {
  const commands = steps.map(({ words }) => `${programName()} ${words}`);
  const width = Math.max(...commands.map(({ length }) => length));
  const lines = steps.map(({ hint }, index) => {
    return `  ${style.accent((commands[index] ?? "").padEnd(width))}  ${style.dim(hint)}`;
  });
  return `${style.bold(title)}\n${lines.join("\n")}\n`;
}
