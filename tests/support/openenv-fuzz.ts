import type { Rng } from "../../src/core/random.ts";

const WORDS = [
  ...[
    "type",
    "data",
    "reset",
    "step",
    "state",
    "close",
    "mcp",
    "operation",
    "wait",
    "classify",
    "submit",
    "queue",
  ],
  ...[
    "billing_ops",
    "seed",
    "episode_id",
    "task_id",
    "metadata",
    "action",
    "jsonrpc",
    "2.0",
    "method",
    "params",
  ],
  ...[
    "tools/list",
    "tools/call",
    "name",
    "get_case",
    "openenv/session/create",
    "id",
    "__proto__",
    "constructor",
  ],
  ...[
    "toString",
    "session_id",
    "requested_fields",
    "reply",
    "api_incident_hard",
    "x".repeat(300),
    "",
    "\u0000",
    "🎫",
  ],
] as const;

const NUMBERS = [0, -0, 1, -1, 1.5, 2 ** 53, 1e308, -1e308, 7, 255] as const;

const GOOD = [
  '{"type":"reset"}',
  '{"type":"reset","data":{"seed":7,"episode_id":"e","task_id":"api_incident_hard"}}',
  '{"type":"state"}',
  '{"type":"step","data":{"operation":"wait"}}',
  '{"type":"step","data":{"operation":"classify","queue":"billing_ops","priority":"high","issue_type":null}}',
  '{"type":"step","data":{"operation":"request_info","requested_fields":["invoice_id"],"metadata":{"a":[1]}}}',
  '{"type":"step","data":{"operation":"submit","status":"resolved","resolution_code":"done"}}',
  '{"type":"mcp","data":{"jsonrpc":"2.0","id":1,"method":"tools/list"}}',
  '{"type":"mcp","data":{"jsonrpc":"2.0","id":"a","method":"tools/call","params":{"name":"get_case"}}}',
] as const;

const SCRAPS = [
  '"',
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  "\\",
  "NaN",
  "-Infinity",
  "1e999",
  "null",
  "\ud800",
  " ",
] as const;

const PATHS = [
  ...[
    "/reset",
    "/step",
    "/state",
    "/mcp",
    "/grader",
    "/baseline",
    "/tasks",
    "/schema",
    "/health",
    "/metrics",
  ],
  ...[
    "/supportdesk_env/task",
    "/supportdesk_env/task_range",
    "/supportdesk_env/num_tasks",
    "/%00",
    "/a%2Fb",
    "//x/",
  ],
] as const;

const METHODS = ["GET", "POST", "PUT", "DELETE", "OPTIONS"] as const;

/** One request of a fuzzer. */
export interface FuzzRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
}

/** Makes messages that are right, nearly right, or nonsense; the same ones for the same stream. */
export class Fuzzer {
  readonly #rng: Rng;

  constructor(rng: Rng) {
    this.#rng = rng;
  }

  #pick<T>(choices: readonly T[]): T {
    return choices[this.#rng.integer(choices.length)] as T;
  }

  /** Any JSON value, up to a depth. */
  value(depth = 3): unknown {
    const kind = this.#rng.integer(depth > 0 ? 8 : 5);
    if (kind === 0) return null;
    if (kind === 1) return this.#rng.next() < 0.5;
    if (kind === 2) return this.#pick(NUMBERS);
    if (kind < 5) return this.#pick(WORDS);
    const length = this.#rng.integer(4);
    if (kind === 5) return Array.from({ length }, () => this.value(depth - 1));
    return Object.fromEntries(Array.from({ length }, () => [this.#pick(WORDS), this.value(depth - 1)]));
  }

  /** A text with some characters lost, doubled or replaced. */
  damaged(text: string): string {
    let damaged = text;
    for (let count = 1 + this.#rng.integer(3); count > 0; count -= 1) {
      const at = this.#rng.integer(damaged.length + 1);
      const lost = this.#rng.integer(4);
      damaged =
        damaged.slice(0, at) + (this.#rng.next() < 0.7 ? this.#pick(SCRAPS) : "") + damaged.slice(at + lost);
    }
    return damaged;
  }

  #nested(): string {
    const depth = this.#rng.integer(3000);
    return `{"type":"step","data":${"[".repeat(depth)}${"]".repeat(depth)}}`;
  }

  /** One text frame. */
  frame(): string {
    switch (this.#rng.integer(8)) {
      case 0:
      case 1:
        return this.#pick(GOOD);
      case 2:
      case 3:
        return this.damaged(this.#pick(GOOD));
      case 4:
        return JSON.stringify(this.value());
      case 5:
        return JSON.stringify({
          type: this.#pick(["reset", "step", "state", "mcp", "x"]),
          data: this.value(),
        });
      case 6:
        return JSON.stringify({
          type: "step",
          data: { operation: this.#pick(WORDS), [this.#pick(WORDS)]: this.value() },
        });
      default:
        return this.#rng.next() < 0.1 ? this.#nested() : this.damaged(JSON.stringify(this.value(4)));
    }
  }

  /** One HTTP request. */
  request(): FuzzRequest {
    const method = this.#pick(METHODS);
    const path = this.#pick(PATHS) + (this.#rng.next() < 0.2 ? `?session_id=${this.#rng.integer(5)}` : "");
    if (method === "GET" || method === "OPTIONS" || this.#rng.next() < 0.1) return { method, path };
    const given = { action: { operation: this.#pick(WORDS) }, [this.#pick(WORDS)]: this.value() };
    const body = JSON.stringify(this.#rng.next() < 0.5 ? given : this.value());
    return { method, path, body: this.#rng.next() < 0.5 ? body : this.damaged(body) };
  }
}
