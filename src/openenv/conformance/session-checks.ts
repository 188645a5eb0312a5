import { wait } from "../client/options.ts";
import type { Check } from "./check.ts";
import { demandStatus } from "./http.ts";
import { propertiesOf } from "./json-schema.ts";
import { demand, Failure } from "./outcome.ts";
import type { Probe } from "./probe.ts";
import { demandType, type Trial } from "./trial.ts";

type Data = Readonly<Record<string, unknown>>;

async function pipelining(trial: Trial): Promise<void> {
  const action = await trial.action();
  const socket = await trial.episode({ seed: 7 });
  for (let step = 0; step < 5; step += 1) {
    socket.send({ type: "step", data: action });
    socket.send({ type: "state" });
  }
  let counted = 0;
  for (let step = 0; step < 5; step += 1) {
    const { type, text } = await socket.next();
    demand(["observation", "error"].includes(type), "the answer to a step before that to a state", text);
    counted += type === "observation" ? 1 : 0;
    const state = await socket.next();
    const inOrder = state.type === "state" && state.data["step_count"] === counted;
    demand(inOrder, `a state with step_count ${counted} after ${step + 1} steps`, state.text);
  }
}

async function goodbye(trial: Trial): Promise<void> {
  const socket = await trial.episode();
  socket.send({ type: "close" });
  const code = await socket.closed();
  demand(code === 1000, "the socket to be closed with code 1000", `code ${code}`);
}

async function isolation(trial: Trial): Promise<void> {
  const action = await trial.action();
  const first = await trial.episode({ seed: 1, episode_id: "conformance-39a" });
  const second = await trial.episode({ seed: 2, episode_id: "conformance-39b" });
  demandType(await first.ask({ type: "step", data: action }), "observation");
  await demandEpisode(first, "conformance-39a", 1);
  await demandEpisode(second, "conformance-39b", 0);
}

async function demandEpisode(socket: Probe, id: string, steps: number): Promise<void> {
  const { data, text } = await socket.ask({ type: "state" });
  const own = data["episode_id"] === id && data["step_count"] === steps;
  demand(own, `episode ${id} with step_count ${steps}`, text);
}

async function secondReset(trial: Trial): Promise<void> {
  const action = await trial.action();
  const options = { seed: 7, episode_id: "conformance-40" };
  const socket = await trial.open();
  const begun = await socket.ask({ type: "reset", data: options });
  demandType(begun, "observation");
  demandType(await socket.ask({ type: "step", data: action }), "observation");
  const again = await socket.ask({ type: "reset", data: options });
  demand(begun.text === again.text, `a second reset to give the same: ${begun.text}`, again.text);
  await demandEpisode(socket, "conformance-40", 0);
}

async function unknownSocket(trial: Trial): Promise<void> {
  const probe = await trial.connect({ path: "/no-such-socket" });
  demand(
    probe === 403 || probe === 404,
    "status 403 or 404",
    typeof probe === "number" ? probe : "an open socket",
  );
  demandStatus(await trial.http.ask("/health"), 200);
}

async function compression(trial: Trial): Promise<void> {
  const socket = await trial.open({ compression: true });
  demandType(await socket.ask({ type: "reset" }), "observation");
}

const MEGABYTE = 1024 * 1024;
const TOO_LARGE = 17 * MEGABYTE;

async function largeFrames(trial: Trial): Promise<void> {
  const action = await trial.action();
  const schema = await trial.actionSchema();
  const bystander = await trial.episode();
  const sender = await trial.episode();
  const field = textField(schema, action);
  await sender.ask({ type: "step", data: { ...action, [field]: "x".repeat(MEGABYTE) } });
  sender.send({ type: "step", data: { ...action, [field]: "x".repeat(TOO_LARGE) } });
  const end = await sender.next().catch((error: unknown) => error);
  // A server that stops reading in the middle of the frame resets the connection, and its 1009 is lost on the way.
  const refused = end instanceof Failure && (end.got.endsWith("code 1009") || sender.isCutOff);
  if (end instanceof Failure) demand(refused, "an answer to 17 MiB, or code 1009", end.got);
  demandType(await bystander.ask({ type: "state" }), "state");
}

/** A field that takes a text. */
function textField(schema: Data, action: Data): string {
  const texts = Object.keys(action).filter((name) => typeof action[name] === "string");
  const [named] = Object.keys(propertiesOf(schema)).filter(
    (name) => !(name in action) && name !== "metadata",
  );
  return named ?? texts[0] ?? "metadata";
}

const MOVES = 4;

/** The texts of one short episode, states included. */
async function transcript(trial: Trial, action: Data): Promise<readonly string[]> {
  const socket = await trial.open();
  const texts: string[] = [];
  const ask = async (message: object): Promise<Data> => {
    const { text, data } = await socket.ask(message);
    texts.push(text);
    return data;
  };
  await ask({ type: "reset", data: { seed: 44, episode_id: "conformance-44" } });
  await ask({ type: "state" });
  for (let move = 0; move < MOVES; move += 1) {
    const { done } = await ask({ type: "step", data: action });
    await ask({ type: "state" });
    if (done === true) break;
  }
  await socket.close();
  return texts;
}

async function determinism(trial: Trial): Promise<void> {
  const action = await trial.action();
  const first = await transcript(trial, action);
  const second = await transcript(trial, action);
  const differs = first.findIndex((text, index) => text !== second[index]);
  demand(differs === -1, `the same bytes in reply ${differs + 1}: ${first[differs]}`, second[differs]);
}

const BUSY_MESSAGES = 1000;
const PINGS = 200;
const PONG_MS = 1000;

async function pings(trial: Trial): Promise<void> {
  const action = await trial.action();
  const busy = await trial.episode({ seed: 7 });
  const other = await trial.episode({ seed: 8 });
  for (let message = 0; message < BUSY_MESSAGES; message += 1) {
    busy.send(message % 8 === 0 ? { type: "reset" } : { type: "step", data: action });
  }
  let answered = 0;
  for (let ping = 0; ping < PINGS && answered < BUSY_MESSAGES; ping += 1) {
    await other.ping(Math.min(PONG_MS, trial.settings.timeoutMs));
    while (answered < BUSY_MESSAGES && (await busy.heard(1)) !== undefined) answered += 1;
    await wait(5);
  }
}

/** How sessions on `/ws` begin, live side by side and end. */
export const SESSION_CHECKS: readonly Check[] = [
  {
    id: "36",
    group: "websocket",
    title: "Messages sent at once are answered in order",
    hint: "Handle one message of a socket fully before the next.",
    run: pipelining,
  },
  {
    id: "37",
    group: "websocket",
    title: "A goodbye gets no reply, and code 1000",
    hint: "Answer close with nothing but the closing of the socket.",
    run: goodbye,
  },
  {
    id: "39",
    group: "websocket",
    title: "Two sockets have two episodes",
    hint: "Make an environment for each socket.",
    run: isolation,
  },
  {
    id: "40",
    group: "websocket",
    title: "A second reset begins anew",
    hint: "Clear step_count and history, and seed everything again.",
    run: secondReset,
  },
  {
    id: "41",
    group: "websocket",
    title: "A socket on an unknown path is refused",
    hint: "Answer the upgrade with 403 or 404.",
    run: unknownSocket,
  },
  {
    id: "42",
    group: "websocket",
    title: "A handshake needs no Origin, and may offer compression",
    hint: "Do not check Origin; decline permessage-deflate or speak it.",
    run: compression,
  },
  {
    id: "43",
    group: "websocket",
    title: "Large frames hurt nobody",
    hint: "Answer 1 MB within the timeout; close with 1009 above your limit, and keep the other sockets.",
    run: largeFrames,
  },
  {
    id: "44",
    group: "websocket",
    title: "The same seed, id and actions give the same bytes",
    hint: "Keep clocks, random ids and unordered maps out of observations and states.",
    run: determinism,
  },
  {
    id: "45",
    group: "websocket",
    title: "Pings are answered while another socket works",
    hint: "Give the event loop room between messages.",
    run: pings,
  },
];
