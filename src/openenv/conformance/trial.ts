import { isRecord } from "../client/text.ts";
import type { ServerUrls } from "../client/urls.ts";
import { Http } from "./http.ts";
import { actionCandidates } from "./instances.ts";
import { type Busy, demand, need, Skipped } from "./outcome.ts";
import { type Frame, Probe } from "./probe.ts";
import type { Settings } from "./settings.ts";

type Data = Readonly<Record<string, unknown>>;

/** How a check opens a socket. */
export interface SocketOptions {
  /** @defaultValue "/ws" */
  readonly path?: string;
  readonly compression?: boolean;
  readonly expectsFull?: boolean;
}

/** The server under test, with what the checks have learned of it. */
export class Server {
  readonly settings: Settings;
  readonly http: Http;
  readonly #urls: ServerUrls;
  readonly #learned = new Map<string, Promise<unknown>>();

  constructor(urls: ServerUrls, settings: Settings) {
    this.settings = settings;
    this.#urls = urls;
    this.http = new Http(urls.http, settings.timeoutMs, settings.headers);
  }

  /** Base of its HTTP routes. */
  get base(): string {
    return this.#urls.http;
  }

  /** Opens a socket, or tells the HTTP status that refuses it. */
  connect(options: SocketOptions): Promise<Probe | number> {
    const { timeoutMs, headers } = this.settings;
    return Probe.connect(`${this.#urls.ws}${options.path ?? "/ws"}`, { timeoutMs, headers, ...options });
  }

  /** `production` where that is demanded, or `/openapi.json` lists paths without `/reset`. */
  mode(): Promise<"simulation" | "production"> {
    return this.learn("mode", async () => {
      const { production } = this.settings;
      if (production !== undefined) return production ? "production" : "simulation";
      const { body } = await this.http.ask("/openapi.json");
      const paths = isRecord(body) && isRecord(body["paths"]) ? body["paths"] : {};
      return Object.keys(paths).length > 0 && !("/reset" in paths) ? "production" : "simulation";
    });
  }

  /** Asks once and remembers the answer. A failure is not remembered. */
  async learn<Fact>(name: string, ask: () => Promise<Fact>): Promise<Fact> {
    const known = this.#learned.get(name) ?? ask();
    this.#learned.set(name, known);
    try {
      return (await known) as Fact;
    } catch (error) {
      this.#learned.delete(name);
      throw error;
    }
  }
}

/** What one check works with. It closes every socket it opened when the check is over. */
export class Trial {
  readonly server: Server;
  readonly settings: Settings;
  readonly http: Http;
  readonly #probes: Probe[] = [];

  constructor(server: Server) {
    this.server = server;
    this.settings = server.settings;
    this.http = server.http;
  }

  /** Opens a socket. @throws {Failure} If the server refuses it. */
  async open(options: SocketOptions = {}): Promise<Probe> {
    const probe = await this.connect(options);
    demand(typeof probe !== "number", `a WebSocket at ${options.path ?? "/ws"}`, `status ${probe}`);
    return probe;
  }

  /** Opens a socket, or tells the HTTP status that refuses it. */
  async connect(options: SocketOptions = {}): Promise<Probe | number> {
    const probe = await this.server.connect(options);
    if (typeof probe !== "number") this.#probes.push(probe);
    return probe;
  }

  /** Opens a socket on which an episode has begun. */
  async episode(options: Data = {}): Promise<Probe> {
    const probe = await this.open();
    demandType(await probe.ask({ type: "reset", data: options }), "observation");
    return probe;
  }

  /** How many sockets the check holds. */
  get openCount(): number {
    return this.#probes.filter((probe) => probe.isOpen).length;
  }

  /** `production` where that is demanded, or `/openapi.json` lists paths without `/reset`. */
  mode(): Promise<"simulation" | "production"> {
    return this.server.mode();
  }

  /** The JSON Schema of an action. @throws {Failure} If `/schema` does not give one. */
  actionSchema(): Promise<Data> {
    return this.server.learn("schema", async () => {
      const { action } = await this.http.object("/schema");
      demand(isRecord(action), "GET /schema to give the schema of an action", action);
      return action;
    });
  }

  /** An action the environment accepts: the given one, else one made from its schema. @throws {Skipped} Without one. */
  action(): Promise<Data> {
    const { action } = this.settings;
    if (action !== undefined) return Promise.resolve(action);
    return this.server.learn("action", async () => {
      const found = await this.#findAction(actionCandidates(await this.actionSchema()));
      need(found !== undefined, "no action made from /schema was accepted; give one (--action JSON)");
      return found;
    });
  }

  /** The tools of the environment; empty where it has none. */
  tools(): Promise<readonly Data[]> {
    return this.server.learn("tools", async () => {
      const answer = await this.http.post("/mcp", {
        jsonrpc: "2.0",
        id: 1,
        method: "tools/list",
        params: {},
      });
      const result = isRecord(answer.body) ? answer.body["result"] : undefined;
      const tools = isRecord(result) ? result["tools"] : undefined;
      return Array.isArray(tools) ? tools.filter(isRecord) : [];
    });
  }

  /** Closes every socket. */
  async end(): Promise<void> {
    await Promise.all(this.#probes.splice(0).map((probe) => probe.close()));
  }

  /** The first candidate that is accepted without ending the episode, else the first that is accepted. */
  async #findAction(candidates: readonly Data[]): Promise<Data | undefined> {
    const probe = await this.open();
    let ending: Data | undefined;
    for (const candidate of candidates) {
      await probe.ask({ type: "reset", data: {} });
      const { type, data, text } = await probe.ask({ type: "step", data: candidate });
      demand(
        ["observation", "error"].includes(type),
        "a step to be answered by an observation or an error",
        text,
      );
      if (type === "observation" && data["done"] !== true) return candidate;
      if (type === "observation") ending ??= candidate;
    }
    return ending;
  }

  /** Whether being refused for lack of room is the check's own doing, so that trying again is no use. */
  explain(busy: Busy): Skipped | undefined {
    const { message } = busy;
    const own = this.#probes.length;
    const allowed = Number(/of (\d+) sessions/.exec(message)?.[1]);
    return allowed < own ? new Skipped(`it needs ${own} sessions at once; ${message}`) : undefined;
  }
}

/** @throws {Failure} If a frame is of another type. */
export function demandType({ type, text }: Frame, wanted: string): void {
  demand(type === wanted, `a frame of type ${wanted}`, text);
}

/** @throws {Failure} Unless a frame is an error with one of these codes. */
export function demandError({ type, data, text }: Frame, ...codes: readonly string[]): void {
  demand(type === "error" && codes.includes(String(data["code"])), `an error ${codes.join(" or ")}`, text);
}
