import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { GymError } from "../../core/errors.ts";
import type { MountWeb } from "../web-contract.ts";
import { readBody } from "./body.ts";
import { buildParts, type Parts } from "./build.ts";
import { createLog } from "./log.ts";
import { createMcp } from "./mcp.ts";
import { createMetrics } from "./metrics.ts";
import { type CheckedOptions, readOptions, type ServerOptions } from "./options.ts";
import type { Site } from "./routes/route.ts";
import { SessionStore } from "./session-store.ts";

/** A server that answers. */
export interface RunningServer {
  /** Address for clients on this machine, such as `http://127.0.0.1:8000`. */
  readonly url: string;
  readonly port: number;
  /** Stops accepting, tells open sockets, and resolves when all is closed, after the grace time at the latest. */
  close(): Promise<void>;
}

/** The server could not be started, such as because the port is in use. */
export class ServerStartError extends GymError {
  override readonly name = "ServerStartError";

  constructor(message: string, options?: { readonly cause?: unknown }) {
    super("UNSUPPORTED", message, options);
  }
}

const SLOWEST_REAP_MS = 5000;
const FASTEST_REAP_MS = 10;

function createSite(options: CheckedOptions): Site {
  const { environment: served, surroundings, maxMessageBytes, httpSessions } = options;
  const slots = (): SessionStore => store;
  const metrics = createMetrics(slots);
  const store = new SessionStore({
    served,
    maxSessions: options.maxSessions,
    socketIdleMs: options.sessionTimeoutMs,
    keptIdleMs: options.keptSessionTimeoutMs,
    monotonic: () => surroundings.monotonic(),
    newId: () => surroundings.newId(),
    observer: metrics,
  });
  return {
    served,
    store,
    metrics,
    httpSessions,
    mcp: createMcp(served),
    readBody: (c) => readBody(c, maxMessageBytes),
  };
}

function startReaper(
  { store }: Site,
  { sessionTimeoutMs, keptSessionTimeoutMs }: CheckedOptions,
): () => void {
  const limits = [sessionTimeoutMs, keptSessionTimeoutMs].filter((limit) => limit > 0);
  if (limits.length === 0) return () => {};
  const period = Math.max(FASTEST_REAP_MS, Math.min(SLOWEST_REAP_MS, ...limits.map((limit) => limit / 4)));
  const timer = setInterval(() => store.reap(), period);
  timer.unref();
  return () => clearInterval(timer);
}

async function loadWeb({ web }: CheckedOptions): Promise<MountWeb | undefined> {
  return web ? (await import("../web/index.ts")).mountWeb : undefined;
}

function listen(server: Server, { port, host }: CheckedOptions): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const reason = error.code === "EADDRINUSE" ? "the port is in use" : error.message;
      reject(new ServerStartError(`Cannot listen on ${host}:${port}: ${reason}.`, { cause: error }));
    });
    // A TCP server has an address with a port.
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });
}

function urlOf({ address, family, port }: AddressInfo): string {
  const anywhere = address === "0.0.0.0" || address === "::";
  const host = anywhere ? "127.0.0.1" : family === "IPv6" ? `[${address}]` : address;
  return `http://${host}:${port}`;
}

/** Works on a server that never listened, too. */
function closer(parts: Parts & { readonly site: Site; readonly stopReaper: () => void }, graceMs: number) {
  const { server, sockets, web, site, stopReaper } = parts;
  return (): Promise<void> =>
    new Promise((resolve) => {
      const force = setTimeout(() => {
        sockets.terminate();
        server.closeAllConnections();
      }, graceMs);
      server.close(() => {
        clearTimeout(force);
        resolve();
      });
      stopReaper();
      sockets.stop();
      site.store.closeAll();
      web?.close();
      server.closeIdleConnections();
    });
}

/**
 * Starts a server of the OpenEnv protocol.
 * @throws {GymError} If an option is wrong, the environment cannot be made, or the port is in use.
 */
export async function startServer(given: ServerOptions = {}): Promise<RunningServer> {
  const options = readOptions(given);
  const { environment, surroundings, logLevel, graceMs, mode } = options;
  const log = createLog({ level: logLevel, write: options.log, now: () => surroundings.now() });
  const site = createSite(options);
  // A broken environment is reported before anyone connects.
  site.store.fresh().close();
  const parts = buildParts(options, site, { log, mountWeb: await loadWeb(options) });
  const close = closer({ ...parts, site, stopReaper: startReaper(site, options) }, graceMs);
  const address = await listen(parts.server, options).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const { port } = address;
  log.info("started", { environment: environment.id, host: options.host, port, mode });
  let closing: Promise<void> | undefined;
  return {
    url: urlOf(address),
    port,
    close: () => {
      closing ??= close().then(() => log.info("stopped", { port }));
      return closing;
    },
  };
}
