import type { Command } from "commander";
import type { Io } from "../io.ts";
import { integer, type Parser } from "../parsers.ts";

/** The flags of `check-env`. */
export interface CheckEnvFlags {
  readonly all?: boolean;
  readonly seed?: number;
  readonly episodes?: number;
  readonly maxSteps?: number;
  readonly options?: string;
  readonly setup?: string;
  readonly wrapper?: readonly string[];
  readonly json?: boolean;
}

const NOTES = `
Findings have stable codes, such as ENV-STEP-004; docs/environment-checks.md explains each. The exit code is 0 where
there is no error (warnings do not count), 1 where there is one, and 2 for a wrong command line.

Examples:
  supportdesk check-env SupportDeskTabular-v1
  supportdesk check-env my/Maze-v0 --setup ./maze.js --options '{"size":5}' --wrapper 'TimeLimit={"maxSteps":50}'
  supportdesk check-env --all --json`;

/** JSON has commas, so every flag holds one wrapper. */
const repeated: Parser<readonly string[]> = (text, previous = []) => [...previous, text];

/** Declares `check-env`. */
export function declareCheckEnv(program: Command, io: Io): void {
  program
    .command("check-env")
    .description("check an environment: interface, spaces, determinism, masks, snapshots, rewards")
    .argument("[id]", "id of a registered environment; see the command envs")
    .optionsGroup("What is checked:")
    .option("--all", "every registered environment, with its default options")
    .option("--options <json>", "options of the environment as a JSON object")
    .option("--wrapper <name=json>", "a registered wrapper and its options, put around; repeatable", repeated)
    .option("--setup <module>", "module that registers environments or wrappers of your own, imported first")
    .optionsGroup("How:")
    .option("--seed <n>", "seed of the resets and of the actions (default 0)", integer("--seed", 0))
    .option("--episodes <n>", "episodes that the long checks play (default 20)", integer("--episodes", 1))
    .option(
      "--max-steps <n>",
      "steps after which an episode is left (default 1000)",
      integer("--max-steps", 1),
    )
    .option("--json", "print one JSON document and nothing else")
    .addHelpText("after", NOTES)
    .action(async (id: string | undefined, flags: CheckEnvFlags) => {
      const { runCheckEnv } = await import("../check-env/run-check-env.ts");
      await runCheckEnv(id, flags, io);
    });
}
