import type { Context, Hono } from "hono";
import type { WebSocket } from "ws";
import type { ServedEnvironment, Session } from "./served-environment.ts";

/** What the web page gets of the server it is mounted on. */
export interface WebContext {
  readonly served: ServedEnvironment;
  /** A session outside the capacity of the server. Whoever made it closes it. */
  createSession(): Session;
  /** The time, for the action log alone. */
  now(): Date;
  /**
   * The JSON body of a request, whatever its content type; `undefined` if it is empty.
   * Errors of it and of sessions may be thrown on: the server answers 400 to 422 with `{"detail": …}`.
   */
  readBody(c: Context): Promise<unknown>;
}

/** A mounted web page. */
export interface MountedWeb {
  /** Whether the page takes WebSocket upgrades on this path, such as `/ws/ui`. */
  onUpgrade(path: string): boolean;
  /** Takes over an upgraded socket. The server pings it, closes it on shutdown and limits its messages. */
  handleSocket(socket: WebSocket): void;
  /** Called once when the server stops. */
  close(): void;
}

/** Adds the routes of the web page. `src/openenv/web/index.ts` exports one as `mountWeb`. */
export type MountWeb = (app: Hono, context: WebContext) => MountedWeb;
