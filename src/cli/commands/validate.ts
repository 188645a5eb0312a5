import type { Command } from "commander";
import type { Io } from "../io.ts";
import { integer, list } from "../parsers.ts";

/** The flags of `validate`. */
export interface ValidateFlags {
  readonly only?: readonly string[];
  readonly timeout?: number;
  readonly action?: string;
  readonly maxSessions?: number;
  readonly sessionTimeout?: number;
  readonly production?: boolean;
  readonly token?: string;
  readonly submission?: string | true;
  readonly json?: boolean;
}

const NOTES = `
Checks need no files of the server and no Python. Sessions are opened and closed again; where the web page is on, its
shared episode begins anew. Without --max-sessions and --session-timeout the checks that need to know them are skipped.

Examples:
  supportdesk validate http://127.0.0.1:8000
  supportdesk validate http://127.0.0.1:8000 --only 24..30,44 --json
  supportdesk validate https://user-desk.hf.space --submission ./space`;

/** Declares `validate`. */
export function declareValidate(program: Command, io: Io): void {
  program
    .command("validate")
    .description("check an OpenEnv server against the protocol, or a submission against its rules")
    .argument("<url>", "base URL of the server")
    .optionsGroup("What is checked:")
    .option("--only <ids>", "these checks only, such as 1,24..30; repeatable", list("--only"))
    .option(
      "--submission [dir]",
      "what submission scripts check instead: the server, and a folder where given",
    )
    .option("--production", "demand a server without /reset, /step and /state")
    .optionsGroup("How:")
    .option(
      "--timeout <ms>",
      "longest wait for an answer (default 5000, with --submission 30000)",
      integer("--timeout", 1),
    )
    .option("--action <json>", "an action the environment accepts (default made from /schema)")
    .option("--max-sessions <n>", "sessions the server allows at once", integer("--max-sessions", 1))
    .option("--session-timeout <ms>", "when the server ends idle sessions", integer("--session-timeout", 1))
    .option("--token <token>", "bearer token of the server; SUPPORTDESK_TOKEN")
    .option("--json", "print one JSON document and nothing else")
    .addHelpText("after", NOTES)
    .action(async (url: string, flags: ValidateFlags) => {
      const { runValidate } = await import("../validate/run-validate.ts");
      await runValidate(url, flags, { io, variables: process.env });
    });
}
