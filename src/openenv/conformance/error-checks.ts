import type { Check } from "./check.ts";
import { demandStatus } from "./http.ts";
import { demand, need } from "./outcome.ts";
import type { Frame, Probe } from "./probe.ts";
import { demandError, demandType, type Trial } from "./trial.ts";

async function stepCount(socket: Probe): Promise<unknown> {
  const frame = await socket.ask({ type: "state" });
  demandType(frame, "state");
  return frame.data["step_count"];
}

async function invalidAction(trial: Trial): Promise<void> {
  const action = await trial.action();
  const socket = await trial.episode();
  demandError(await socket.ask({ type: "step", data: { ...action, no_such_field: 1 } }), "VALIDATION_ERROR");
  const counted = await stepCount(socket);
  demand(counted === 0, "a refused action not to count as a step", `step_count ${counted}`);
  demandType(await socket.ask({ type: "step", data: action }), "observation");
}

async function demandErrors(trial: Trial, frames: readonly unknown[], code: string): Promise<void> {
  const socket = await trial.episode();
  for (const frame of frames) demandError(await socket.ask(frame), code);
  demandType(await socket.ask({ type: "state" }), "state");
}

/** Ways to make an environment raise: what it cannot take for a reset, and a step after the end. */
async function provoke(socket: Probe, action: object): Promise<readonly Frame[]> {
  const frames: Frame[] = [];
  for (const data of [{ seed: "no-number" }, { seed: -1 }, { task_id: "no-such-task" }, { options: 1 }]) {
    frames.push(await socket.ask({ type: "reset", data }));
  }
  await socket.ask({ type: "reset" });
  for (let step = 0; step < 64; step += 1) {
    const frame = await socket.ask({ type: "step", data: action });
    frames.push(frame);
    if (frame.type !== "observation") return frames;
  }
  return frames;
}

async function execution(trial: Trial): Promise<void> {
  const action = await trial.action();
  const socket = await trial.open();
  const frames = await provoke(socket, action);
  for (const frame of frames.filter(({ type }) => type === "error")) {
    demandError(frame, "EXECUTION_ERROR", "VALIDATION_ERROR");
    const { message } = frame.data;
    demand(typeof message === "string" && message !== "", "an error with a message", frame.text);
  }
  demandType(await socket.ask({ type: "state" }), "state");
  const raised = frames.some(({ data }) => data["code"] === "EXECUTION_ERROR");
  need(raised, "no way was found to make the environment raise an error");
}

async function noObject(trial: Trial): Promise<void> {
  for (const frame of ["[1]", '"x"', "3", "null", Buffer.from([0, 1, 2, 255])]) {
    const socket = await trial.open();
    demandError(await socket.ask(frame), "SESSION_ERROR", "VALIDATION_ERROR");
    await socket.close();
  }
  demandStatus(await trial.http.ask("/health"), 200);
}

/** What `/ws` answers when something is wrong. */
export const ERROR_CHECKS: readonly Check[] = [
  {
    id: "31",
    group: "websocket",
    title: "A refused action changes nothing",
    hint: "Validate the action before the environment sees it; answer VALIDATION_ERROR and do not count it.",
    run: invalidAction,
  },
  {
    id: "32",
    group: "websocket",
    title: "What is no JSON is INVALID_JSON",
    hint: "Answer INVALID_JSON, to an empty frame too, and keep the socket.",
    run: (trial) => demandErrors(trial, ["{oops", ""], "INVALID_JSON"),
  },
  {
    id: "33",
    group: "websocket",
    title: "An unknown type is UNKNOWN_TYPE",
    hint: "Answer UNKNOWN_TYPE where type is missing, no text or unknown, and keep the socket.",
    run: (trial) => demandErrors(trial, [{}, { type: null }, { type: 3 }, { type: "jump" }], "UNKNOWN_TYPE"),
  },
  {
    id: "34",
    group: "websocket",
    title: "An error of the environment is EXECUTION_ERROR",
    hint: "Catch what the environment raises, answer EXECUTION_ERROR with its text, and keep the socket.",
    run: execution,
  },
  {
    id: "35",
    group: "websocket",
    title: "Frames that are no object are answered with an error",
    hint: "Answer VALIDATION_ERROR or SESSION_ERROR to lists, texts, numbers, null and binary frames.",
    run: noObject,
  },
];
