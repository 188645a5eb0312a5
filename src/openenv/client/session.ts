import { Connection, type Reply } from "./connection.ts";
import { ConnectionError, ServerError, TimeoutError } from "./errors.ts";
import { backoff, type ClientSettings } from "./options.ts";
import { toJson } from "./text.ts";

type Data = Readonly<Record<string, unknown>>;

/** One episode after another on a remote server, whatever carries the messages. */
export interface Session {
  reset(options: Data): Promise<Data>;
  step(action: object): Promise<Data>;
  state(): Promise<Data>;
  mcp(request: Data): Promise<Data>;
  close(): Promise<void>;
}

/** HTTP answers of a server that is still starting or overrun. */
const TEMPORARY: readonly number[] = [429, 500, 502, 503, 504];

/** A session over `/ws`. Calls made at the same time are carried out in their order. */
export class SocketSession implements Session {
  readonly #url: string;
  readonly #settings: ClientSettings;
  #connection: Connection | undefined;
  #admitted = false;
  #closed = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(url: string, settings: ClientSettings) {
    this.#url = url;
    this.#settings = settings;
  }

  /** Opens the socket. @throws {ConnectionError | TimeoutError} If every try fails. */
  connect(): Promise<void> {
    return this.#enqueue(async () => {
      await this.#connected();
    });
  }

  reset(options: Data): Promise<Data> {
    return this.#call({ type: "reset", data: options }, "observation");
  }

  step(action: object): Promise<Data> {
    return this.#call({ type: "step", data: action }, "observation");
  }

  state(): Promise<Data> {
    return this.#call({ type: "state" }, "state");
  }

  mcp(request: Data): Promise<Data> {
    return this.#call({ type: "mcp", data: request }, "mcp");
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#connection?.close();
  }

  async #call(message: object, expected: string): Promise<Data> {
    const text = toJson(message);
    return this.#enqueue(() => this.#exchange(text, expected));
  }

  #enqueue<Result>(job: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(job);
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #exchange(text: string, expected: string): Promise<Reply["data"]> {
    for (let retry = 0; ; retry += 1) {
      const connection = await this.#connected();
      try {
        const data = await connection.exchange(text, expected);
        this.#admitted = true;
        return data;
      } catch (error) {
        const full = error instanceof ServerError && error.code === "CAPACITY_REACHED";
        if (this.#admitted || !full || retry >= this.#settings.connectRetries) throw error;
        connection.terminate();
        this.#connection = undefined;
        await this.#settings.delay(backoff(this.#settings, retry));
      }
    }
  }

  async #connected(): Promise<Connection> {
    if (this.#closed) throw new ConnectionError("The client is closed: make a new one.");
    this.#connection ??= await this.#open();
    if (this.#closed) await this.#connection.close();
    return this.#connection;
  }

  async #open(): Promise<Connection> {
    const { connectRetries, delay } = this.#settings;
    for (let retry = 0; ; retry += 1) {
      try {
        return await Connection.open(this.#url, this.#settings);
      } catch (error) {
        if (!isTemporary(error) || retry >= connectRetries) throw error;
        await delay(backoff(this.#settings, retry));
      }
    }
  }
}

function isTemporary(error: unknown): boolean {
  if (error instanceof TimeoutError) return true;
  return error instanceof ConnectionError && (error.status === undefined || TEMPORARY.includes(error.status));
}
