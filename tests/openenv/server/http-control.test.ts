import { describe, expect, it } from "vitest";
import type { RunningServer } from "../../../src/openenv/index.ts";
import { ECHO } from "../../support/openenv-echo.ts";
import { type Answer, call, type Json, open, serve } from "../../support/openenv-server.ts";

const WAIT = { operation: "wait" };
const post = (server: RunningServer, path: string, body: unknown): Promise<Answer> =>
  call(server, path, { body });
const issues = ({ json }: Answer): readonly Json[] => json["detail"] as readonly Json[];

describe("POST /reset", () => {
  it("takes no body, an empty one, {} and null", async () => {
    const server = await serve();
    const answers = [
      await call(server, "/reset", { method: "POST" }),
      await post(server, "/reset", ""),
      await post(server, "/reset", {}),
      await post(server, "/reset", "null"),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  it("answers observation, reward, done and metadata, and nothing of the three in the observation", async () => {
    const { json } = await post(await serve(), "/reset", {});
    expect(Object.keys(json)).toEqual(["observation", "reward", "done", "metadata"]);
    expect([json["reward"], json["done"]]).toEqual([null, false]);
    const observation = json["observation"] as Json;
    expect(Object.keys(observation).filter((key) => ["reward", "done", "metadata"].includes(key))).toEqual(
      [],
    );
    expect(json["metadata"]).toEqual({
      terminated: false,
      truncated: false,
      task_id: observation["task_id"],
    });
  });

  it.each([
    [-1, "greater_than_equal"],
    [1.5, "int_type"],
    ["seven", "int_type"],
    [[1], "int_type"],
  ])("refuses the seed %j with its place", async (seed, type) => {
    const answer = await post(await serve(), "/reset", { seed });
    expect(answer.status).toBe(422);
    expect(issues(answer)).toMatchObject([{ type, loc: ["body", "seed"] }]);
  });

  it.each([["7"], [7.0], [true], [1e300], ["9".repeat(40)], [null]])("takes the seed %j", async (seed) => {
    expect((await post(await serve(), "/reset", { seed })).status).toBe(200);
  });

  it("reads a numeral as the number", async () => {
    const server = await serve({ httpSessions: "shared" });
    await post(server, "/reset", { seed: "7" });
    expect((await call(server, "/state")).json["seed"]).toBe(7);
  });

  it("drops unknown keys, however large, and lets task_id pick the task", async () => {
    const body = { prompt: [{ content: "x".repeat(500_000) }], split: "train", task_id: "api_incident_hard" };
    const { status, json } = await post(await serve(), "/reset", body);
    expect(status).toBe(200);
    expect((json["observation"] as Json)["task_id"]).toBe("api_incident_hard");
  });

  it("refuses an unknown task with all that there are", async () => {
    const answer = await post(await serve(), "/reset", { task_id: "nope" });
    expect(answer.status).toBe(422);
    const [problem] = issues(answer);
    expect(problem).toMatchObject({ type: "literal_error", loc: ["body", "task_id"], input: "nope" });
    expect(problem?.["msg"]).toContain("billing_refund_easy, account_takeover_medium");
  });

  it.each([["{bad"], ["[1]"], ['"text"'], ["3"]])(
    "answers the body %s with a list of problems",
    async (body) => {
      const answer = await post(await serve(), "/reset", body);
      expect(answer.status).toBe(422);
      expect(issues(answer)).toHaveLength(1);
      expect(issues(answer)[0]?.["loc"]).toContain("body");
    },
  );

  it("answers the same seed with the same bytes", async () => {
    const server = await serve();
    const [first, second] = [
      await post(server, "/reset", { seed: 3 }),
      await post(server, "/reset", { seed: 3 }),
    ];
    expect(first.text).toBe(second.text);
  });

  it("reads JSON whatever the content type says", async () => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const { json } = await call(await serve(), "/reset", { body: { task_id: "api_incident_hard" }, headers });
    expect((json["observation"] as Json)["task_id"]).toBe("api_incident_hard");
  });
});

describe("POST /step", () => {
  it.each([[undefined], ["classify"], [null], [[WAIT]]])("refuses the action %j", async (action) => {
    const answer = await post(await serve(), "/step", { action });
    expect(answer.status).toBe(422);
    expect(issues(answer)[0]?.["loc"]).toEqual(["body", "action"]);
  });

  it("says what is missing: the action of a body, or the body itself", async () => {
    const server = await serve();
    expect(issues(await post(server, "/step", {}))).toMatchObject([
      { type: "missing", loc: ["body", "action"] },
    ]);
    const bare = await call(server, "/step", { method: "POST" });
    expect(issues(bare)).toMatchObject([{ type: "missing", loc: ["body"] }]);
  });

  it("reports every problem of an action in one list, each from its field on", async () => {
    const answer = await post(await serve(), "/step", {
      action: { operation: "fly", mood: "good", requested_fields: ["", 5] },
    });
    expect(answer.status).toBe(422);
    expect(issues(answer).map(({ type, loc }) => [type, loc])).toEqual([
      ["literal_error", ["operation"]],
      ["string_too_short", ["requested_fields", 0]],
      ["string_type", ["requested_fields", 1]],
      ["extra_forbidden", ["mood"]],
    ]);
  });

  it("begins the first task by itself", async () => {
    const { status, json } = await post(await serve(), "/step", { action: WAIT });
    expect(status).toBe(200);
    expect((json["observation"] as Json)["task_id"]).toBe("billing_refund_easy");
    expect([typeof json["reward"], json["done"]]).toEqual(["number", false]);
  });

  it("takes timeout_s, request_id and further keys, but no timeout of 0", async () => {
    const server = await serve();
    const body = { action: WAIT, timeout_s: 2.5, request_id: "r", trace: {} };
    expect((await post(server, "/step", body)).status).toBe(200);
    expect((await post(server, "/step", { ...body, timeout_s: null, request_id: null })).status).toBe(200);
    const refused = await post(server, "/step", { ...body, timeout_s: 0 });
    expect(issues(refused)).toMatchObject([
      { type: "greater_than", loc: ["body", "timeout_s"], ctx: { gt: 0 } },
    ]);
  });

  it("answers the text of an exception of the environment with 500", async () => {
    const server = await serve({ environment: ECHO });
    const failed = await post(server, "/step", { action: { message: "explode" } });
    expect([failed.status, failed.json]).toEqual([500, { detail: "the echo exploded" }]);
    expect((await post(server, "/step", { action: { message: "refuse" } })).status).toBe(422);
  });
});

describe("GET /state", () => {
  it("has an episode id and a whole step count", async () => {
    const { status, json } = await call(await serve(), "/state");
    expect(status).toBe(200);
    expect([typeof json["episode_id"], json["step_count"]]).toEqual(["string", 0]);
  });

  it("refuses the name of a session that is too long", async () => {
    const { status, json } = await call(await serve(), `/state?session_id=${"x".repeat(256)}`);
    expect([status, json["detail"]]).toMatchObject([422, [{ loc: ["query", "session_id"] }]]);
  });
});

describe("what HTTP requests share", () => {
  const steps = async (server: RunningServer, query = ""): Promise<unknown> =>
    (await call(server, `/state${query}`)).json["step_count"];

  it("is nothing by default", async () => {
    const server = await serve();
    await post(server, "/step", { action: WAIT });
    await post(server, "/step", { action: WAIT });
    expect(await steps(server)).toBe(0);
  });

  it("is one environment on a server of shared sessions", async () => {
    const server = await serve({ httpSessions: "shared" });
    await post(server, "/reset", { episode_id: "ours" });
    await post(server, "/step", { action: WAIT });
    await post(server, "/step", { action: WAIT });
    const { json } = await call(server, "/state");
    expect([json["episode_id"], json["step_count"]]).toEqual(["ours", 2]);
  });

  it("is the environment of a session_id, whatever the server is set to", async () => {
    const server = await serve();
    await post(server, "/reset", { session_id: "a", episode_id: "ours" });
    await post(server, "/step", { session_id: "a", action: WAIT });
    await post(server, "/step", { session_id: "b", action: WAIT });
    await post(server, "/step", { session_id: "a", action: WAIT });
    expect([await steps(server, "?session_id=a"), await steps(server, "?session_id=b")]).toEqual([2, 1]);
  });

  it("stays as it was when an action is refused or the episode is over", async () => {
    const server = await serve({ httpSessions: "shared" });
    await post(server, "/reset", {});
    await post(server, "/step", { action: { operation: "fly" } });
    expect(await steps(server)).toBe(0);
    await post(server, "/step", { action: { operation: "submit" } });
    const late = await post(server, "/step", { action: WAIT });
    expect([late.status, late.json["detail"]]).toEqual([
      409,
      "The episode has ended: call `reset()` to start the next one.",
    ]);
    expect(await steps(server)).toBe(1);
  });

  it("takes no slot, so that it works while every slot is in use", async () => {
    const server = await serve({ maxSessions: 1 });
    await (await open(server)).ask({ type: "state" });
    expect((await post(server, "/reset", {})).status).toBe(200);
    expect((await post(server, "/step", { session_id: "a", action: WAIT })).status).toBe(200);
  });

  it("is bounded: a new session takes the place of one whose episode is over, and else is refused", async () => {
    const server = await serve({ maxSessions: 2 });
    await post(server, "/reset", { session_id: "a" });
    await post(server, "/reset", { session_id: "b" });
    const refused = await post(server, "/reset", { session_id: "c" });
    expect(refused.status).toBe(503);
    expect(refused.json["detail"]).toContain("2/2");
    await post(server, "/step", { session_id: "b", action: { operation: "submit" } });
    expect((await post(server, "/reset", { session_id: "c" })).status).toBe(200);
    expect(await steps(server, "?session_id=a")).toBe(0);
  });
});
