import { isRecord } from "../client/text.ts";
import type { Check } from "./check.ts";
import { type Answer, objectOf } from "./http.ts";
import { demand, need } from "./outcome.ts";
import type { Probe } from "./probe.ts";
import { demandType, type Trial } from "./trial.ts";

type Data = Readonly<Record<string, unknown>>;

const FORBIDDEN: readonly unknown[] = ["reset", "step", "state", "close"];
const NO_TOOLS = "the environment offers no tools";

const request = (method: string, params: Data = {}, id: unknown = 1): Data => ({
  jsonrpc: "2.0",
  id,
  method,
  params,
});

async function rpc(trial: Trial, method: string, params?: Data): Promise<Data> {
  return objectOf(await trial.http.post("/mcp", request(method, params)));
}

/** @throws {Failure} Unless a response is an error with this code. */
function demandCode(response: Data, what: string, ...codes: readonly number[]): void {
  const error = isRecord(response["error"]) ? response["error"] : {};
  const { code } = error;
  demand(codes.includes(Number(code)), `${what} to be ${codes.join(" or ")}`, response);
}

function demandResult(response: Data, what: string): Data {
  const { result } = response;
  demand(isRecord(result), `${what} to give a result`, response);
  return result;
}

async function envelopes({ http }: Trial): Promise<void> {
  const empty = objectOf(await http.post("/mcp", {}));
  demand(empty["jsonrpc"] === "2.0", 'jsonrpc "2.0"', empty);
  demandCode(empty, "{}", -32600);
  const bodies: readonly Answer[] = [
    await http.ask("/mcp", { method: "POST" }),
    await http.ask("/mcp", { method: "POST", body: "{bad" }),
  ];
  for (const answer of bodies) demandCode(objectOf(answer), "a body that is no JSON", -32700);
}

async function toolList(trial: Trial): Promise<void> {
  const response = await rpc(trial, "tools/list");
  need(!isRecord(response["error"]), NO_TOOLS);
  const { tools } = demandResult(response, "tools/list");
  demand(Array.isArray(tools), "a list of tools", response);
  for (const tool of tools) {
    const { name, description, inputSchema, input_schema } = isRecord(tool) ? tool : {};
    const texts = typeof name === "string" && typeof description === "string";
    const sound = texts && isRecord(inputSchema ?? input_schema);
    demand(sound, "a tool with a name, a description and an inputSchema", tool);
    demand(!FORBIDDEN.includes(name), `no tool called ${FORBIDDEN.join(", ")}`, name);
  }
}

async function toolErrors(trial: Trial): Promise<void> {
  for (const id of ["a-1", 7]) {
    const unknown = objectOf(await trial.http.post("/mcp", request("no/such/method", {}, id)));
    demandCode(unknown, "an unknown method", -32601);
    demand(unknown["id"] === id, `the id ${JSON.stringify(id)} to come back`, unknown);
  }
  need((await trial.tools()).length > 0, NO_TOOLS);
  const nameless = await rpc(trial, "tools/call", { arguments: {} });
  demandCode(nameless, "tools/call without a name", -32602);
  demand(/name/.test(JSON.stringify(nameless["error"])), 'a message that says "name"', nameless);
  const absent = await rpc(trial, "tools/call", { name: "no-such-tool", arguments: {} });
  const failed = isRecord(absent["error"]) || (isRecord(absent["result"]) && toolFailed(absent["result"]));
  demand(failed, "an error for an unknown tool", absent);
}

function toolFailed({ isError, is_error }: Data): boolean {
  return isError === true || is_error === true;
}

async function httpSessions(trial: Trial): Promise<void> {
  const created = demandResult(await rpc(trial, "openenv/session/create"), "openenv/session/create");
  const { session_id } = created;
  demand(typeof session_id === "string", "a session_id", created);
  const used = await rpc(trial, "tools/list", { session_id });
  const rejected = isRecord(used["error"]) && used["error"]["code"] === -32602;
  demand(!rejected, "the session to be usable", used);
  const closed = demandResult(
    await rpc(trial, "openenv/session/close", { session_id }),
    "openenv/session/close",
  );
  demand(closed["closed"] === true, "closed true", closed);
  demandCode(await rpc(trial, "openenv/session/close", { session_id }), "closing it twice", -32602);
  demandCode(await rpc(trial, "tools/list", { session_id }), "using it afterwards", -32602);
  demandCode(await rpc(trial, "tools/list", { session_id: "no-such" }), "an unknown session", -32602);
}

async function overSocket(socket: Probe, method: string, params?: Data): Promise<Data> {
  const frame = await socket.ask({ type: "mcp", data: request(method, params) });
  demandType(frame, "mcp");
  return frame.data;
}

async function socketSession(trial: Trial): Promise<void> {
  const action = await trial.action();
  const socket = await trial.episode({ episode_id: "conformance-54" });
  await socket.ask({ type: "step", data: action });
  const ids: unknown[] = [];
  for (let call = 0; call < 2; call += 1) {
    ids.push(
      demandResult(await overSocket(socket, "openenv/session/create"), "openenv/session/create")[
        "session_id"
      ],
    );
  }
  const [first, second] = ids;
  demand(typeof first === "string" && first === second, "the same session_id twice", ids);
  const closing = await overSocket(socket, "openenv/session/close", { session_id: first });
  demandCode(closing, "closing the socket's own session", -32600);
  await overSocket(socket, "tools/list");
  const { data, text } = await socket.ask({ type: "state" });
  const kept = data["episode_id"] === "conformance-54" && data["step_count"] === 1;
  demand(kept, "the episode to go on beside tool calls", text);
}

async function mcpSocket(trial: Trial): Promise<void> {
  const socket = await trial.open({ path: "/mcp" });
  const response = await rpcFrame(socket, JSON.stringify(request("tools/list")));
  demand(response["jsonrpc"] === "2.0", "a JSON-RPC response", response);
  demandCode(await rpcFrame(socket, "{x"), "{x", -32700);
  demand(
    (await rpcFrame(socket, JSON.stringify(request("tools/list"))))["jsonrpc"] === "2.0",
    "a living socket",
    "",
  );
}

async function rpcFrame(socket: Probe, text: string): Promise<Data> {
  socket.send(text);
  const reply: unknown = JSON.parse(await socket.text());
  demand(isRecord(reply), "a JSON-RPC response", reply);
  return reply;
}

async function oneOfTwo(trial: Trial): Promise<void> {
  const socket = await trial.open();
  const responses = [
    objectOf(await trial.http.post("/mcp", {})),
    await rpc(trial, "tools/list"),
    await rpc(trial, "no/such/method"),
    await overSocket(socket, "tools/list"),
    await overSocket(socket, "no/such/method"),
  ];
  for (const response of responses) {
    demand("result" in response !== "error" in response, "exactly one of result and error", response);
  }
}

/** The tools of the environment. */
export const MCP_CHECKS: readonly Check[] = [
  {
    id: "50",
    group: "mcp",
    title: "POST /mcp answers JSON-RPC to everything",
    hint: "Always answer 200: -32600 for a wrong envelope, -32700 for what is no JSON.",
    run: envelopes,
  },
  {
    id: "51",
    group: "mcp",
    title: "Tools are listed without a reset",
    hint: "Give each a name, a text as description and an inputSchema; never call one reset, step, state or close.",
    run: toolList,
  },
  {
    id: "52",
    group: "mcp",
    title: "Wrong calls are JSON-RPC errors",
    hint: "-32602 without a name or for an unknown tool, -32601 for an unknown method; send the id back as it came.",
    run: toolErrors,
  },
  {
    id: "53",
    group: "mcp",
    title: "HTTP sessions are created, used and closed",
    hint: "Answer -32602 for a session_id that is unknown or closed.",
    run: httpSessions,
  },
  {
    id: "54",
    group: "mcp",
    title: "Tools on /ws act on the episode of the socket",
    hint: "Give the socket's own session_id each time, and -32600 for closing it.",
    run: socketSession,
  },
  {
    id: "55",
    group: "mcp",
    title: "The /mcp socket answers and survives nonsense",
    hint: "Answer -32700 to a frame that is no JSON, and keep the socket.",
    run: mcpSocket,
  },
  {
    id: "56",
    group: "mcp",
    title: "A response has one of result and error",
    hint: "Leave the other key out; null does not count as absent.",
    run: oneOfTwo,
  },
];
