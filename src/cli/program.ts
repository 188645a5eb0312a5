import { Command } from "commander";
import { declareTrain } from "./commands/train.ts";
import type { Io } from "./io.ts";
import { packageVersion } from "./package-info.ts";

const DESCRIPTION =
  "A reinforcement-learning gym of a support desk: train an agent, look at what it learned, play yourself.";
const FOOTER = `
Start with:
  supportdesk train
In a checkout: npm run supportdesk -- train (and npm run --silent supportdesk -- train --json)`;

/** Every command with its flags. Commands load what they need when they run. */
export function createProgram(io: Io): Command {
  const program = new Command("supportdesk")
    .description(DESCRIPTION)
    .version(packageVersion(), "-V, --version", "print the version")
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.out, outputError: () => {} })
    .helpCommand("help [command]", "print the flags of a command")
    .configureHelp({ helpWidth: io.width })
    .addHelpText("after", FOOTER);
  for (const declare of [declareTrain]) declare(program, io);
  return program;
}
