#!/usr/bin/env node
import { processIo } from "./io.ts";
import { runCli } from "./run.ts";

/** A reader that has seen enough, such as `head`, is no error. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
}

process.exitCode = await runCli(process.argv.slice(2), processIo());
