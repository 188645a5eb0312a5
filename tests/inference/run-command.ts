import { Readable } from "node:stream";
import { runBaselineCommand } from "../../src/cli/baseline/run-baseline.ts";
import type { BaselineCommandFlags } from "../../src/cli/commands/baseline.ts";
import { exitCodeOf, lineOf } from "../../src/cli/errors.ts";
import type { Io } from "../../src/cli/io.ts";
import type { Variables } from "../../src/inference/settings.ts";
import { PLAIN } from "../../src/report/style.ts";

export const KEY = "sk-test-0123456789";

export interface CommandResult {
  readonly out: string;
  readonly error: string;
  readonly exitCode: number;
}

/**
 * Runs `baseline` as the command line does, with variables in place of the environment of the process.
 * @param watch - Called with everything that goes to stdout.
 */
export async function runCommand(
  flags: BaselineCommandFlags,
  variables: Variables = {},
  watch: (text: string) => void = () => undefined,
): Promise<CommandResult> {
  let [out, error, exitCode] = ["", "", 0];
  const io: Io = {
    stdin: Readable.from([]),
    out: (text) => {
      out += text;
      watch(text);
    },
    error: (text) => {
      error += text;
    },
    width: 100,
    style: PLAIN,
  };
  try {
    await runBaselineCommand(flags, io, variables);
  } catch (thrown) {
    exitCode = exitCodeOf(thrown);
    io.error(`${lineOf(thrown)}\n`);
  }
  return { out, error, exitCode };
}
