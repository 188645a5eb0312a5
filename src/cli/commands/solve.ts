import type { Command } from "commander";
import type { Io } from "../io.ts";
import { integer } from "../parsers.ts";
import { type DeskFlags, declareDeskFlags } from "./desk-flags.ts";

/** The flags of `solve`. */
export interface SolveFlags extends DeskFlags {
  readonly maxStates?: number;
  readonly json?: boolean;
}

const EXAMPLE = `
Names: supportdesk actions and tasks list them. The exit code is 0 where every value is exact, 1 where
some are only bounded, and 2 for a wrong command line.

Examples:
  supportdesk solve --without wait
  supportdesk solve --actions standard --reward sparse --discount 0.9`;

/** Declares `solve`. */
export function declareSolve(program: Command, io: Io): void {
  const command = program
    .command("solve")
    .description("compute the exact optimum of each task: what no policy can beat");
  declareDeskFlags(command)
    .option(
      "--max-states <n>",
      "states of a task above which its values are bounded (default 500,000)",
      integer("--max-states", 1),
    )
    .option("--json", "print one JSON document and nothing else")
    .addHelpText("after", EXAMPLE)
    .action(async (flags: SolveFlags) => {
      const { runSolve } = await import("../solve/run-solve.ts");
      runSolve(flags, io);
    });
}
