import type { Check } from "./check.ts";
import { readProblems } from "./http.ts";
import { withNulls } from "./instances.ts";
import { demand } from "./outcome.ts";
import { payloadProblem } from "./payload.ts";
import type { Frame, Probe } from "./probe.ts";
import { demandError, demandType, type Trial } from "./trial.ts";

async function silence(trial: Trial): Promise<void> {
  const socket = await trial.open();
  const { quietMs } = trial.settings;
  demand(socket.isOpen, "an open socket", "a closed one");
  const frame = await socket.heard(quietMs);
  demand(frame === undefined, `no frame within ${quietMs} ms of connecting`, frame);
}

async function resets(trial: Trial): Promise<void> {
  const socket = await trial.open();
  const kwargs = { seed: 7, episode_id: "conformance-24", no_such_option: [1] };
  for (const message of [{ type: "reset" }, { type: "reset", data: {} }, { type: "reset", data: kwargs }]) {
    demandType(await socket.ask(message), "observation");
  }
  demandError(await socket.ask({ type: "reset", data: null }), "VALIDATION_ERROR");
}

async function steps(trial: Trial): Promise<void> {
  const action = await trial.action();
  const socket = await trial.episode({ seed: 7 });
  const frame = await socket.ask({ type: "step", data: action });
  demandType(frame, "observation");
  const keys = Object.keys(JSON.parse(frame.text)).sort().join();
  demand(keys === "data,type", "a frame with exactly type and data", frame.text);
  const problem = payloadProblem(frame.data);
  demand(problem === undefined, "observation, reward, done and perhaps metadata", problem);
  const { reward } = frame.data;
  demand(
    typeof reward === "number" && Number.isFinite(reward),
    "a reward that is a finite number",
    frame.text,
  );
}

async function explicitNulls(trial: Trial): Promise<void> {
  const action = withNulls(await trial.actionSchema(), await trial.action());
  const frame = await (await trial.episode()).ask({ type: "step", data: action });
  demand(frame.type === "observation", `${JSON.stringify(action)} to be accepted`, frame.text);
}

async function demandState(socket: Probe, episodeId: string, stepCount: number): Promise<void> {
  const { type, data, text } = await socket.ask({ type: "state" });
  demand(type === "state" && data["episode_id"] === episodeId, `a state of episode ${episodeId}`, text);
  demand(data["step_count"] === stepCount, `step_count ${stepCount}`, text);
}

async function states(trial: Trial): Promise<void> {
  const action = await trial.action();
  const socket = await trial.episode({ seed: 7, episode_id: "conformance-27" });
  await demandState(socket, "conformance-27", 0);
  for (const count of [1, 2]) {
    const { type, data, text } = await socket.ask({ type: "step", data: action });
    demand(type === "observation", "the step to be carried out", text);
    await demandState(socket, "conformance-27", count);
    if (data["done"] === true) return;
  }
}

async function coldState(trial: Trial): Promise<void> {
  demandType(await (await trial.open()).ask({ type: "state" }), "state");
}

const STRICT = [
  { type: "state", data: {} },
  { type: "reset", data: {}, id: 1 },
  { type: "close", x: 1 },
];

async function strictMessages(trial: Trial): Promise<void> {
  const socket = await trial.episode();
  for (const message of STRICT) {
    const frame = await socket.ask(message);
    demandError(frame, "VALIDATION_ERROR");
    demand(problems(frame).length > 0, `the problems of ${JSON.stringify(message)} in errors`, frame.text);
  }
  demandType(await socket.ask({ type: "state" }), "state");
}

async function missingData(trial: Trial): Promise<void> {
  const frame = await (await trial.episode()).ask({ type: "step" });
  demandError(frame, "VALIDATION_ERROR");
  const named = problems(frame).some(({ type, loc }) => type === "missing" && loc.join("/") === "data");
  demand(named, 'a problem of type missing at ["data"]', frame.text);
}

function problems({ data }: Frame): ReturnType<typeof readProblems> {
  return readProblems(data["errors"]);
}

/** Messages and answers on `/ws` where all is well, and where the message has the wrong form. */
export const MESSAGE_CHECKS: readonly Check[] = [
  {
    id: "23",
    group: "websocket",
    title: "Connecting brings no greeting",
    hint: "Send nothing until the client does: its first reset would read the greeting as its answer.",
    run: silence,
  },
  {
    id: "24",
    group: "websocket",
    title: "A reset works with and without data",
    hint: "Let data default to {}, ignore keys the environment does not take, and refuse null.",
    run: resets,
  },
  {
    id: "25",
    group: "websocket",
    title: "A step answers observation, numeric reward and done",
    hint: "Send exactly type and data; keep reward, done and metadata out of the observation.",
    run: steps,
  },
  {
    id: "26",
    group: "websocket",
    title: "Optional action fields may be null",
    hint: "Python clients send every field: allow null for optional ones, and metadata {}.",
    run: explicitNulls,
  },
  {
    id: "27",
    group: "websocket",
    title: "The state counts the steps of the episode",
    hint: "Keep the episode_id of the reset, and count carried out steps from 0.",
    run: states,
  },
  {
    id: "28",
    group: "websocket",
    title: "The state can be asked before a reset",
    hint: "Answer with the state of a new environment.",
    run: coldState,
  },
  {
    id: "29",
    group: "websocket",
    title: "Unknown keys and needless data are refused",
    hint: "Answer VALIDATION_ERROR with a list in errors, and keep the socket.",
    run: strictMessages,
  },
  {
    id: "30",
    group: "websocket",
    title: "A step without data is refused",
    hint: 'Answer VALIDATION_ERROR with a problem of type missing at ["data"].',
    run: missingData,
  },
];
