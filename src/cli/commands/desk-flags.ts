import type { Command } from "commander";
import { DEFAULTS } from "../defaults.ts";
import { list, number } from "../parsers.ts";

/** Flags that say which desk is meant; absent ones have their default later. */
export interface DeskFlags {
  readonly suite?: string;
  readonly task?: readonly string[];
  readonly actions?: string;
  readonly without?: readonly string[];
  readonly with?: readonly string[];
  readonly reward?: string;
  readonly potential?: string;
  readonly potentialScale?: number;
  readonly potentialShift?: number;
  readonly mask?: string;
  readonly invalid?: string;
  readonly budget?: string;
  readonly discount?: number;
  readonly gamma?: number;
}

const or = (value: string | number): string => `(default ${value})`;

/** Declares the flags of a desk and of the discount of its rewards. */
export function declareDeskFlags(command: Command): Command {
  return command
    .option("--suite <name>", `tasks: canonical ${or(DEFAULTS.suite)}`)
    .option("--task <id>", "this task only; repeatable", list("--task"))
    .option("--actions <library>", `named actions: minimal, standard ${or(DEFAULTS.actions)}`)
    .option(
      "--without <names>",
      "leave out actions or groups, such as wait,request:billing_ref",
      list("--without"),
    )
    .option("--with <names>", "add actions, such as priority or bogus:8", list("--with"))
    .option("--reward <mode>", `delta, sparse, pbrs, milestone or delta-no-penalty ${or(DEFAULTS.reward)}`)
    .option("--potential <name>", "Φ of reward pbrs: raw-score, progress or zero (default raw-score)")
    .option("--potential-scale <n>", "factor on Φ (default 1)", number("--potential-scale"))
    .option("--potential-shift <n>", "added to Φ (default 0)", number("--potential-shift"))
    .option("--mask <name>", `offered actions: none, structural, once or workflow ${or(DEFAULTS.mask)}`)
    .option("--invalid <mode>", `action outside the mask: penalize, noop or throw ${or(DEFAULTS.invalid)}`)
    .option("--budget <kind>", `running out of steps: terminal or external ${or(DEFAULTS.budget)}`)
    .option(
      "--discount <γ>",
      `in [0, 1], for returns and potential; also --gamma ${or(DEFAULTS.discount)}`,
      number("--discount", 0, 1),
    )
    .option("--gamma <γ>", "the same as --discount", number("--gamma", 0, 1));
}
