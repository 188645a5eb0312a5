import { wait } from "../client/options.ts";
import type { Check } from "./check.ts";
import { demandStatus } from "./http.ts";
import { Busy, demand, Failure, need } from "./outcome.ts";
import type { Frame, Probe } from "./probe.ts";
import { demandError, type Trial } from "./trial.ts";

const FREED_WITHIN_MS = 1000;
const LOOK_MS = 50;

/** Takes every session of the server. @throws {Skipped} If it is not known how many there are. */
async function fill(trial: Trial): Promise<readonly Probe[]> {
  const { maxSessions } = trial.settings;
  need(maxSessions !== undefined, "it is not known how many sessions the server allows (--max-sessions N)");
  const probes: Probe[] = [];
  for (let taken = 0; taken < maxSessions; taken += 1) {
    const probe = await trial.open();
    await probe.ask({ type: "state" });
    probes.push(probe);
  }
  return probes;
}

/** The error that a socket beyond the last session gets. */
async function refusal(probe: Probe): Promise<Frame> {
  const frame = await probe.next();
  demandError(frame, "CAPACITY_REACHED");
  return frame;
}

async function controlWhileFull(trial: Trial): Promise<void> {
  await fill(trial);
  demandStatus(await trial.http.post("/reset", {}), 200);
  demandStatus(await trial.http.ask("/state"), 200);
}

/** Waits until a new socket is let in. */
async function demandRoom(trial: Trial, after: string): Promise<void> {
  const patienceMs = Math.min(FREED_WITHIN_MS, trial.settings.timeoutMs);
  for (let waited = 0; waited < patienceMs; waited += LOOK_MS) {
    const probe = await trial.open();
    const admitted = await probe.ask({ type: "state" }).then(
      ({ type }) => type === "state",
      (error: unknown) => {
        if (error instanceof Busy) return false;
        throw error;
      },
    );
    if (admitted) return;
    await wait(LOOK_MS);
  }
  throw new Failure(`room for a new socket within ${patienceMs} ms of ${after}`, "CAPACITY_REACHED");
}

async function dropFrees(trial: Trial): Promise<void> {
  const [first] = await fill(trial);
  first?.drop();
  await demandRoom(trial, "a dropped connection");
}

async function closeFrees(trial: Trial): Promise<void> {
  const [first] = await fill(trial);
  first?.send({ type: "close" });
  await demandRoom(trial, "a goodbye");
}

async function refused(trial: Trial): Promise<void> {
  await fill(trial);
  const late = await trial.open({ expectsFull: true });
  const { data, text } = await refusal(late);
  const { active_sessions, max_sessions } = data;
  const counted =
    active_sessions === trial.settings.maxSessions && max_sessions === trial.settings.maxSessions;
  demand(counted, `active_sessions and max_sessions ${trial.settings.maxSessions}`, text);
  const code = await late.closed();
  demand(code === 1000, "the socket to be closed with code 1000", `code ${code}`);
}

async function refusedLate(trial: Trial): Promise<void> {
  await fill(trial);
  const late = await trial.open({ expectsFull: true });
  await wait(100);
  demand(late.isOpen, "a socket that is still open 100 ms after connecting", "a closed one");
  late.send({ type: "reset" });
  await refusal(late);
}

async function poll(socket: Probe, waitMs: number): Promise<void> {
  const { type, text } = await socket.ask({ type: "state" });
  demand(type === "state", "state polling to keep a session alive", text);
  await wait(waitMs);
}

const POLLS_PER_TIMEOUT = 3;

async function idle(trial: Trial): Promise<void> {
  const { sessionTimeoutMs, timeoutMs } = trial.settings;
  need(sessionTimeoutMs !== undefined, "it is not known when idle sessions end (--session-timeout MS)");
  const [sleeper, poller] = [await trial.episode(), await trial.episode()];
  const waitMs = sessionTimeoutMs / POLLS_PER_TIMEOUT;
  const polls = Math.ceil((2 * sessionTimeoutMs + timeoutMs) / waitMs);
  for (let polled = 0; polled < polls && sleeper.isOpen; polled += 1) await poll(poller, waitMs);
  demand(!sleeper.isOpen, `an idle socket to be closed after ${sessionTimeoutMs} ms`, "an open socket");
  for (let polled = 0; polled <= POLLS_PER_TIMEOUT; polled += 1) await poll(poller, waitMs);
}

/** What a server does that has no room left. */
export const CAPACITY_CHECKS: readonly Check[] = [
  {
    id: "22",
    group: "capacity",
    title: "HTTP control calls need no session",
    hint: "Do not count /reset, /step and /state against the sessions.",
    simulationOnly: true,
    run: controlWhileFull,
  },
  {
    id: "38",
    group: "capacity",
    title: "A dropped connection frees its session",
    hint: "Destroy the session whenever the socket closes, however it does.",
    run: dropFrees,
  },
  {
    id: "46",
    group: "capacity",
    title: "A full server says so and closes with 1000",
    hint: "Accept the socket, send CAPACITY_REACHED with active_sessions and max_sessions, then close.",
    run: refused,
  },
  {
    id: "47",
    group: "capacity",
    title: "A client that speaks late still reads CAPACITY_REACHED",
    hint: "Wait for the first message, or a second, before closing a refused socket.",
    run: refusedLate,
  },
  {
    id: "48",
    group: "capacity",
    title: "A closed socket makes room within a second",
    hint: "Free the session when the client says close.",
    run: closeFrees,
  },
  {
    id: "49",
    group: "capacity",
    title: "Idle sessions end, polled ones do not",
    hint: "Count every message as activity, and close the socket of a session that ends.",
    run: idle,
  },
];
