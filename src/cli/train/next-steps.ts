import type { Style } from "../../report/style.ts";
import type { Manifest } from "../../runs/index.ts";
import { programName } from "../package-info.ts";

interface Step {
  readonly words: string;
  readonly hint: string;
}

const STEPS: readonly Step[] = [
  { words: "train --discount 0", hint: "one reward ahead is not enough: billing is submitted without its note" },
  { words: "train --mask structural", hint: "same scores, lower returns: it submits while an answer is due" },
  { words: "train --reward sparse", hint: "reward at the end only: the curve rises later" },
  { words: "play --task api_incident_hard", hint: "do it yourself" },
];

/** Commands to try next, with what to look for. */
export function nextSteps(_manifest: Manifest, style: Style): string {
  const name = programName();
  const lines = STEPS.map(({ words, hint }) => `  ${style.accent(`${name} ${words}`.padEnd(52))} ${style.dim(hint)}`);
  return `${style.bold("Next")}\n${lines.join("\n")}\n`;
}
