import type { Command } from "commander";
import type { Io } from "../io.ts";
import { integer, number } from "../parsers.ts";

/** The flags of `serve`. */
export interface ServeFlags {
  readonly env?: string;
  readonly port?: number;
  readonly host?: string;
  readonly mode?: string;
  readonly httpSessions?: string;
  readonly maxSessions?: number;
  readonly sessionTimeout?: number;
  readonly maxBytes?: number;
  readonly token?: string;
  readonly web: boolean;
  readonly logLevel?: string;
}

const EXAMPLE = `
Environment variables, where a flag is absent: SUPPORTDESK_TOKEN, MAX_CONCURRENT_ENVS,
ENABLE_WEB_INTERFACE (false, 0 or no switches the page off).

Example:
  supportdesk serve --host 127.0.0.1 --port 8000`;

/** Declares `serve`. */
export function declareServe(program: Command, io: Io): void {
  program
    .command("serve")
    .description("serve the desk, or another environment, over the OpenEnv protocol")
    .option("--env <id>", "registered environment (default SupportDesk-v1)")
    .option("--port <n>", "port; 0 for a free one (default 8000)", integer("--port", 0))
    .option("--host <address>", "address to listen on (default 0.0.0.0)")
    .option("--mode <name>", "simulation, or production without reset, step and state (default simulation)")
    .option("--http-sessions <kind>", "requests without session_id: stateless or shared (default stateless)")
    .option(
      "--max-sessions <n>",
      "sockets and MCP sessions at once (default 256)",
      integer("--max-sessions", 1),
    )
    .option(
      "--session-timeout <seconds>",
      "close sockets that are idle so long; 0 for never (default 0)",
      number("--session-timeout", 0, 86_400),
    )
    .option("--max-bytes <n>", "largest body and frame (default 4194304)", integer("--max-bytes", 1))
    .option("--token <text>", "ask every request but /health for this bearer token")
    .option("--no-web", "leave the web page out")
    .option("--log-level <name>", "silent, error, info or debug (default info)")
    .addHelpText("after", EXAMPLE)
    .action(async (flags: ServeFlags) => {
      const { runServe } = await import("../serve/run-serve.ts");
      await runServe(flags, io);
    });
}
