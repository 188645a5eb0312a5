import { createServer, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type RawData, WebSocket, WebSocketServer } from "ws";
import { listen, stop } from "../client/scripted-server.ts";

/** An HTTP request on its way to the sound server. */
export interface PassingRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  /** Sockets that are open now. */
  readonly sockets: number;
}

/** An HTTP answer on its way to the checks. */
export interface PassingAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One socket: what a defect remembers of it, and both of its ends. */
export interface PassingSocket {
  readonly path: string;
  readonly memory: Record<string, number>;
  /** Towards the checks. */
  readonly client: WebSocket;
  /** Towards the sound server. */
  readonly server: WebSocket;
  /** Every socket of this server. */
  readonly all: readonly PassingSocket[];
}

/** What is wrong with a server that is sound otherwise. */
export interface Defect {
  /** Changes a request, or answers it at once. */
  readonly request?: (request: PassingRequest) => PassingRequest | PassingAnswer;
  readonly answer?: (answer: PassingAnswer, request: PassingRequest) => PassingAnswer;
  /** The status that refuses an upgrade, or `open` to accept it without a server behind. */
  readonly upgrade?: (request: IncomingMessage) => number | "open" | undefined;
  readonly connected?: (socket: PassingSocket) => void;
  /** Changes a message of the client; `undefined` swallows it. */
  readonly message?: (text: string, socket: PassingSocket, isBinary: boolean) => string | undefined;
  /** Changes a reply of the server; `undefined` swallows it. */
  readonly reply?: (text: string, socket: PassingSocket) => string | undefined;
  /** Code to close the client with; 0 keeps it open. */
  readonly closing?: (code: number, socket: PassingSocket) => number;
  /** Keeps the session although the client has gone. */
  readonly leaks?: boolean;
  readonly ignoresPings?: boolean;
}

/** A running server with a defect. */
export interface SpoiledServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Puts a defect between the checks and a sound server. */
export async function spoil(soundUrl: string, defect: Defect): Promise<SpoiledServer> {
  const sockets = new WebSocketServer({ noServer: true, autoPong: defect.ignoresPings !== true });
  const all: PassingSocket[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", async () => {
      const { method = "", url = "" } = request;
      const contentType = request.headers["content-type"];
      const answer = await pass({ method, path: url, body, sockets: sockets.clients.size }, contentType);
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  const pass = async (asked: PassingRequest, contentType = ""): Promise<PassingAnswer> => {
    const request = defect.request?.(asked) ?? asked;
    if ("status" in request) return request;
    const answer = await forward(soundUrl, request, contentType);
    return defect.answer?.(answer, request) ?? answer;
  };
  server.on("upgrade", (request, stream, head) => {
    const verdict = defect.upgrade?.(request);
    if (typeof verdict === "number") return refuse(stream, verdict);
    const accept = (onOpen: (client: WebSocket) => void): void =>
      sockets.handleUpgrade(request, stream, head, (client) => onOpen(client));
    if (verdict === "open") return accept(() => undefined);
    const upstream = new WebSocket(`${soundUrl.replace("http", "ws")}${request.url}`, {
      perMessageDeflate: false,
    });
    const early: RawData[] = [];
    upstream.on("message", (data) => early.push(data));
    upstream.on("error", () => undefined);
    upstream.on("unexpected-response", (_request, { statusCode = 500 }) => refuse(stream, statusCode));
    upstream.on("open", () =>
      accept((client) => {
        const socket = { path: request.url ?? "", memory: {}, client, server: upstream, all };
        all.push(socket);
        join(socket, defect, early);
      }),
    );
  });
  const close = async (): Promise<void> => {
    for (const socket of all) socket.server.terminate();
    await stop(server, sockets);
  };
  return { url: await listen(server), close };
}

async function forward(
  base: string,
  { method, path, body }: PassingRequest,
  type: string,
): Promise<PassingAnswer> {
  const init = { method, redirect: "manual", headers: type === "" ? {} : { "content-type": type } } as const;
  const response = await fetch(`${base}${path}`, body === "" ? init : { ...init, body });
  const headers = ["content-type", "allow", "location"].flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return { status: response.status, headers: Object.fromEntries(headers), body: await response.text() };
}

function refuse(stream: Duplex, status: number): void {
  stream.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
}

function join(socket: PassingSocket, defect: Defect, early: readonly RawData[]): void {
  const { client, server } = socket;
  const reply = (data: RawData): void => {
    const text = defect.reply === undefined ? String(data) : defect.reply(String(data), socket);
    if (text !== undefined) client.send(text);
  };
  client.on("error", () => undefined);
  client.on("message", (data: Buffer, isBinary) => {
    const changed = defect.message?.(String(data), socket, isBinary);
    if (changed === undefined && defect.message !== undefined) return;
    if (server.readyState === WebSocket.OPEN) server.send(isBinary ? data : (changed ?? String(data)));
  });
  client.on("close", () => {
    if (defect.leaks !== true) server.terminate();
  });
  server.off("message", server.listeners("message")[0] as () => void);
  server.on("message", reply);
  server.on("close", (received) => {
    const code = defect.closing?.(received, socket) ?? received;
    if (code !== 0) client.close(code === 1005 || code === 1006 ? 1011 : code);
  });
  defect.connected?.(socket);
  for (const data of early) reply(data);
}
