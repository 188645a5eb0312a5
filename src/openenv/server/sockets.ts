import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import type { ServedEnvironment } from "../served-environment.ts";
import type { MountedWeb } from "../web-contract.ts";
import type { ServerMessage } from "../wire.ts";
import type { Authorize } from "./auth.ts";
import { Connection } from "./connection.ts";
import { ControlProtocol, errorMessage } from "./control-protocol.ts";
import { Keepalive } from "./keepalive.ts";
import type { Log } from "./log.ts";
import { mcpFrames } from "./mcp-frames.ts";
import { meaningOf } from "./problems.ts";
import type { Site } from "./routes/route.ts";
import { RPC, rpcFailure } from "./rpc.ts";
import { CapacityError, FactoryError, type SessionRecord } from "./session-store.ts";

/** What the sockets of a server are made of. */
export interface SocketsOptions {
  readonly site: Site;
  readonly web: MountedWeb | undefined;
  readonly authorize: Authorize;
  readonly log: Log;
  readonly monotonic: () => number;
  readonly maxMessageBytes: number;
  readonly maxWaitingBytes: number;
  readonly pingMs: number;
  /** Time a refused client has to read why. */
  readonly refusalMs: number;
}

const CLOSE_TIMEOUT_MS = 2000;

type Kind = "control" | "mcp" | "web";
/** Answers the text of a frame, which is absent if the frame is binary. No reply means to close. */
type Answer = (text: string | undefined) => { readonly type: string; readonly reply: string | undefined };

function refuseUpgrade(socket: Duplex, status: string, headers = ""): void {
  socket.once("finish", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n${headers}\r\n`);
}

/** The first frame of a client that gets no session. */
function refusalOf(error: unknown, kind: Kind): object {
  const { message } = meaningOf(error);
  const [code, data] =
    error instanceof CapacityError
      ? ([
          "CAPACITY_REACHED",
          { active_sessions: error.activeSessions, max_sessions: error.maxSessions },
        ] as const)
      : ([
          "FACTORY_ERROR",
          { factory_name: error instanceof FactoryError ? error.factoryName : "" },
        ] as const);
  if (kind === "mcp") return rpcFailure(null, { code: RPC.server, message, data });
  return { type: "error", data: { message, code, ...data } };
}

/** Every WebSocket of a server: who may open one, what it speaks, and how it ends. */
export class Sockets {
  readonly #options: SocketsOptions;
  readonly #server: WebSocketServer;
  readonly #keepalive: Keepalive;
  /** Connections with a session, and the frame that tells each that the server stops. */
  readonly #connections = new Map<Connection, object>();
  #isStopping = false;

  constructor(options: SocketsOptions) {
    this.#options = options;
    const { maxMessageBytes: maxPayload, pingMs, site } = options;
    this.#server = new WebSocketServer({
      ...{ noServer: true, perMessageDeflate: false, maxPayload },
      // @ts-expect-error -- newer than its type declarations.
      closeTimeout: CLOSE_TIMEOUT_MS,
    });
    this.#keepalive = new Keepalive(pingMs, () => site.metrics.socketDropped("silent"));
  }

  #kindOf(path: string): Kind | undefined {
    if (path === "/ws") return "control";
    if (path === "/mcp") return "mcp";
    return this.#options.web?.onUpgrade(path) === true ? "web" : undefined;
  }

  /** Takes an upgrade request over, or refuses it. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    const [path = "/"] = (request.url ?? "/").split("?", 1);
    const kind = this.#kindOf(path);
    if (this.#isStopping) refuseUpgrade(socket, "503 Service Unavailable");
    else if (kind === undefined) refuseUpgrade(socket, "403 Forbidden");
    else if (!this.#options.authorize(request.headers.authorization)) {
      refuseUpgrade(socket, "401 Unauthorized", "WWW-Authenticate: Bearer\r\n");
    } else this.#server.handleUpgrade(request, socket, head, (opened) => this.#accept(opened, kind));
  }

  #accept(socket: WebSocket, kind: Kind): void {
    // A socket closes by itself after an error, with the code that belongs to it.
    socket.on("error", () => {});
    this.#keepalive.watch(socket);
    if (kind === "web") {
      this.#options.web?.handleSocket(socket);
      return;
    }
    try {
      this.#serve(socket, kind, this.#options.site.store.open("socket"));
    } catch (error) {
      if (!(error instanceof CapacityError))
        this.#options.log.error("factory_failed", { message: meaningOf(error).message });
      this.#refuse(socket, refusalOf(error, kind));
    }
  }

  /** Says why, and waits for the client's first frame or a second, so that clients that write first read it. */
  #refuse(socket: WebSocket, frame: object): void {
    this.#options.site.metrics.error("REFUSED");
    socket.send(JSON.stringify(frame), () => {});
    const close = (): void => socket.close(1000);
    const timer = setTimeout(close, this.#options.refusalMs);
    socket.once("message", close);
    socket.once("close", () => clearTimeout(timer));
  }

  #serve(socket: WebSocket, kind: "control" | "mcp", record: SessionRecord): void {
    const { site, log, maxWaitingBytes } = this.#options;
    const answer = kind === "control" ? this.#controlAnswer(record) : mcpFrames(record, site.mcp);
    const connection = new Connection({
      socket,
      maxWaitingBytes,
      onOverflow: () => site.metrics.socketDropped("backlog"),
      answer: (data, isBinary) => this.#measured(record, isBinary ? undefined : data, answer),
      onEnd: () => {
        this.#connections.delete(connection);
        site.store.close(record);
        log.debug("session_closed", { session: record.id });
      },
    });
    const farewell = (message: string): object =>
      kind === "control"
        ? errorMessage("SESSION_ERROR", message)
        : rpcFailure(null, { code: RPC.server, message, data: null });
    record.onExpire = (idleMs) => {
      site.metrics.socketDropped("idle");
      const reason = `The session was idle for ${idleMs / 1000} s and is closed: open a new one.`;
      connection.close(1000, JSON.stringify(farewell(reason)));
    };
    this.#connections.set(connection, farewell("The server is stopping."));
    log.debug("session_opened", { session: record.id });
  }

  #controlAnswer(record: SessionRecord): Answer {
    const { site, log } = this.#options;
    const protocol = new ControlProtocol(record, { mcp: site.mcp, metrics: site.metrics, log });
    return (text) => {
      const { type, message } = protocol.answer(text);
      if (message?.type === "error") site.metrics.error(message.data.code);
      return { type, reply: message === undefined ? undefined : written(message, site.served) };
    };
  }

  #measured(record: SessionRecord, data: RawData | undefined, answer: Answer): string | undefined {
    const { site, monotonic } = this.#options;
    const start = monotonic();
    site.store.touch(record);
    const { type, reply } = answer(data?.toString());
    site.metrics.frame(type, monotonic() - start);
    return reply;
  }

  /** Tells every open socket that the server stops, and closes it with 1001. */
  stop(): void {
    this.#isStopping = true;
    this.#keepalive.stop();
    for (const [connection, frame] of [...this.#connections]) connection.close(1001, JSON.stringify(frame));
    for (const socket of this.#server.clients) socket.close(1001);
  }

  /** Drops what is still open. */
  terminate(): void {
    for (const socket of this.#server.clients) socket.terminate();
  }
}

/** A frame as text; an environment's value that JSON cannot express becomes an error. */
function written(message: ServerMessage, { write }: ServedEnvironment): string {
  try {
    if (message.type !== "observation" || write === undefined) return JSON.stringify(message);
    return `{"type":"observation","data":${write(message.data)}}`;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return JSON.stringify(errorMessage("EXECUTION_ERROR", `The answer cannot be written as JSON: ${reason}`));
  }
}
