import type { IncomingMessage } from "node:http";
import WebSocket from "ws";
import { ConnectionError, ProtocolError, ServerError, TimeoutError } from "./errors.ts";
import type { ClientSettings } from "./options.ts";
import { clip, isRecord, parseJson } from "./text.ts";

/** A frame of the server: what kind it is and what it holds. */
export interface Reply {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

interface Waiter {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

/** After these the server closes the socket. */
const FATAL: readonly string[] = ["CAPACITY_REACHED", "FACTORY_ERROR", "SESSION_ERROR"];
const CLOSE_TIMEOUT_MS = 2_000;

/** One socket. It listens from the moment it opens, carries one call at a time, and once ended stays ended. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #messageTimeoutMs: number;
  #waiter: Waiter | undefined;
  /** What came unasked, for the next call. */
  #unasked: Error | undefined;
  /** Why the server is about to close. */
  #fatal: Error | undefined;
  #ended: Error | undefined;

  private constructor(socket: WebSocket, messageTimeoutMs: number) {
    this.#socket = socket;
    this.#messageTimeoutMs = messageTimeoutMs;
    socket.on("message", (data) => this.#receive(String(data)));
    socket.on("close", (code, reason) => this.#end(closeError(code, String(reason))));
    socket.on("error", (cause) =>
      this.#end(new ConnectionError(`The connection failed: ${cause.message}.`, { cause })),
    );
  }

  /** @throws {ConnectionError | TimeoutError} If the server is not there, refuses a socket or does not answer in time. */
  static open(url: string, settings: ClientSettings): Promise<Connection> {
    const { connectTimeoutMs, messageTimeoutMs, maxPayloadBytes, headers } = settings;
    const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: maxPayloadBytes, headers });
    const connection = new Connection(socket, messageTimeoutMs);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => refuse(new TimeoutError(`No connection to ${url} within ${connectTimeoutMs} ms.`)),
        connectTimeoutMs,
      );
      const refuse = (error: Error): void => {
        clearTimeout(timer);
        reject(error);
        socket.terminate();
      };
      socket.once("open", () => {
        clearTimeout(timer);
        resolve(connection);
      });
      socket.once("error", (cause) => refuse(unreachable(url, cause)));
      socket.once("unexpected-response", (_request, { statusCode: status = 0 }: IncomingMessage) =>
        refuse(new ConnectionError(`${url} refused a WebSocket with status ${status}.`, { status })),
      );
    });
  }

  /**
   * Sends one message and waits for its answer. An answer that never comes, or is of the wrong type, ends the
   * connection, because what follows could not be told apart from it.
   * @throws {ServerError} If the answer is an error, or one came before the call.
   */
  async exchange(text: string, expected: string): Promise<Reply["data"]> {
    this.#throwStored();
    const { type, data } = await this.#answer(text);
    if (type === "error") throw serverError(data);
    if (type === expected) return data;
    throw this.#abandon(
      new ProtocolError(`Expected a reply of type ${expected}, got ${JSON.stringify(type)}.`),
    );
  }

  /** Says goodbye and closes the socket; a server that does not answer is left after 2 s. */
  async close(): Promise<void> {
    if (this.#ended !== undefined) return;
    const closed = new Promise<void>((resolve) => this.#socket.once("close", () => resolve()));
    const timer = setTimeout(() => this.#socket.terminate(), CLOSE_TIMEOUT_MS);
    this.#end(new ConnectionError("The connection is closed."));
    this.#socket.send('{"type":"close"}', () => this.#socket.close(1000));
    await closed;
    clearTimeout(timer);
  }

  /** Drops the socket without a word. */
  terminate(): void {
    this.#socket.terminate();
  }

  #throwStored(): void {
    const stored = this.#unasked ?? this.#ended;
    this.#unasked = undefined;
    if (stored !== undefined) throw stored;
  }

  #answer(text: string): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const late = `No answer within ${this.#messageTimeoutMs} ms: the connection was closed.`;
      const timer = setTimeout(() => this.#abandon(new TimeoutError(late)), this.#messageTimeoutMs);
      const settle =
        <Value>(action: (value: Value) => void) =>
        (value: Value): void => {
          clearTimeout(timer);
          this.#waiter = undefined;
          action(value);
        };
      this.#waiter = { resolve: settle(resolve), reject: settle(reject) };
      this.#socket.send(text);
    });
  }

  #receive(text: string): void {
    const waiter = this.#waiter;
    try {
      const reply = readReply(text);
      if (reply.type === "error" && FATAL.includes(String(reply.data["code"])))
        this.#fatal = serverError(reply.data);
      if (waiter === undefined) this.#unasked = unaskedError(reply);
      else waiter.resolve(reply);
    } catch (error) {
      this.#abandon(
        error instanceof ProtocolError ? error : new ProtocolError("The server sent an unreadable frame."),
      );
    }
  }

  #abandon(error: Error): Error {
    this.#end(error);
    this.#socket.terminate();
    return error;
  }

  #end(error: Error): void {
    this.#ended ??= this.#fatal ?? error;
    this.#waiter?.reject(this.#ended);
  }
}

function readReply(text: string): Reply {
  const reply = parseJson(text);
  if (isRecord(reply) && typeof reply["type"] === "string" && isRecord(reply["data"]))
    return reply as unknown as Reply;
  throw new ProtocolError(`Expected a reply with \`type\` and \`data\`, got ${clip(text)}.`);
}

function unaskedError({ type, data }: Reply): Error {
  return type === "error"
    ? serverError(data)
    : new ProtocolError(`The server sent a frame of type "${type}" unasked.`);
}

function serverError(data: Reply["data"]): ServerError {
  const { message, code, errors, active_sessions, max_sessions } = data;
  return new ServerError({
    message: typeof message === "string" ? message : "no message",
    code: typeof code === "string" ? code : "SERVER_ERROR",
    ...(Array.isArray(errors) && { errors }),
    ...(typeof active_sessions === "number" && { active_sessions }),
    ...(typeof max_sessions === "number" && { max_sessions }),
  });
}

function closeError(closeCode: number, reason: string): ConnectionError {
  const because = reason === "" ? "without a reason" : `because: ${reason}`;
  return new ConnectionError(`The server closed the connection with code ${closeCode} ${because}.`, {
    closeCode,
    reason,
  });
}

function unreachable(url: string, cause: Error): ConnectionError {
  return new ConnectionError(`Cannot connect to ${url}: ${reasonOf(cause)}.`, { cause });
}

/** Why a connection failed, in a few words. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message || error.name;
}
