import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

/** One HTTP request as a script sees it. */
export interface ScriptedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An answer: a status with a body, which is sent as JSON unless it is text. */
export type ScriptedAnswer = readonly [status: number, body: unknown];

/** What a server does; without `socket` it refuses every upgrade with 403. */
export interface Script {
  readonly socket?: (socket: WebSocket, headers: IncomingHttpHeaders, connection: number) => void;
  /** Answers 404 where absent, and never where it gives `undefined`. */
  readonly http?: (request: ScriptedRequest) => ScriptedAnswer | undefined;
  /** Status that refuses sockets; the nth upgrade gets the nth, later ones are accepted. */
  readonly refusals?: readonly number[];
}

/** A running script. */
export interface ScriptedServer {
  readonly url: string;
  /** Paths of the upgrades so far. */
  readonly upgrades: readonly string[];
  readonly close: () => Promise<void>;
}

/** Starts a server on loopback that does as it is told. */
export async function startScripted(script: Script): Promise<ScriptedServer> {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const upgrades: string[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const answer =
        script.http === undefined ? [404, {}] : script.http({ method, path: url, headers, body });
      if (answer === undefined) return;
      const [status, content] = answer as ScriptedAnswer;
      response.writeHead(status, { "content-type": "application/json" });
      response.end(typeof content === "string" ? content : JSON.stringify(content));
    });
  });
  server.on("upgrade", (request, stream, head) => {
    const connection = upgrades.push(request.url ?? "");
    const refusal = script.refusals?.[connection - 1] ?? (script.socket === undefined ? 403 : undefined);
    if (refusal !== undefined) {
      stream.end(`HTTP/1.1 ${refusal} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      script.socket?.(socket, request.headers, connection);
    });
  });
  return { url: await listen(server), upgrades, close: () => stop(server, sockets) };
}

/** Listens on a free port of loopback. */
export function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}

/** Ends a server and everything connected to it. */
export function stop(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.terminate();
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

/** Answers every message but the goodbye with what `answer` gives; nothing where it gives `undefined`. */
export function replying(answer: (message: string) => string | undefined): NonNullable<Script["socket"]> {
  return (socket) => {
    socket.on("message", (data) => {
      const message = String(data);
      const reply = message === '{"type":"close"}' ? undefined : answer(message);
      if (reply !== undefined) socket.send(reply);
    });
  };
}

/** An observation frame. */
export function observation(fields: object, rest: object = {}): string {
  return JSON.stringify({
    type: "observation",
    data: { observation: fields, reward: 1, done: false, ...rest },
  });
}

/** An error frame. */
export function errorFrame(code: string, rest: object = {}): string {
  return JSON.stringify({ type: "error", data: { message: "no", code, ...rest } });
}
