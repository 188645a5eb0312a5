import WebSocket from "ws";
import { wait } from "../client/options.ts";
import { isRecord, parseJson } from "../client/text.ts";
import { Busy, demand, Failure } from "./outcome.ts";

type Data = Readonly<Record<string, unknown>>;

/** A frame of the server. */
export interface Frame {
  readonly type: string;
  readonly data: Data;
  /** As it came. */
  readonly text: string;
}

/** How a probe connects. */
export interface ProbeOptions {
  readonly timeoutMs: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Offers compression, as Python clients do. @defaultValue false */
  readonly compression?: boolean;
  /** Whether the check wants the server full, so that being refused is no accident. @defaultValue false */
  readonly expectsFull?: boolean;
}

/** A socket that a check drives frame by frame. */
export class Probe {
  readonly #socket: WebSocket;
  readonly #options: ProbeOptions;
  readonly #frames: string[] = [];
  #code: number | undefined;
  #pongs = 0;
  #isCutOff = false;
  #wake: () => void = () => undefined;

  private constructor(socket: WebSocket, options: ProbeOptions) {
    this.#socket = socket;
    this.#options = options;
    socket.on("message", (data) => {
      this.#frames.push(String(data));
      this.#wake();
    });
    socket.on("close", (code) => {
      this.#code = code;
      this.#wake();
    });
    socket.on("pong", () => {
      this.#pongs += 1;
      this.#wake();
    });
    socket.on("error", () => undefined);
  }

  /** Connects. @returns The HTTP status where the server refuses. @throws {Failure} If it does not answer. */
  static connect(url: string, options: ProbeOptions): Promise<Probe | number> {
    const { timeoutMs, headers, compression = false } = options;
    const socket = new WebSocket(url, {
      perMessageDeflate: compression,
      handshakeTimeout: timeoutMs,
      headers,
    });
    const probe = new Probe(socket, options);
    return new Promise((resolve, reject) => {
      socket.once("open", () => resolve(probe));
      socket.once("unexpected-response", (_request, { statusCode = 0 }) => {
        resolve(statusCode);
        socket.terminate();
      });
      socket.once("error", (error) => reject(new Failure(`a WebSocket at ${url}`, error.message)));
    });
  }

  /** Whether the server still holds its side open. */
  get isOpen(): boolean {
    return this.#code === undefined && this.#socket.readyState === WebSocket.OPEN;
  }

  /** Whether the connection broke while a frame was still on its way out, so that a close code could not arrive. */
  get isCutOff(): boolean {
    return this.#isCutOff;
  }

  /** Sends a frame: text and bytes as they are, anything else as JSON. */
  send(frame: unknown): void {
    const raw = typeof frame === "string" || Buffer.isBuffer(frame);
    this.#socket.send(raw ? frame : JSON.stringify(frame), (error) => {
      if (error) this.#isCutOff = true;
    });
  }

  /** The next frame. @throws {Failure} If none comes. @throws {Busy} If the server is full and need not be. */
  async next(): Promise<Frame> {
    const frame = readFrame(await this.text());
    if (isFull(frame) && this.#options.expectsFull !== true) throw new Busy(fullness(frame.data));
    return frame;
  }

  /** The next frame as it comes. @throws {Failure} If none comes. */
  text(): Promise<string> {
    return this.#until(() => this.#frames.shift(), "a frame");
  }

  /** Sends a frame and reads the next one. */
  ask(frame: unknown): Promise<Frame> {
    this.send(frame);
    return this.next();
  }

  /** The text of a frame that arrives within a time; `undefined` where none does. */
  async heard(milliseconds: number): Promise<string | undefined> {
    if (this.#frames.length === 0) await Promise.race([wait(milliseconds), this.#woken()]);
    return this.#frames.shift();
  }

  /** The code the server closes with. @throws {Failure} If it does not, or says something before. */
  async closed(): Promise<number> {
    const end = await this.#until(() => this.#frames.shift() ?? this.#code, "the socket to be closed");
    demand(typeof end === "number", "the socket to be closed without a further frame", end);
    return end;
  }

  /** Waits for the answer to a ping. @throws {Failure} If it does not come in time. */
  async ping(timeoutMs: number): Promise<void> {
    const before = this.#pongs;
    this.#socket.ping();
    await this.#until(() => (this.#pongs > before ? true : undefined), "a pong", timeoutMs);
  }

  /** Cuts the connection without a word. */
  drop(): void {
    this.#socket.terminate();
  }

  /** Closes the connection and waits until it is gone. */
  async close(): Promise<void> {
    if (this.#code !== undefined) return;
    this.#socket.close(1000);
    await this.#until(() => this.#code, "the socket to be closed").catch(() => this.drop());
  }

  async #until<Value extends string | number | boolean>(
    look: () => Value | undefined,
    wanted: string,
    timeoutMs = this.#options.timeoutMs,
  ): Promise<Value> {
    let expired = false;
    const timer = setTimeout(() => {
      expired = true;
      this.#wake();
    }, timeoutMs);
    try {
      for (;;) {
        const value = look();
        if (value !== undefined) return value;
        if (this.#code !== undefined) throw new Failure(wanted, `a socket closed with code ${this.#code}`);
        if (expired) throw new Failure(wanted, `nothing within ${timeoutMs} ms`);
        await this.#woken();
      }
    } finally {
      clearTimeout(timer);
    }
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

function readFrame(text: string): Frame {
  const frame = safely(text);
  const sound = isRecord(frame) && typeof frame["type"] === "string" && isRecord(frame["data"]);
  demand(sound, "a frame with exactly `type` and `data`", text);
  return { ...(frame as Pick<Frame, "type" | "data">), text };
}

function safely(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function isFull({ type, data }: Frame): boolean {
  return type === "error" && data["code"] === "CAPACITY_REACHED";
}

function fullness({ active_sessions, max_sessions }: Data): string {
  return `the server is full: ${active_sessions} of ${max_sessions} sessions are in use`;
}
