import type { Command } from "commander";
import { DEFAULTS } from "../defaults.ts";
import type { Io } from "../io.ts";
import { integer } from "../parsers.ts";

/** The flags of `play`. */
export interface PlayFlags {
  readonly task?: string;
  readonly actions?: string;
  readonly mask?: string;
  readonly seed?: number;
}

const EXAMPLE = `
Example:
  supportdesk play --task api_incident_hard`;

/** Declares `play`. */
export function declarePlay(program: Command, io: Io): void {
  program
    .command("play")
    .description("play a task yourself")
    .option("--task <id>", "task to play (default the first of the suite)")
    .option("--actions <library>", `minimal or standard (default ${DEFAULTS.actions})`)
    .option("--mask <name>", `none, structural, once or workflow (default ${DEFAULTS.playMask})`)
    .option("--seed <n>", `seed of the episode (default ${DEFAULTS.seed})`, integer("--seed", 0))
    .addHelpText("after", EXAMPLE)
    .action(async (flags: PlayFlags) => {
      const { runPlay } = await import("../play/run-play.ts");
      await runPlay(flags, io);
    });
}
