import { expect } from "vitest";
import type { RunningServer } from "../../src/openenv/index.ts";
import { call, metric, open, type TestSocket } from "./openenv-server.ts";

const WAIT = { type: "step", data: { operation: "wait" } };

/** The number of sessions of a server that hold a slot. */
export const active = (server: RunningServer): Promise<number> => metric(server, "openenv_sessions_active");

/** A session in the middle of an episode, and a check that it was not disturbed. */
export async function witness(server: RunningServer): Promise<() => Promise<void>> {
  const socket: TestSocket = await open(server);
  await socket.ask({ type: "reset", data: { episode_id: "witness" } });
  await socket.ask(WAIT);
  const before = await socket.ask({ type: "state" });
  return async () => {
    expect(await socket.ask({ type: "state" })).toEqual(before);
    expect((await call(server, "/health")).status).toBe(200);
  };
}
