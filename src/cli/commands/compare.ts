import type { Command } from "commander";
import { DEFAULTS } from "../defaults.ts";
import type { Io } from "../io.ts";
import { type Assignment, assignments, integer, list, number, seeds } from "../parsers.ts";
import { type DeskFlags, declareDeskFlags } from "./desk-flags.ts";

/** The flags of `compare`. */
export interface CompareFlags extends DeskFlags {
  readonly agents?: readonly string[];
  readonly family?: readonly string[];
  readonly set?: readonly Assignment[];
  readonly encoder?: string;
  readonly maskBehaviour?: string;
  readonly maskBootstrap?: string;
  readonly maskEvaluation?: string;
  readonly masks?: readonly string[];
  readonly episodes?: number;
  readonly seeds?: readonly number[];
  readonly evalEvery?: number;
  readonly threshold?: number;
  readonly maxStates?: number;
  readonly json?: boolean;
}

const EXAMPLE = `
Names: supportdesk agents lists agents by family.

Examples:
  supportdesk compare --agents q-learning,sarsa --set sarsa.stepSize=0.2 --episodes 5000
  supportdesk compare --family multi-step --masks once,structural`;

const or = (value: string | number): string => `(default ${value})`;

/** Declares `compare`. */
export function declareCompare(program: Command, io: Io): void {
  const command = program
    .command("compare")
    .description("train several agents on the same seeds and put them into one table");
  command
    .optionsGroup("Who is compared:")
    .option(
      "--agents <names>",
      "learners with commas between them, or all (default a dozen)",
      list("--agents"),
    )
    .option("--family <name>", "every learner of a family, such as bandit; repeatable", list("--family"))
    .option(
      "--set <agent.name=value>",
      "a hyperparameter of one of them; repeatable",
      assignments("--set", "q-learning.stepSize=0.2"),
    );
  declareDeskFlags(command.optionsGroup("How the desk is seen and rewarded:"))
    .option("--encoder <name>", `what becomes a table row ${or(DEFAULTS.encoder)}`)
    .option("--mask-behaviour <name>", "mask while learning (default --mask)")
    .option("--mask-bootstrap <name>", "mask of the best next value (default that while learning)")
    .option("--mask-evaluation <name>", "mask of the greedy evaluation (default --mask)")
    .option("--masks <names>", "compare under each of several masks, side by side", list("--masks"));
  declareRuns(command);
  command.addHelpText("after", EXAMPLE).action(async (flags: CompareFlags) => {
    const { runCompare } = await import("../compare/run-compare.ts");
    await runCompare(flags, io);
  });
}

function declareRuns(command: Command): void {
  command
    .optionsGroup("The runs:")
    .option("--episodes <n>", `episodes over all tasks ${or(DEFAULTS.episodes)}`, integer("--episodes", 1))
    .option("--seeds <a..b>", "one run of each agent for each seed (default 0..4)", seeds("--seeds"))
    .option(
      "--eval-every <n>",
      "episodes between evaluations (default 1/200 of all)",
      integer("--eval-every", 1),
    )
    .option("--threshold <raw>", "raw score to arrive at (default 1)", number("--threshold", 0, 1))
    .option(
      "--max-states <n>",
      "states of a task up to which the optimum is shown (default 100,000)",
      integer("--max-states", 1),
    )
    .option("--json", "print one JSON document and nothing else");
}
