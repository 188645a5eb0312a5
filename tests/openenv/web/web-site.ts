import { EventEmitter } from "node:events";
import { Hono } from "hono";
import type { WebSocket } from "ws";
import { z } from "zod";
import { describeDesk } from "../../../src/openenv/desk.ts";
import type { ServedEnvironment, Session } from "../../../src/openenv/served-environment.ts";
import { responseOf } from "../../../src/openenv/server/problems.ts";
import { mountWeb } from "../../../src/openenv/web/index.ts";
import type { StateUpdate } from "../../../src/openenv/web/messages.ts";
import type { MountedWeb } from "../../../src/openenv/web-contract.ts";

/** Every timestamp in the action log of these tests. */
export const NOW = "2026-01-02T03:04:05.000Z";

/** A page mounted without a server. */
export interface WebSite {
  readonly web: MountedWeb;
  readonly closed: () => number;
  get(path: string): Promise<Response>;
  /** Posts JSON; without a body, an empty request. */
  post(path: string, body?: unknown): Promise<Response>;
  /** The JSON of an answer that must be 200. */
  read(path: string): Promise<Record<string, unknown>>;
  /** The JSON of an answer to a post that must be 200. */
  send(path: string, body?: unknown): Promise<Record<string, unknown>>;
}

function counting(session: Session, onClose: () => void): Session {
  return new Proxy(session, {
    get: (target, key) => {
      if (key === "close") onClose();
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

async function json(response: Response): Promise<Record<string, unknown>> {
  const body = (await response.json()) as Record<string, unknown>;
  if (response.status !== 200) throw new Error(`${response.status}: ${JSON.stringify(body)}`);
  return body;
}

/** Mounts the page of an environment. */
export function openSite(served: ServedEnvironment = describeDesk()): WebSite {
  let closed = 0;
  let ids = 0;
  const app = new Hono();
  app.onError(responseOf);
  const web = mountWeb(app, {
    served,
    createSession: () => {
      const session = served.createSession(() => {
        ids += 1;
        return `episode-${ids}`;
      });
      return counting(session, () => {
        closed += 1;
      });
    },
    now: () => new Date(NOW),
    readBody: async (c) => {
      const text = await c.req.text();
      return text === "" ? undefined : (JSON.parse(text) as unknown);
    },
  });
  const get = async (path: string): Promise<Response> => app.request(path);
  const post = async (path: string, body?: unknown): Promise<Response> =>
    app.request(path, { method: "POST", ...(body !== undefined && { body: JSON.stringify(body) }) });
  return {
    web,
    closed: () => closed,
    get,
    post,
    read: async (path) => json(await get(path)),
    send: async (path, body) => json(await post(path, body)),
  };
}

/** A visitor's socket that keeps what it is sent. */
export class Visitor {
  // biome-ignore lint/style/useNamingConvention: the name that sockets give to their open state.
  readonly OPEN = 1;
  readonly #events = new EventEmitter();
  readyState = 1;
  bufferedAmount = 0;
  readonly updates: StateUpdate[] = [];

  on(event: string, listener: () => void): void {
    this.#events.on(event, listener);
  }

  /** The other side went away. */
  leave(): void {
    this.#events.emit("close");
  }

  send(text: string): void {
    this.updates.push(JSON.parse(text) as StateUpdate);
  }

  /** Follows the episode of a page. */
  static follow({ web }: WebSite): Visitor {
    const visitor = new Visitor();
    // The page uses nothing of a socket but what a visitor has.
    web.handleSocket(visitor as unknown as WebSocket);
    return visitor;
  }
}

/** An environment without tickets: it repeats a message, for as long as anyone likes. */
export function echoEnvironment(): ServedEnvironment {
  const createSession = (newId: () => string): Session => {
    let id = newId();
    let steps = 0;
    let message = "";
    return {
      reset: () => {
        id = newId();
        steps = 0;
        return { observation: { message }, reward: null, done: false };
      },
      step: (action) => {
        message = z.strictObject({ message: z.string() }).parse(action).message;
        steps += 1;
        return { observation: { message }, reward: 1, done: false };
      },
      state: () => ({ episode_id: id, step_count: steps }),
      observation: () => ({ message }),
      grade: () => undefined,
      close: () => {},
    };
  };
  return {
    id: "Echo-v1",
    name: "Echo",
    benchmark: "echo",
    description: "Repeats a message.",
    version: "1",
    action: z.strictObject({ message: z.string() }),
    observation: z.object({ message: z.string() }),
    state: z.object({ episode_id: z.string(), step_count: z.int() }),
    tasks: [],
    tools: [],
    createSession,
    graded: false,
  };
}
