import { describe, expect, it } from "vitest";
import { describeEnvironment, type RunningServer } from "../../../src/openenv/index.ts";
import "../../../src/supportdesk/index.ts";
import { call, open, serve } from "../../support/openenv-server.ts";

const RESET = { seed: 5, episode_id: "same", task_id: "account_takeover_medium" };
const ACTIONS = [
  { operation: "classify", queue: "trust_and_safety", priority: "urgent", issue_type: "account_compromise" },
  { operation: "request_info", requested_fields: ["last_login", "recovery_email"] },
  { operation: "wait" },
  { operation: "draft_reply", reply: "We locked the account and will verify you. Ünïcödé – ✓ 🎫" },
  { operation: "submit", status: "resolved", resolution_code: "done" },
];

/** What a session says of one episode: the reset, then each step and the state after it. */
function inProcess(): readonly string[] {
  const session = describeEnvironment("SupportDesk-v1").createSession(() => "unused");
  const lines = [JSON.stringify(session.reset(RESET)), JSON.stringify(session.state())];
  for (const action of ACTIONS)
    lines.push(JSON.stringify(session.step(action)), JSON.stringify(session.state()));
  return lines;
}

async function overHttp(server: RunningServer, sessionId?: string): Promise<readonly string[]> {
  const query = sessionId === undefined ? "" : `?session_id=${sessionId}`;
  const state = async (): Promise<string> => (await call(server, `/state${query}`)).text;
  const lines = [
    (await call(server, "/reset", { body: { ...RESET, session_id: sessionId } })).text,
    await state(),
  ];
  for (const action of ACTIONS) {
    lines.push(
      (await call(server, "/step", { body: { action, session_id: sessionId } })).text,
      await state(),
    );
  }
  return lines;
}

async function overSocket(server: RunningServer): Promise<readonly string[]> {
  const socket = await open(server);
  const ask = async (frame: object): Promise<string> => {
    socket.send(frame);
    return (await socket.text()).replace(/^\{"type":"\w+","data":(.*)\}$/s, "$1");
  };
  const lines = [await ask({ type: "reset", data: RESET }), await ask({ type: "state" })];
  for (const data of ACTIONS) lines.push(await ask({ type: "step", data }), await ask({ type: "state" }));
  return lines;
}

describe("an episode of one seed, id and actions", () => {
  it("is the same bytes in process, on a socket, over shared HTTP and over a named session", async () => {
    const expected = inProcess();
    expect(expected).toHaveLength(12);
    expect(expected.at(-1)).toContain(`"step_count":5`);
    expect(expected.at(-2)).toContain(`"done":true`);
    const server = await serve({ httpSessions: "shared" });
    expect(await overSocket(server)).toEqual(expected);
    expect(await overHttp(server)).toEqual(expected);
    expect(await overHttp(server, "named")).toEqual(expected);
  });

  it("is the same bytes on a second socket, after another episode, and after a restart", async () => {
    const first = await serve();
    const lines = await overSocket(first);
    expect(await overSocket(first)).toEqual(lines);
    await first.close();
    const second = await serve();
    const socket = await open(second);
    await socket.ask({ type: "reset", data: { seed: 99 } });
    await socket.ask({ type: "step", data: { operation: "wait" } });
    socket.send({ type: "reset", data: RESET });
    expect(await socket.text()).toBe(`{"type":"observation","data":${lines[0]}}`);
    expect(await overSocket(second)).toEqual(lines);
  });

  it("holds what JSON can carry and no number that is not finite", () => {
    for (const line of inProcess()) expect(JSON.stringify(JSON.parse(line))).toBe(line);
  });
});
