import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { ECHO } from "../../support/openenv-echo.ts";
import {
  type Frame,
  open,
  TestSocket as Socket,
  serve,
  type TestSocket,
} from "../../support/openenv-server.ts";

const WAIT = { operation: "wait" };
const RESET = { type: "reset" };
const step = (data: object) => ({ type: "step", data });

const stepCount = async (socket: TestSocket): Promise<unknown> =>
  (await socket.ask({ type: "state" })).data["step_count"];

describe("the control socket", () => {
  it("says nothing until it is asked", async () => {
    const socket = await open(await serve());
    // A pong comes after everything that was sent before it.
    await new Promise((resolve) => {
      socket.socket.once("pong", resolve);
      socket.socket.ping();
    });
    expect(socket.unread).toBe(0);
  });

  it.each([
    [{ type: "reset" }],
    [{ type: "reset", data: {} }],
    [{ type: "reset", data: { seed: 4, task_id: "api_incident_hard", prompt: ["x"] } }],
  ])("begins an episode on %j", async (frame) => {
    const { type, data } = await (await open(await serve())).ask(frame);
    expect([type, data["reward"], data["done"]]).toEqual(["observation", null, false]);
  });

  it("answers a step with a number, a boolean, and an observation without them", async () => {
    const socket = await open(await serve());
    await socket.ask(RESET);
    const { type, data } = await socket.ask(step(WAIT));
    expect([type, typeof data["reward"], data["done"]]).toEqual(["observation", "number", false]);
    expect(Object.keys(data)).toEqual(["observation", "reward", "done", "metadata"]);
    expect(Object.keys(data["observation"] as object)).not.toEqual(
      expect.arrayContaining(["reward", "done", "metadata"]),
    );
  });

  it("takes explicit nulls in every optional field, and metadata", async () => {
    const socket = await open(await serve());
    const empty = { queue: null, priority: null, issue_type: null, status: null, resolution_code: null };
    const nulls = {
      ...WAIT,
      ...empty,
      requested_fields: null,
      reply: null,
      internal_note: null,
      metadata: {},
    };
    expect((await socket.ask(step(nulls))).type).toBe("observation");
    expect((await socket.ask(step({ ...nulls, metadata: null }))).type).toBe("observation");
  });

  it("counts steps, under the episode id of the reset", async () => {
    const socket = await open(await serve());
    await socket.ask({ type: "reset", data: { episode_id: "mine" } });
    const counts = [await stepCount(socket)];
    for (let count = 0; count < 2; count += 1) {
      await socket.ask(step(WAIT));
      counts.push(await stepCount(socket));
    }
    expect(counts).toEqual([0, 1, 2]);
    expect((await socket.ask({ type: "state" })).data["episode_id"]).toBe("mine");
  });

  it("answers a state before any reset", async () => {
    const { type, data } = await (await open(await serve())).ask({ type: "state" });
    expect([type, data["step_count"], data["task_id"]]).toEqual(["state", 0, "billing_refund_easy"]);
  });

  it("does not let a state before the first reset use up a task of the cycle", async () => {
    const socket = await open(await serve());
    await socket.ask({ type: "state" });
    const { data } = await socket.ask(RESET);
    expect((data["observation"] as Frame["data"])["task_id"]).toBe("billing_refund_easy");
  });

  it("begins anew on a second reset: count, history and episode", async () => {
    const socket = await open(await serve());
    await socket.ask({ type: "reset", data: { seed: 1 } });
    const first = (await socket.ask({ type: "state" })).data["episode_id"];
    await socket.ask(step(WAIT));
    await socket.ask({ type: "reset", data: { seed: 1 } });
    const { data } = await socket.ask({ type: "state" });
    expect([data["step_count"], data["action_history"]]).toEqual([0, []]);
    expect(data["episode_id"]).not.toBe(first);
  });

  it("answers pipelined frames in order, one each", async () => {
    const socket = await open(await serve());
    for (let count = 0; count < 5; count += 1) socket.send(step(WAIT));
    const remaining: unknown[] = [];
    for (let count = 0; count < 5; count += 1) {
      remaining.push(((await socket.next()).data["observation"] as Frame["data"])["remaining_steps"]);
    }
    const first = Number(remaining[0]);
    expect(remaining).toEqual([first, first - 1, first - 2, first - 3, first - 4]);
  });

  it("keeps two sockets apart: episode, count and task", async () => {
    const server = await serve();
    const [one, other] = [await open(server), await open(server)];
    await one.ask({ type: "reset", data: { task_id: "api_incident_hard" } });
    await other.ask(RESET);
    await one.ask(step(WAIT));
    const [a, b] = [(await one.ask({ type: "state" })).data, (await other.ask({ type: "state" })).data];
    expect([a["step_count"], b["step_count"]]).toEqual([1, 0]);
    expect([a["task_id"], b["task_id"]]).toEqual(["api_incident_hard", "billing_refund_easy"]);
    expect(a["episode_id"]).not.toBe(b["episode_id"]);
  });

  it("ends with 1000 and no answer when asked to close", async () => {
    const socket = await open(await serve());
    socket.send({ type: "close" });
    expect(await socket.closed).toBe(1000);
    expect(socket.unread).toBe(0);
  });

  it("takes a handshake without an origin that offers compression, and uses none", async () => {
    const server = await serve();
    const socket = new Socket(server);
    await new Promise((resolve) => socket.socket.once("open", resolve));
    expect(socket.socket.extensions).toBe("");
    expect((await socket.ask(RESET)).type).toBe("observation");
    socket.socket.terminate();
  });

  it("refuses an upgrade on any other path and lives on", async () => {
    const server = await serve();
    for (const path of ["/nothing", "/ws/", "/health", "/ws/ui"]) {
      const refused = new WebSocket(`${server.url.replace("http", "ws")}${path}`);
      const error = await new Promise<Error>((resolve) => refused.once("error", resolve));
      expect(error.message).toContain("403");
    }
    expect((await (await open(server)).ask(RESET)).type).toBe("observation");
  });

  it("says how an episode ended, and shows the grade's evidence only then", async () => {
    const socket = await open(await serve());
    await socket.ask(RESET);
    const { data: during } = await socket.ask(step({ operation: "classify", queue: "billing_ops" }));
    expect(Object.keys(during["metadata"] as object)).toEqual([
      "terminated",
      "truncated",
      "task_id",
      "reward_components",
    ]);
    const { data } = await socket.ask(step({ operation: "submit" }));
    expect(data["done"]).toBe(true);
    expect(data["metadata"]).toMatchObject({
      terminated: true,
      truncated: false,
      outcome: "submitted",
      episode: { steps: 2, outcome: "submitted" },
      grade: { components: { queue: { weight: 15, credit: 1 } } },
    });
  });

  it("answers pings while another socket plays", async () => {
    const server = await serve({ environment: ECHO });
    const [busy, calm] = [await open(server), await open(server)];
    const pongs = new Promise((resolve) => calm.socket.once("pong", resolve));
    for (let count = 0; count < 1000; count += 1) busy.send(step({ message: "hi" }));
    calm.socket.ping();
    await pongs;
    let answers = 0;
    while (answers < 1000) {
      await busy.next();
      answers += 1;
    }
    expect(busy.unread).toBe(0);
  });
});
