import type { Command } from "commander";
import type { Io } from "../io.ts";

/** The flags of `envs`. */
export interface EnvsFlags {
  readonly tag?: string;
  readonly json?: boolean;
}

/** Declares `envs`. */
export function declareEnvs(program: Command, io: Io): void {
  program
    .command("envs")
    .description("list the environments that `make` knows by id")
    .option("--tag <name>", "those with this tag only, such as tabular")
    .option("--json", "print one JSON document and nothing else")
    .addHelpText("after", "\nExample:\n  supportdesk envs --tag tabular")
    .action(async (flags: EnvsFlags) => (await import("../lists/envs.ts")).runEnvs(flags, io));
}
