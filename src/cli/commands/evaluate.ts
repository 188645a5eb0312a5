import type { Command } from "commander";
import type { Io } from "../io.ts";
import { integer } from "../parsers.ts";
import { type DeskFlags, declareDeskFlags } from "./desk-flags.ts";

/** The flags of `evaluate`. */
export interface EvaluateFlags extends DeskFlags {
  readonly agent?: string;
  readonly episodes?: number;
  readonly seed?: number;
  readonly trace?: string;
  readonly maxStates?: number;
  readonly json?: boolean;
}

const EXAMPLE = `
Examples:
  supportdesk evaluate runs/first --task api_incident_hard
  supportdesk evaluate --agent optimal --reward sparse --discount 0.9`;

/** Declares `evaluate`. */
export function declareEvaluate(program: Command, io: Io): void {
  const command = program
    .command("evaluate")
    .description("play a saved agent greedily, or a scripted one, on each task, beside the exact optimum")
    .argument("[file]", "an agent file, or the folder of a run")
    .option("--agent <name>", "a scripted player: heuristic, random, do-nothing or optimal");
  command.optionsGroup(
    "The desk (of a file, only suite, task, mask and invalid can change; else they are as in training):",
  );
  declareDeskFlags(command)
    .optionsGroup("What is played:")
    .option(
      "--episodes <n>",
      "episodes per task (default 1, or 100 where a player is random)",
      integer("--episodes", 1),
    )
    .option("--seed <n>", "seed of the first episode (default 0)", integer("--seed", 0))
    .option("--trace <file>", "write every step to a new JSON-lines file")
    .option(
      "--max-states <n>",
      "states of a task up to which the optimum is shown (default 40,000)",
      integer("--max-states", 1),
    )
    .option("--json", "print one JSON document and nothing else")
    .addHelpText("after", EXAMPLE)
    .action(async (file: string | undefined, flags: EvaluateFlags) => {
      const { runEvaluate } = await import("../evaluate/run-evaluate.ts");
      runEvaluate(file, flags, io);
    });
}
