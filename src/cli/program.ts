import { Command } from "commander";
import { declareAudit } from "./commands/audit.ts";
import { declareBaseline } from "./commands/baseline.ts";
import { declareCheckEnv } from "./commands/check-env.ts";
import { declareCompare } from "./commands/compare.ts";
import { declareEnvs } from "./commands/envs.ts";
import { declareEvaluate } from "./commands/evaluate.ts";
import { declareExplain } from "./commands/explain.ts";
import { declareExportSpace } from "./commands/export-space.ts";
import { declareLists } from "./commands/lists.ts";
import { declarePlay } from "./commands/play.ts";
import { declareServe } from "./commands/serve.ts";
import { declareSolve } from "./commands/solve.ts";
import { declareTrain } from "./commands/train.ts";
import { declareValidate } from "./commands/validate.ts";
import type { Io } from "./io.ts";
import { packageVersion } from "./package-info.ts";

const COMMANDS = [
  declareTrain,
  declareEvaluate,
  declareExplain,
  declareSolve,
  declareAudit,
  declareCompare,
  declarePlay,
  declareLists,
  declareEnvs,
  declareCheckEnv,
  declareBaseline,
  declareServe,
  declareValidate,
  declareExportSpace,
];
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
    .configureOutput({ writeOut: io.out, writeErr: io.error, outputError: () => {} })
    .helpCommand("help [command]", "print the flags of a command")
    .configureHelp({ helpWidth: io.width })
    .addHelpText("after", FOOTER);
  for (const declare of COMMANDS) declare(program, io);
  return program;
}
