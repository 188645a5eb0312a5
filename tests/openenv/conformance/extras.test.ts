import { describe } from "vitest";
import { answering, changed, replaced, restatused, rewritten } from "./defects.ts";
import type { Defect } from "./spoiled-server.ts";
import { type DefectRow, describeDefects, soundServer } from "./support.ts";

type Rpc = Record<string, unknown> & { error?: Record<string, unknown>; result?: Record<string, unknown> };

/** Changes the response to a method of `POST /mcp`, or to everything. */
function rpc(method: string, change: (response: Rpc, asked: string) => unknown): Defect {
  return {
    answer: (answer, { path, body }) => {
      if (path !== "/mcp" || !body.includes(method)) return answer;
      const response = JSON.parse(answer.body);
      return { ...answer, body: JSON.stringify(change(response, body) ?? response) };
    },
  };
}

const tool = (change: Record<string, unknown>): Defect =>
  rpc("tools/list", ({ result = {} }) => {
    const [first = {}] = result["tools"] as object[];
    Object.assign(first, change);
  });
const recoded = (method: string, from: number, code: number): Defect =>
  rpc(method, ({ error }) => {
    if (error?.["code"] === from) error["code"] = code;
  });
const onSocket = (change: (response: Rpc) => unknown): Defect =>
  rewritten("mcp", ({ data }) => void change(data as Rpc));

let counter = 0;

const MCP: readonly DefectRow[] = [
  [
    "50",
    "a status of its own for errors",
    { answer: (answer, ask) => (ask.body === "{}" ? { ...answer, status: 400 } : answer) },
  ],
  [
    "50",
    "another code for {}",
    { answer: (answer) => ({ ...answer, body: answer.body.replace("-32600", "-32601") }) },
  ],
  [
    "50",
    "another code for no JSON",
    { answer: (answer) => ({ ...answer, body: answer.body.replace("-32700", "-32600") }) },
  ],
  ["51", "a tool without a description", tool({ description: null })],
  ["51", "a tool that controls the episode", tool({ name: "reset" })],
  ["51", "a tool without a schema", tool({ inputSchema: null, input_schema: null })],
  [
    "51",
    "tools that are no list",
    rpc("tools/list", ({ result }) => void Object.assign(result ?? {}, { tools: {} })),
  ],
  ["52", "an id that does not come back", rpc("no/such", (response) => ({ ...response, id: null }))],
  [
    "52",
    "an id that comes back as a text",
    rpc("no/such", (response) => ({ ...response, id: String(response["id"]) })),
  ],
  ["52", "another code for a method", recoded("no/such", -32601, -32603)],
  ["52", "another code for no name", recoded("tools/call", -32602, -32603)],
  ["52", "a result of an unknown tool", rpc("no-such-tool", () => ({ jsonrpc: "2.0", id: 1, result: {} }))],
  [
    "53",
    "a second closing that works",
    rpc("session/close", (response, asked) => ({
      jsonrpc: "2.0",
      id: 1,
      result: response.result ?? { closed: true, asked },
    })),
  ],
  [
    "53",
    "unknown sessions accepted",
    rpc("no-such", () => ({ jsonrpc: "2.0", id: 1, result: { tools: [] } })),
  ],
  [
    "53",
    "no session at all",
    rpc("session/create", () => ({ jsonrpc: "2.0", id: 1, error: { code: -32601, message: "" } })),
  ],
  [
    "54",
    "a new session each time",
    onSocket(({ result }) => {
      counter += 1;
      if (result !== undefined && "session_id" in result) result["session_id"] = `s-${counter}`;
    }),
  ],
  [
    "54",
    "a socket that closes its own session",
    onSocket(({ error }) => {
      if (error?.["code"] === -32600) error["code"] = -32602;
    }),
  ],
  [
    "54",
    "calls that count as steps",
    {
      reply: (text, { memory }) => {
        if (text.includes('"mcp"')) memory["calls"] = 1;
        return memory["calls"] === 1 ? text.replace('"step_count":1', '"step_count":2') : text;
      },
    },
  ],
  ["55", "no such socket", { upgrade: ({ url }) => (url === "/mcp" ? 403 : undefined) }],
  [
    "55",
    "a socket that dies of nonsense",
    {
      message: (text, { client }) => {
        if (text === "{x") client.close(1000);
        return text === "{x" ? undefined : text;
      },
    },
  ],
  ["56", "both result and error", rpc("tools/list", (response) => ({ ...response, error: null }))],
  [
    "56",
    "both on a socket",
    onSocket((response) => void Object.assign(response, { result: null, error: null })),
  ],
];

const pushes = (change: (text: string) => string | undefined): Defect => ({
  reply: (text, { path }) => (path === "/ws/ui" ? change(text) : text),
});

const EXTRAS: readonly DefectRow[] = [
  [
    "60",
    "two tasks",
    changed("GET /tasks", (body) => ({ ...body, tasks: (body["tasks"] as unknown[]).slice(0, 2) })),
  ],
  [
    "60",
    "a task without a grader",
    changed("GET /tasks", ({ tasks }) => void Object.assign((tasks as object[])[2] ?? {}, { grader: false })),
  ],
  ["60", "no schema of the action", changed("GET /tasks", (body) => void delete body["action_schema"])],
  ["60", "a score of 1", changed("POST /grader", (body) => ({ ...body, score: 1 }))],
  ["60", "a cold grader that refuses", restatused("POST /grader", 200, 409)],
  [
    "60",
    "a baseline that varies",
    changed("POST /baseline", (body) => {
      counter += 1;
      return { ...body, run: counter };
    }),
  ],
  ["61", "environments that are no list", replaced("GET /list_environments", 200, { environments: [] })],
  ["61", "an environment that does not exist", replaced("GET /no-such-env/splits", 200, [])],
  [
    "61",
    "splits without a type",
    {
      answer: (answer, { path }) =>
        path.endsWith("/splits") && answer.status === 200 ? answering(200, [{ name: "train" }]) : answer,
    },
  ],
  [
    "61",
    "a number of tasks in words",
    {
      answer: (answer, { path }) =>
        path.endsWith("/num_tasks") ? answering(200, { num_tasks: "4" }) : answer,
    },
  ],
  [
    "61",
    "a task that is no object",
    { answer: (answer, { path }) => (path.endsWith("/task") ? answering(200, { task: null }) : answer) },
  ],
  ["62", "a page without a slash", restatused("GET /web", 307, 200)],
  [
    "62",
    "a redirect to elsewhere",
    { answer: (answer, { path }) => (path === "/web" ? { ...answer, headers: { location: "/" } } : answer) },
  ],
  ["62", "a bad action that crashes", restatused("POST /web/step", 422, 500)],
  ["62", "a reset without a payload", changed("POST /web/reset", () => ({}))],
  ["62", "no push on connect", pushes(() => undefined)],
  ["62", "a push of another type", pushes((text) => text.replace("state_update", "update"))],
  ["62", "a push that does not count", pushes((text) => text.replace('"step_count":1', '"step_count":0'))],
];

describe("the checks of tools", () => {
  const { url } = soundServer();
  describeDefects(url, MCP, { timeoutMs: 400 });
});

describe("the checks of what not every server has", () => {
  const { url } = soundServer({ web: true });
  describeDefects(url, EXTRAS, { timeoutMs: 400 });
});
