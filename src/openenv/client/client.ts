/// <reference lib="esnext.disposable" preserve="true" />
import { ConnectionError } from "./errors.ts";
import { HttpRoutes, type WaitOptions } from "./http-routes.ts";
import { McpSession, McpTools } from "./mcp.ts";
import { type ClientOptions, type ClientSettings, readClientOptions } from "./options.ts";
import { type RemoteResult, readResult } from "./results.ts";
import { type Session, SocketSession } from "./session.ts";
import { type ServerUrls, serverUrls } from "./urls.ts";

/** What `reset` takes: a seed, an id for the episode, and whatever else the environment understands. */
export interface RemoteResetOptions {
  readonly seed?: number;
  /** At most 255 characters; the server makes one up without it. */
  readonly episode_id?: string;
  readonly [option: string]: unknown;
}

/** What every environment tells of its episode. */
export interface RemoteState {
  readonly episode_id?: string | null;
  /** Steps carried out since the reset. */
  readonly step_count?: number;
  readonly [field: string]: unknown;
}

/** Answers to a WebSocket handshake that mean: there is no such route. */
const NO_SOCKET: readonly number[] = [200, 400, 403, 404, 405, 426, 501];

/**
 * A client of one environment on any OpenEnv server.
 *
 * It connects with its first call. Calls made at the same time are carried out one after the other. Once a call timed
 * out or the connection ended the episode is lost, and every further call fails: make a new client.
 *
 * The types are what the caller knows of the environment; nothing is checked against them.
 */
export class OpenEnvClient<
  Observation = Readonly<Record<string, unknown>>,
  Action extends object = Readonly<Record<string, unknown>>,
  State = RemoteState,
> {
  /** The HTTP routes of the server. */
  readonly http: HttpRoutes;
  /** The tools of this client's own environment: calls and steps act on the same state. */
  readonly mcp: McpTools;
  readonly #urls: ServerUrls;
  readonly #settings: ClientSettings;
  #session: Promise<Session> | undefined;
  #closed = false;

  /**
   * @param url - `http(s)://`, `ws(s)://`, or a host without a scheme; a path in front of the routes is kept.
   * @throws {GymError} If the URL or an option is wrong.
   */
  constructor(url: string, options: ClientOptions = {}) {
    this.#urls = serverUrls(url);
    this.#settings = readClientOptions(options);
    this.http = new HttpRoutes(this.#urls.http, this.#settings);
    this.mcp = new McpTools(async (request) => (await this.#open()).mcp(request));
  }

  /** Connects now instead of with the first call. @throws {ConnectionError | TimeoutError} If every try fails. */
  async connect(): Promise<this> {
    await this.#open();
    return this;
  }

  /** Waits until the server says it is healthy. @throws {TimeoutError} If it does not in time. */
  waitForReady(options?: WaitOptions): Promise<void> {
    return this.http.waitForReady(options);
  }

  /** Begins an episode. @throws {ServerError} If the server refuses, or is full after every try. */
  async reset(options: RemoteResetOptions = {}): Promise<RemoteResult<Observation>> {
    return readResult(await (await this.#open()).reset(options));
  }

  /** Carries out one action. @throws {ServerError} If the server refuses it; the episode goes on. */
  async step(action: Action): Promise<RemoteResult<Observation>> {
    return readResult(await (await this.#open()).step(action));
  }

  /** What the server tells of the episode. */
  async state(): Promise<State> {
    return (await (await this.#open()).state()) as State;
  }

  /** Opens an environment for tools alone, beside this client's own. Close it when done: it uses a place. */
  openMcpSession(): Promise<McpSession> {
    return McpSession.create((request) => this.http.mcp(request));
  }

  /** Ends the connection and refuses further use. Closing twice does nothing. */
  async close(): Promise<void> {
    this.#closed = true;
    const session = await this.#session?.catch(() => undefined);
    await session?.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #open(): Promise<Session> {
    if (this.#closed) return Promise.reject(new ConnectionError("The client is closed: make a new one."));
    if (this.#session === undefined) {
      const session = this.#connect();
      this.#session = session;
      session.catch(() => {
        this.#session = undefined;
      });
    }
    return this.#session;
  }

  async #connect(): Promise<Session> {
    const { transport } = this.#settings;
    if (transport === "http") return this.#overHttp();
    const session = new SocketSession(`${this.#urls.ws}/ws`, this.#settings);
    try {
      await session.connect();
      return session;
    } catch (error) {
      const missing = error instanceof ConnectionError && NO_SOCKET.includes(error.status ?? 0);
      if (transport === "auto" && missing) return this.#overHttp();
      throw error;
    }
  }

  #overHttp(): Session {
    const { http } = this;
    return {
      reset: (options) => http.reset(options),
      step: (action) => http.step(action),
      state: () => http.state(),
      mcp: (request) => http.mcp(request),
      close: async () => undefined,
    };
  }
}
