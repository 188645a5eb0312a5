import { reasonOf } from "./connection.ts";
import { ConnectionError, HttpError, ProtocolError, TimeoutError } from "./errors.ts";
import type { ClientSettings } from "./options.ts";
import { clip, isRecord, parseJson, toJson } from "./text.ts";

type Data = Readonly<Record<string, unknown>>;

/** Self-description of a server. */
export interface ServerMetadata {
  readonly name: string;
  readonly description: string;
  readonly readme_content?: string | null;
  readonly version?: string | null;
  readonly author?: string | null;
  readonly documentation_url?: string | null;
}

/** The JSON Schemas of a server. */
export interface ServerSchema {
  readonly action: Data;
  readonly observation: Data;
  readonly state: Data;
}

/** One task, as servers that offer graded tasks list it. */
export interface TaskListing extends Data {
  readonly id?: string;
  /** Some servers call it so, some say both. */
  readonly task_id?: string;
}

/** How long to wait for a server. */
export interface WaitOptions {
  /** Milliseconds in all. @defaultValue 60000 */
  readonly timeoutMs?: number;
  /** Milliseconds between two looks. @defaultValue 500 */
  readonly intervalMs?: number;
}

const LOOK_TIMEOUT_MS = 2_000;

/** The HTTP routes of a server. Every method throws `HttpError`, `ConnectionError` or `TimeoutError` where it fails. */
export class HttpRoutes {
  readonly #base: string;
  readonly #settings: ClientSettings;

  constructor(base: string, settings: ClientSettings) {
    this.#base = base;
    this.#settings = settings;
  }

  /** `GET /health`. */
  health(): Promise<{ readonly status: string }> {
    return this.#get("/health");
  }

  /** `GET /metadata`. */
  metadata(): Promise<ServerMetadata> {
    return this.#get("/metadata");
  }

  /** `GET /schema`. */
  schema(): Promise<ServerSchema> {
    return this.#get("/schema");
  }

  /** `GET /openapi.json`. */
  openapi(): Promise<Data> {
    return this.#get("/openapi.json");
  }

  /** `GET /tasks`; not every server has it. */
  async tasks(): Promise<readonly TaskListing[]> {
    const { tasks } = await this.#get<{ readonly tasks?: unknown }>("/tasks");
    if (!Array.isArray(tasks)) throw new ProtocolError("Expected GET /tasks to answer with a list `tasks`.");
    return tasks;
  }

  /** `GET /state`: on most servers that of a new environment, not of the client's session. */
  state(): Promise<Data> {
    const { sessionId } = this.#settings;
    return this.#get(
      sessionId === undefined ? "/state" : `/state?session_id=${encodeURIComponent(sessionId)}`,
    );
  }

  /** `POST /reset`. */
  reset(options: Data = {}): Promise<Data> {
    return this.#post("/reset", { ...options, ...this.#session() });
  }

  /** `POST /step`. */
  step(action: object): Promise<Data> {
    return this.#post("/step", { action, ...this.#session() });
  }

  /** `POST /mcp` with one JSON-RPC request. */
  mcp(request: Data): Promise<Data> {
    return this.#post("/mcp", request);
  }

  /**
   * Waits until `/health` answers.
   * @throws {TimeoutError} If it does not in time.
   */
  async waitForReady({ timeoutMs = 60_000, intervalMs = 500 }: WaitOptions = {}): Promise<void> {
    const deadline = AbortSignal.timeout(timeoutMs);
    while (!deadline.aborted) {
      const look = AbortSignal.any([deadline, AbortSignal.timeout(LOOK_TIMEOUT_MS)]);
      if (await this.#isHealthy(look)) return;
      await this.#settings.delay(intervalMs);
    }
    throw new TimeoutError(`${this.#base} was not ready within ${timeoutMs} ms.`);
  }

  async #isHealthy(signal: AbortSignal): Promise<boolean> {
    try {
      const { status } = await this.#request("/health", { signal });
      return status === 200;
    } catch {
      return false;
    }
  }

  #session(): Data {
    const { sessionId } = this.#settings;
    return sessionId === undefined ? {} : { session_id: sessionId };
  }

  #get<Answer = Data>(path: string): Promise<Answer> {
    return this.#json<Answer>(path, {});
  }

  #post(path: string, body: Data): Promise<Data> {
    const headers = { "content-type": "application/json" };
    return this.#json(path, { method: "POST", body: toJson(body), headers });
  }

  async #json<Answer>(path: string, init: RequestInit): Promise<Answer> {
    const signal = AbortSignal.timeout(this.#settings.messageTimeoutMs);
    const { status, text } = await this.#request(path, { ...init, signal });
    const title = `${init.method ?? "GET"} ${path}`;
    if (status < 200 || status > 299) throw httpError(title, status, text);
    const body = parseJson(text);
    if (!isRecord(body))
      throw new ProtocolError(`Expected ${title} to answer with an object, got ${clip(text)}.`);
    return body as Answer;
  }

  async #request(
    path: string,
    init: RequestInit,
  ): Promise<{ readonly status: number; readonly text: string }> {
    const url = `${this.#base}${path}`;
    const headers = { ...this.#settings.headers, ...(init.headers as Record<string, string>) };
    try {
      const response = await fetch(url, { ...init, headers });
      return { status: response.status, text: await readText(response, this.#settings.maxPayloadBytes) };
    } catch (cause) {
      if (cause instanceof ProtocolError) throw cause;
      if (init.signal?.aborted) throw new TimeoutError(`No answer from ${url} in time.`);
      throw new ConnectionError(`Cannot reach ${url}: ${reasonOf(cause)}.`, { cause });
    }
  }
}

async function readText(response: Response, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let [text, bytes] = ["", 0];
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new ProtocolError(`Expected an answer of at most ${maxBytes} bytes.`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function httpError(title: string, status: number, text: string): HttpError {
  const body = jsonOrText(text);
  const detail = isRecord(body) ? body["detail"] : body;
  return new HttpError(`${title} answered ${status}: ${clip(describe(detail))}`, { status, body });
}

function jsonOrText(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}

/** A list of problems as FastAPI writes it, in one line. */
function describe(detail: unknown): string {
  if (typeof detail === "string") return detail;
  if (!Array.isArray(detail)) return JSON.stringify(detail) ?? "no detail";
  return detail
    .map((issue) => (isRecord(issue) ? `${[issue["loc"]].flat().join(".")}: ${issue["msg"]}` : String(issue)))
    .join("; ");
}
