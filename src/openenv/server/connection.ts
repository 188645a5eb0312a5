import type { RawData, WebSocket } from "ws";

/** What a socket carries and how it ends. */
export interface ConnectionOptions {
  readonly socket: WebSocket;
  /** Answers one frame: a text to send, or `undefined` to close with 1000. */
  readonly answer: (data: RawData, isBinary: boolean) => string | undefined;
  /** Called once when the connection ends, for whatever reason, and before the peer has agreed to it. */
  readonly onEnd: () => void;
  /** Called before a client is dropped because far too much waits for it. */
  readonly onOverflow: () => void;
  /** Bytes that may wait for a client that does not read before its frames are left unread, too. */
  readonly maxWaitingBytes: number;
}

/** One chunk of small frames that was read before the pause may ask for this many times the limit. */
const OVERFLOW_FACTOR = 16;

/**
 * One socket: frames are answered strictly in order. A client that does not read its answers is not read from, and
 * dropped if too much waits for it.
 */
export class Connection {
  readonly #socket: WebSocket;
  readonly #answer: ConnectionOptions["answer"];
  readonly #onEnd: () => void;
  readonly #onOverflow: () => void;
  readonly #maxWaitingBytes: number;
  #ended = false;

  constructor({ socket, answer, onEnd, onOverflow, maxWaitingBytes }: ConnectionOptions) {
    this.#socket = socket;
    this.#answer = answer;
    this.#onEnd = onEnd;
    this.#onOverflow = onOverflow;
    this.#maxWaitingBytes = maxWaitingBytes;
    socket.on("message", (data, isBinary) => this.#receive(data, isBinary));
    socket.on("close", () => this.#end());
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (this.#ended) return;
    const reply = this.#answer(data, isBinary);
    if (reply === undefined) this.close(1000);
    else this.#send(reply);
  }

  #send(text: string): void {
    const socket = this.#socket;
    socket.send(text, () => this.#resume());
    if (socket.bufferedAmount <= this.#maxWaitingBytes) return;
    socket.pause();
    if (socket.bufferedAmount <= this.#maxWaitingBytes * OVERFLOW_FACTOR) return;
    this.#onOverflow();
    this.#end();
    socket.terminate();
  }

  #resume(): void {
    const socket = this.#socket;
    if (socket.isPaused && socket.bufferedAmount <= this.#maxWaitingBytes) socket.resume();
  }

  /** Sends a last frame, if there is one, and closes. Frames that still come are not answered. */
  close(code: number, lastFrame?: string): void {
    if (this.#ended) return;
    if (lastFrame !== undefined) this.#socket.send(lastFrame, () => {});
    this.#end();
    this.#socket.resume();
    this.#socket.close(code);
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#onEnd();
  }
}
