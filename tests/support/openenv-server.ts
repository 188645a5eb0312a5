import { onTestFinished } from "vitest";
import { type RawData, WebSocket } from "ws";
import { type RunningServer, type ServerOptions, startServer } from "../../src/openenv/index.ts";
import type { WsErrorData } from "../../src/openenv/wire.ts";

/** Starts a server on a free port of this machine and stops it when the test ends. */
export async function serve(options: ServerOptions = {}): Promise<RunningServer> {
  const server = await startServer({ host: "127.0.0.1", port: 0, graceMs: 200, ...options });
  onTestFinished(() => server.close());
  return server;
}

/** A JSON record of which a test reads some keys. */
export type Json = Readonly<Record<string, unknown>>;

/** A reply of the control socket, read as far as tests need it. */
export interface Frame {
  readonly type: string;
  readonly data: Json & Partial<WsErrorData>;
}

/** An HTTP answer with its body as text and as JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Json;
}

/** One request; a body that is no text is sent as JSON. Redirects are not followed. */
export async function call(
  { url }: RunningServer,
  path: string,
  options: {
    readonly body?: unknown;
    readonly method?: string;
    readonly headers?: Record<string, string>;
  } = {},
): Promise<Answer> {
  const { body, method = body === undefined ? "GET" : "POST", headers = {} } = options;
  const sent = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(`${url}${path}`, {
    method,
    headers,
    redirect: "manual",
    ...(sent !== undefined && { body: sent }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") ?? false;
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson && text ? JSON.parse(text) : {},
  };
}

type Waiting = { readonly resolve: (text: string) => void; readonly reject: (error: Error) => void };

/** A socket of a test: frames are read one after the other. */
export class TestSocket {
  readonly socket: WebSocket;
  readonly #texts: string[] = [];
  readonly #waiting: Waiting[] = [];
  readonly closed: Promise<number>;

  constructor(server: RunningServer, path = "/ws", headers: Record<string, string> = {}) {
    this.socket = new WebSocket(`${server.url.replace("http", "ws")}${path}`, { headers });
    this.socket.on("message", (data: RawData) => this.#receive(data.toString()));
    this.socket.on("error", (error) => this.#fail(error));
    this.closed = new Promise((resolve) => {
      this.socket.on("close", (code) => {
        this.#fail(new Error(`closed with ${code}`));
        resolve(code);
      });
    });
  }

  #receive(text: string): void {
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#texts.push(text);
    else waiting.resolve(text);
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }

  /** The next frame as text. @throws If the socket closes first. */
  text(): Promise<string> {
    const known = this.#texts.shift();
    if (known !== undefined) return Promise.resolve(known);
    if (this.socket.readyState >= WebSocket.CLOSING) return Promise.reject(new Error("the socket is closed"));
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /** The next frame. */
  async next<Shape = Frame>(): Promise<Shape> {
    return JSON.parse(await this.text()) as Shape;
  }

  /** Frames that came and were not read. */
  get unread(): number {
    return this.#texts.length;
  }

  /** Sends a frame; what is no text goes as JSON. */
  send(frame: unknown): void {
    this.socket.send(typeof frame === "string" || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame));
  }

  /** Sends a frame and reads the next. */
  async ask<Shape = Frame>(frame: unknown): Promise<Shape> {
    this.send(frame);
    return this.next<Shape>();
  }
}

/** Opens a socket and waits for the handshake; the test closes what is left open. */
export async function open(
  server: RunningServer,
  path = "/ws",
  headers: Record<string, string> = {},
): Promise<TestSocket> {
  const opened = new TestSocket(server, path, headers);
  onTestFinished(() => opened.socket.terminate());
  await new Promise<void>((resolve, reject) => {
    opened.socket.once("open", resolve);
    opened.socket.once("error", reject);
  });
  return opened;
}

/** The value of a metric of a server, with its labels as they are written. */
export async function metric(server: RunningServer, name: string): Promise<number> {
  const { text } = await call(server, "/metrics");
  const line = text.split("\n").find((each) => each.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1));
}

/** Waits until a condition holds; the time limit of the test bounds it. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}
