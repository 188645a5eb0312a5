import "../registrations.ts";
import { once } from "node:events";
import type { LogLevel } from "../../openenv/server/log.ts";
import type { HttpSessions, ServerMode, ServerOptions } from "../../openenv/server/options.ts";
import { type RunningServer, ServerStartError, startServer } from "../../openenv/server/start.ts";
import type { ServeFlags } from "../commands/serve.ts";
import { ProblemError } from "../errors.ts";
import type { Io } from "../io.ts";
import { integer } from "../parsers.ts";

type Variables = Readonly<Record<string, string | undefined>>;

const OFF = ["false", "0", "no"];

/** The options of a server: flags, then environment variables, then defaults. */
export function serverOptions(flags: ServeFlags, variables: Variables): ServerOptions {
  const page = variables["ENABLE_WEB_INTERFACE"]?.trim().toLowerCase() ?? "";
  return given<ServerOptions>({
    environment: flags.env,
    port: flags.port,
    host: flags.host,
    // The server checks the names.
    mode: flags.mode as ServerMode | undefined,
    httpSessions: flags.httpSessions as HttpSessions | undefined,
    logLevel: flags.logLevel as LogLevel | undefined,
    maxSessions: flags.maxSessions ?? slotsOf(variables["MAX_CONCURRENT_ENVS"]),
    sessionTimeoutMs:
      flags.sessionTimeout === undefined ? undefined : Math.round(flags.sessionTimeout * 1000),
    maxMessageBytes: flags.maxBytes,
    token: flags.token ?? (variables["SUPPORTDESK_TOKEN"] || undefined),
    web: flags.web && !OFF.includes(page),
  });
}

/** The options without those that are undefined. */
function given<Options>(options: { readonly [Name in keyof Options]: Options[Name] | undefined }): Options {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Options;
}

function slotsOf(text: string | undefined): number | undefined {
  return text === undefined || text === "" ? undefined : integer("MAX_CONCURRENT_ENVS", 1)(text);
}

async function start(options: ServerOptions): Promise<RunningServer> {
  try {
    return await startServer(options);
  } catch (error) {
    if (error instanceof ServerStartError) throw new ProblemError(error.message, { cause: error });
    throw error;
  }
}

/** Serves until the process is told to stop. */
export async function runServe(flags: ServeFlags, io: Io): Promise<void> {
  const options = serverOptions(flags, process.env);
  const server = await start({ ...options, log: io.error });
  const page = options.web === true ? ", web page at /web/" : "";
  io.out(`Serving at ${server.url} (routes at /docs${page}). Stop with Ctrl-C.\n`);
  await Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
  await server.close();
}
