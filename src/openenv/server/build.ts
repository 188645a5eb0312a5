import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import type { MountedWeb, MountWeb } from "../web-contract.ts";
import { createApp } from "./app.ts";
import { createAuthorize } from "./auth.ts";
import type { Log } from "./log.ts";
import type { CheckedOptions } from "./options.ts";
import { asksForWebSocket, ignoreUpgrade } from "./other-upgrades.ts";
import type { Site } from "./routes/route.ts";
import { Sockets } from "./sockets.ts";

/** A server that does not listen yet, and what belongs to it. */
export interface Parts {
  readonly server: Server;
  readonly sockets: Sockets;
  readonly web: MountedWeb | undefined;
}

/** What the parts of a server are made of besides its options. */
export interface Material {
  readonly log: Log;
  /** Absent where no web page is served. */
  readonly mountWeb: MountWeb | undefined;
}

function createHttpServer({ fetch }: Hono, { requestTimeoutMs }: CheckedOptions): Server {
  return createAdaptorServer({
    fetch,
    // For requests without a Host header, such as health checks over HTTP/1.0.
    hostname: "localhost",
    overrideGlobalObjects: false,
    serverOptions: {
      requestTimeout: requestTimeoutMs,
      headersTimeout: requestTimeoutMs,
      connectionsCheckingInterval: Math.ceil(requestTimeoutMs / 4),
    },
    // An HTTP/1.1 server is what this makes without `createServer`.
  }) as Server;
}

/** Puts routes, page and sockets together. */
export function buildParts(options: CheckedOptions, site: Site, { log, mountWeb }: Material): Parts {
  const { surroundings, token, mode, maxMessageBytes, maxWaitingBytes, pingMs, refusalMs } = options;
  const shared = { site, log, authorize: createAuthorize(token), monotonic: () => surroundings.monotonic() };
  let web: MountedWeb | undefined;
  const mount = (app: Hono): void => {
    web = mountWeb?.(app, {
      served: site.served,
      createSession: () => site.store.fresh(),
      now: () => surroundings.now(),
      readBody: site.readBody,
    });
  };
  const app = createApp({ ...shared, mode, mount });
  const sockets = new Sockets({ ...shared, web, maxMessageBytes, maxWaitingBytes, pingMs, refusalMs });
  const server = createHttpServer(app, options);
  server.on("upgrade", (request, socket, head) => {
    if (asksForWebSocket(request)) sockets.upgrade(request, socket, head);
    else ignoreUpgrade(server, request, { socket, head });
  });
  return { server, sockets, web };
}
