import type { Command } from "commander";
import type { Io } from "../io.ts";
import { integer, list } from "../parsers.ts";

/** The flags of `evaluate`. */
export interface EvaluateFlags {
  readonly agent?: string;
  readonly suite?: string;
  readonly task?: readonly string[];
  readonly mask?: string;
  readonly invalid?: string;
  readonly episodes?: number;
  readonly seed?: number;
  readonly trace?: string;
  readonly json?: boolean;
}

const EXAMPLE = `
Examples:
  supportdesk evaluate runs/first --task api_incident_hard
  supportdesk evaluate --agent heuristic`;

/** Declares `evaluate`. */
export function declareEvaluate(program: Command, io: Io): void {
  program
    .command("evaluate")
    .description("play a saved agent greedily, or a scripted one, on each task")
    .argument("[file]", "an agent file, or the folder of a run")
    .option("--agent <name>", "a scripted player: heuristic, random or do-nothing")
    .option("--suite <name>", "tasks to play: canonical (default those it was trained on)")
    .option("--task <id>", "play this task only; repeatable", list("--task"))
    .option("--mask <name>", "none, structural, once or workflow (default as in training)")
    .option("--invalid <mode>", "penalize, noop or throw (default as in training)")
    .option(
      "--episodes <n>",
      "episodes per task (default 1, or 100 where a player is random)",
      integer("--episodes", 1),
    )
    .option("--seed <n>", "seed of the first episode (default 0)", integer("--seed", 0))
    .option("--trace <file>", "write every step to a new JSON-lines file")
    .option("--json", "print one JSON document and nothing else")
    .addHelpText("after", EXAMPLE)
    .action(async (file: string | undefined, flags: EvaluateFlags) => {
      const { runEvaluate } = await import("../evaluate/run-evaluate.ts");
      runEvaluate(file, flags, io);
    });
}
