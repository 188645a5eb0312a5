import { expect } from "vitest";
import { createRng } from "../../src/core/random.ts";
import type { RunningServer } from "../../src/openenv/index.ts";
import { WS_ERROR_CODES } from "../../src/openenv/wire.ts";
import { Fuzzer } from "./openenv-fuzz.ts";
import { call, type Frame, type Json, open, type TestSocket, until } from "./openenv-server.ts";

const BATCH = 50;
/** Statuses of refusals and of success; a 500 would mean that the desk threw. */
const STATUSES = [200, 204, 307, 404, 405, 409, 413, 422, 501, 503];

const isClose = (frame: string): boolean => {
  try {
    const value: unknown = JSON.parse(frame);
    return JSON.stringify(value) === '{"type":"close"}';
  } catch {
    return false;
  }
};

/** Checks one answer and says whether it was a step that was carried out, a reset, or neither. */
function judge(frame: string, { type, data }: Frame): "step" | "reset" | "neither" {
  expect(["observation", "state", "mcp", "error"], frame).toContain(type);
  if (type === "error") {
    expect(WS_ERROR_CODES, frame).toContain(data.code);
    expect(data.message, frame).not.toMatch(/\n| at .*:\d+:\d+/);
  }
  if (type !== "observation") return "neither";
  return data["reward"] === null ? "reset" : "step";
}

/** Sends frames to a session of its own, and checks that every one is answered and only real steps count. */
export async function fuzzFrames(server: RunningServer, seed: number, count: number): Promise<void> {
  const fuzzer = new Fuzzer(createRng(seed).fork("frames"));
  const socket: TestSocket = await open(server);
  let steps = 0;
  for (let sent = 0; sent < count; sent += BATCH) {
    const frames = Array.from({ length: BATCH }, () => fuzzer.frame()).filter((frame) => !isClose(frame));
    for (const frame of frames) socket.send(frame);
    for (const frame of frames) {
      const kind = judge(frame, await socket.next());
      steps = kind === "reset" ? 0 : steps + (kind === "step" ? 1 : 0);
    }
    const { data } = await socket.ask({ type: "state" });
    expect(data["step_count"]).toBe(steps);
  }
  expect(socket.unread).toBe(0);
  socket.send({ type: "close" });
  expect(await socket.closed).toBe(1000);
}

/** Sends HTTP requests, and checks that every one is answered by a documented status. */
export async function fuzzRequests(server: RunningServer, seed: number, count: number): Promise<void> {
  const fuzzer = new Fuzzer(createRng(seed).fork("requests"));
  for (let sent = 0; sent < count; sent += BATCH) {
    const requests = Array.from({ length: BATCH }, () => fuzzer.request());
    const answers = await Promise.all(requests.map(({ path, ...request }) => call(server, path, request)));
    for (const [index, { status, text }] of answers.entries()) {
      const shown = JSON.stringify(requests[index]);
      expect(STATUSES, `${shown} ${text}`).toContain(status);
      expect(text, shown).not.toMatch(/ at .*:\d+:\d+/);
    }
  }
}

/** Runs `disturb` beside an episode, and checks that the episode does not notice. */
export async function beside(server: RunningServer, disturb: () => Promise<unknown>): Promise<void> {
  const socket = await open(server);
  await socket.ask({ type: "reset", data: { seed: 1, episode_id: "witness" } });
  const before: Json = (await socket.ask({ type: "step", data: { operation: "wait" } })).data;
  const state = await socket.ask({ type: "state" });
  await disturb();
  expect(await socket.ask({ type: "state" })).toEqual(state);
  await socket.ask({ type: "reset", data: { seed: 1, episode_id: "witness" } });
  expect((await socket.ask({ type: "step", data: { operation: "wait" } })).data).toEqual(before);
  socket.send({ type: "close" });
  await until(async () => (await call(server, "/health")).status === 200);
}
