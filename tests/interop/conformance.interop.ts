import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkConformance } from "../../src/openenv/index.ts";
import { freePort, type ServerProcess, startProcess } from "./processes.ts";
import { interpreter, program } from "./python.ts";

const CAPACITY = 2;

/**
 * Where the reference server itself departs from the checklist: fields of its own state are missing from `/schema`,
 * `POST /reset` refuses null for a body, and a client that speaks late finds the refused socket closed.
 */
const KNOWN_DEPARTURES = ["4", "10", "47"];

let server: ServerProcess;
beforeAll(async () => {
  const port = await freePort();
  const args = [program("echo_server.py"), `${port}`, `${CAPACITY}`];
  server = await startProcess({ command: interpreter(), args, port });
});
afterAll(() => server?.stop());

describe("the Python server", () => {
  it("passes our checks but for what it is known for", async () => {
    const { checks, upstream } = await checkConformance(server.url, { maxSessions: CAPACITY });
    const failed = checks.filter(({ status }) => status === "failed");
    expect(failed.filter(({ id }) => !KNOWN_DEPARTURES.includes(id))).toEqual([]);
    expect(upstream.passed).toBe(true);
    expect(checks.filter(({ status }) => status === "passed").length).toBeGreaterThan(40);
  }, 60_000);
});
