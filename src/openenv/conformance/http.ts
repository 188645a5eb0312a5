import { reasonOf } from "../client/connection.ts";
import { ConnectionError } from "../client/errors.ts";
import { isRecord, parseJson } from "../client/text.ts";
import { demand, Failure } from "./outcome.ts";

/** What a server answered over HTTP. */
export interface Answer {
  /** Method, path and a short body, for messages. */
  readonly title: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body, where it is JSON. */
  readonly body: unknown;
}

/** A request that a check makes. Bodies are sent as they are. */
export interface Request {
  /** @defaultValue GET */
  readonly method?: string;
  readonly body?: string;
  /** @defaultValue application/json, where there is a body */
  readonly contentType?: string;
  /** Milliseconds. @defaultValue the timeout of the run */
  readonly timeoutMs?: number;
  /** @defaultValue "manual" */
  readonly redirect?: "follow" | "manual";
}

const SHOWN_BODY = 60;

function titleOf(method: string, path: string, body?: string): string {
  return body === undefined || body.length > SHOWN_BODY
    ? `${method} ${path}`
    : `${method} ${path} ${body}`.trim();
}

/** Sends requests to one server. */
export class Http {
  /** URL in front of every path. */
  readonly base: string;
  readonly #timeoutMs: number;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(base: string, timeoutMs: number, headers: Readonly<Record<string, string>>) {
    this.base = base;
    this.#timeoutMs = timeoutMs;
    this.#headers = headers;
  }

  /** @throws {Failure} If no answer comes. */
  async ask(path: string, request: Request = {}): Promise<Answer> {
    const { method = "GET", body, contentType = "application/json", redirect = "manual" } = request;
    const { timeoutMs = this.#timeoutMs } = request;
    const title = titleOf(method, path, body);
    const headers = { ...this.#headers, ...(body !== undefined && { "content-type": contentType }) };
    const signal = AbortSignal.timeout(timeoutMs);
    const init = { method, headers, redirect, signal, ...(body !== undefined && { body }) };
    try {
      const response = await fetch(`${this.base}${path}`, init);
      const text = await response.text();
      return { title, status: response.status, headers: response.headers, text, body: jsonOf(text) };
    } catch (error) {
      const got = signal.aborted ? `nothing within ${timeoutMs} ms` : `no answer: ${reasonOf(error)}`;
      throw new Failure(`an answer to ${title}`, got);
    }
  }

  /** A POST with a JSON body. */
  post(path: string, body: unknown): Promise<Answer> {
    return this.ask(path, { method: "POST", body: JSON.stringify(body) });
  }

  /** The object that a GET answers. @throws {Failure} If it is not 200 with an object. */
  async object(path: string): Promise<Readonly<Record<string, unknown>>> {
    return objectOf(await this.ask(path));
  }
}

/** @throws {ConnectionError} If nothing answers at all. */
export async function demandReachable(http: Http): Promise<void> {
  try {
    await http.ask("/health");
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new ConnectionError(`Cannot reach ${http.base}: ${error.got.replace(/^no answer: /, "")}.`);
  }
}

function jsonOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** An answer in a few words. */
export function shown({ status, text }: Answer): string {
  return `${status} ${text}`;
}

/** @throws {Failure} If the answer has another status. */
export function demandStatus(answer: Answer, ...allowed: readonly number[]): void {
  demand(allowed.includes(answer.status), `${answer.title} to answer ${allowed.join(" or ")}`, shown(answer));
}

/** The object that a 200 carries. @throws {Failure} If the answer is something else. */
export function objectOf(answer: Answer): Readonly<Record<string, unknown>> {
  demandStatus(answer, 200);
  const { body } = answer;
  demand(isRecord(body), `${answer.title} to answer with a JSON object`, shown(answer));
  return body;
}

/** One problem of a refused body. */
export interface Problem {
  readonly type: string;
  readonly loc: readonly unknown[];
}

/** The problems that a 422 lists. @throws {Failure} If the answer is something else. */
export function problemsOf(answer: Answer): readonly Problem[] {
  demandStatus(answer, 422);
  const detail = isRecord(answer.body) ? answer.body["detail"] : undefined;
  demand(
    Array.isArray(detail) && detail.length > 0,
    `${answer.title} to list the problems in detail`,
    shown(answer),
  );
  return readProblems(detail);
}

/** Problems as FastAPI lists them; what is no problem is left out. */
export function readProblems(list: unknown): readonly Problem[] {
  const items = Array.isArray(list) ? list : [];
  return items.filter(isRecord).map(({ type, loc }) => ({ type: String(type), loc: [loc].flat() }));
}

/** @throws {Failure} Unless the answer refuses exactly that place. */
export function demandProblemAt(answer: Answer, loc: readonly string[]): void {
  const found = problemsOf(answer).some((problem) => problem.loc.join("/") === loc.join("/"));
  demand(found, `${answer.title} to refuse with loc ${JSON.stringify(loc)}`, shown(answer));
}
