import { describe, expect, it } from "vitest";
import { EnvSession } from "../../../src/openenv/env-session.ts";
import type { RunningServer } from "../../../src/openenv/index.ts";
import { heuristicAction } from "../../../src/supportdesk/index.ts";
import type { Observation } from "../../../src/supportdesk/models.ts";
import { ECHO } from "../../support/openenv-echo.ts";
import { type Answer, call, type Json, open, serve } from "../../support/openenv-server.ts";

const IDS = [
  "billing_refund_easy",
  "account_takeover_medium",
  "api_incident_hard",
  "regulated_export_exception_hard",
];
const post = (server: RunningServer, path: string, body?: unknown): Promise<Answer> =>
  call(server, path, { method: "POST", body });

/** The playbook's actions for a task, as a client would send them. */
async function playbook(server: RunningServer, taskId: string): Promise<readonly Json[]> {
  const socket = await open(server);
  const actions: Json[] = [];
  let { data } = await socket.ask({ type: "reset", data: { task_id: taskId } });
  while (data["done"] !== true) {
    const action = heuristicAction(data["observation"] as Observation);
    actions.push(action);
    ({ data } = await socket.ask({ type: "step", data: action }));
  }
  return actions;
}

describe("/tasks", () => {
  it("lists every task with its grader, and the schema of an action, to GET and POST alike", async () => {
    const server = await serve();
    const { json, text } = await call(server, "/tasks");
    const tasks = json["tasks"] as readonly Json[];
    expect(tasks.map(({ id }) => id)).toEqual(IDS);
    expect([json["count"], tasks.every((task) => task["grader"] && task["has_grader"])]).toEqual([4, true]);
    expect(Object.keys(tasks[0] ?? {})).toEqual(
      expect.arrayContaining(["task_id", "name", "difficulty", "description", "max_steps"]),
    );
    expect(json["action_schema"]).toEqual((await call(server, "/schema")).json["action"]);
    expect((await post(server, "/tasks")).text).toBe(text);
  });
});

describe("/grader", () => {
  it("answers cold with a score inside (0, 1), to GET and POST alike", async () => {
    const server = await serve();
    const cold = await post(server, "/grader", {});
    expect(cold.status).toBe(200);
    expect(cold.json).toEqual({
      task_id: "billing_refund_easy",
      score: 0.01,
      episode_completed: false,
      outcome: "open",
      steps: 0,
      scores: Object.fromEntries(IDS.map((id) => [id, 0.01])),
    });
    expect((await call(server, "/grader")).json).toEqual(cold.json);
    expect((await post(server, "/grader")).json).toEqual(cold.json);
    expect((await call(server, "/grader?task_id=api_incident_hard")).json["task_id"]).toBe(
      "api_incident_hard",
    );
  });

  it("replays posted actions and shows what the score is made of once they end the episode", async () => {
    const server = await serve();
    const taskId = "account_takeover_medium";
    const actions = await playbook(server, taskId);
    const { json } = await post(server, "/grader", { task_id: taskId, actions });
    expect(json).toMatchObject({
      task_id: taskId,
      score: 0.99,
      episode_completed: true,
      outcome: "submitted",
    });
    const parts = Object.values(json["breakdown"] as Readonly<Record<string, number>>);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 12);
    expect((json["scores"] as Json)[taskId]).toBe(0.99);
    const early = await post(server, "/grader", { task_id: taskId, actions: actions.slice(0, 1) });
    expect(early.json["episode_completed"]).toBe(false);
    expect(early.json).not.toHaveProperty("breakdown");
    expect(early.text).not.toContain("evidence");
  });

  it("names the action that is wrong, or that comes after the end", async () => {
    const server = await serve();
    const wrong = await post(server, "/grader", { actions: [{ operation: "wait" }, { operation: "fly" }] });
    expect([wrong.status, wrong.json["detail"]]).toMatchObject([
      422,
      [{ loc: ["body", "actions", 1, "operation"] }],
    ]);
    const late = await post(server, "/grader", { actions: [{ operation: "submit" }, { operation: "wait" }] });
    expect([late.status, late.json["detail"]]).toMatchObject([422, [{ loc: ["body", "actions", 1] }]]);
    const task = await post(server, "/grader", { task_id: "nope" });
    expect([task.status, task.json["detail"]]).toMatchObject([422, [{ loc: ["body", "task_id"] }]]);
    expect((await post(server, "/grader", { actions: {} })).status).toBe(422);
  });

  it("grades a session by its id: a score while it plays, its parts once it has ended", async () => {
    const server = await serve();
    await post(server, "/reset", { session_id: "a", task_id: "api_incident_hard" });
    await post(server, "/step", { session_id: "a", action: { operation: "classify", priority: "urgent" } });
    const during = await post(server, "/grader", { session_id: "a" });
    expect(during.json).toMatchObject({ task_id: "api_incident_hard", steps: 1, episode_completed: false });
    expect(during.json).not.toHaveProperty("breakdown");
    await post(server, "/step", { session_id: "a", action: { operation: "submit" } });
    const after = await call(server, "/grader?session_id=a");
    expect(after.json).toMatchObject({ episode_completed: true, breakdown: { queue: 0 } });
    expect((await post(server, "/grader", { session_id: "b" })).status).toBe(404);
  });
});

describe("/baseline", () => {
  it("repeats exactly, to GET and POST alike, on any server", async () => {
    const server = await serve();
    const first = await post(server, "/baseline", {});
    expect(first.json).toEqual({
      baseline_scores: Object.fromEntries(IDS.map((id) => [id, 0.99])),
      average: 0.99,
      policy: "heuristic",
      seed: 0,
    });
    expect((await call(server, "/baseline")).text).toBe(first.text);
    expect((await post(await serve(), "/baseline")).text).toBe(first.text);
  });

  it("plays one task alone", async () => {
    const { json } = await post(await serve(), "/baseline", { task_id: "api_incident_hard", seed: 0 });
    expect(json["baseline_scores"]).toEqual({ api_incident_hard: 0.99 });
  });
});

describe("the task API", () => {
  it("names the environment and its splits", async () => {
    const server = await serve();
    expect((await call(server, "/list_environments")).json).toEqual(["supportdesk_env"]);
    expect((await call(server, "/supportdesk_env/splits")).json).toEqual([
      { name: "train", type: "train" },
      { name: "validation", type: "validation" },
      { name: "test", type: "test" },
    ]);
  });

  it("has the suite in the split for training, and nothing in the others", async () => {
    const server = await serve();
    const at = async (path: string, body: object): Promise<Json> =>
      (await post(server, `/supportdesk_env/${path}`, body)).json;
    expect(await at("num_tasks", { split: "train" })).toEqual({ num_tasks: 4 });
    expect(await at("num_tasks", { split: "test" })).toEqual({ num_tasks: 0 });
    const { tasks, env_name } = await at("tasks", { split: "train" });
    expect([(tasks as readonly Json[]).map(({ task_id }) => task_id), env_name]).toEqual([
      IDS,
      "supportdesk_env",
    ]);
    expect((await at("task", { split: "train", index: 2 }))["task"]).toMatchObject({ task_id: IDS[2] });
    const range = await at("task_range", { split: "train", start: 1, stop: 3 });
    expect((range["tasks"] as readonly Json[]).map(({ task_id }) => task_id)).toEqual(IDS.slice(1, 3));
    expect((await at("task_range", { split: "train" }))["tasks"]).toHaveLength(4);
  });

  it("gives tasks that a reset takes as its parameters", async () => {
    const server = await serve();
    const { json } = await post(server, "/supportdesk_env/task", { split: "train", index: 3 });
    const begun = await post(server, "/reset", json["task"]);
    expect((begun.json["observation"] as Json)["task_id"]).toBe(IDS[3]);
  });

  it("refuses another environment with 404, and what is not there or too much with 422", async () => {
    const server = await serve();
    expect((await call(server, "/other/splits")).status).toBe(404);
    expect((await post(server, "/other/num_tasks", { split: "train" })).status).toBe(404);
    const bodies = [
      { split: "train", index: 4 },
      { split: "train", index: -1 },
      { split: "holdout", index: 0 },
      { split: "train", index: 0, more: 1 },
      { index: 0 },
    ];
    const answers = await Promise.all(bodies.map((body) => post(server, "/supportdesk_env/task", body)));
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422]);
  });
});

describe("an environment without tasks, grader and baseline", () => {
  it("says so with 501", async () => {
    const server = await serve({ environment: ECHO });
    expect((await call(server, "/tasks")).json).toMatchObject({ tasks: [], count: 0 });
    expect((await call(server, "/echo_env/splits")).status).toBe(501);
    expect((await post(server, "/grader", {})).status).toBe(501);
    expect((await post(server, "/baseline", {})).status).toBe(501);
  });

  it("grades nothing in its sessions", () => {
    const session = ECHO.createSession(() => "id");
    expect(session).toBeInstanceOf(EnvSession);
    expect(session.grade()).toBeUndefined();
  });
});
