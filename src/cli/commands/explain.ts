import type { Command } from "commander";
import type { Io } from "../io.ts";
import { integer } from "../parsers.ts";

/** The flags of `explain`. */
export interface ExplainFlags {
  readonly task?: string;
  readonly mask?: string;
  readonly maxStates?: number;
  readonly json?: boolean;
}

const EXAMPLE = `
Example:
  supportdesk explain runs/first --task api_incident_hard`;

/** Declares `explain`. */
export function declareExplain(program: Command, io: Io): void {
  program
    .command("explain")
    .description(
      "tell one greedy episode of a saved agent, step by step, beside what an optimal policy would do",
    )
    .argument("<file>", "an agent file, or the folder of a run")
    .option("--task <id>", "task to play (default the first it was trained on)")
    .option("--mask <name>", "none, structural, once or workflow (default as in training)")
    .option(
      "--max-states <n>",
      "states up to which the optimum is shown (default 40,000)",
      integer("--max-states", 1),
    )
    .option("--json", "print one JSON document and nothing else")
    .addHelpText("after", EXAMPLE)
    .action(async (file: string, flags: ExplainFlags) => {
      const { runExplain } = await import("../explain/run-explain.ts");
      runExplain(file, flags, io);
    });
}
