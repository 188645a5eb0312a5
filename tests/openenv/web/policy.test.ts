import { describe, expect, it } from "vitest";
import { echoEnvironment, openSite } from "./web-site.ts";

const TASKS = [
  "billing_refund_easy",
  "account_takeover_medium",
  "api_incident_hard",
  "regulated_export_exception_hard",
];
const MOST_STEPS = 20;

/** Names of the actions that a policy chooses until the episode ends. */
async function play(policy: string, seed: number): Promise<readonly string[]> {
  const site = openSite();
  await site.send("/web/reset", { task_id: "api_incident_hard", seed });
  const names: string[] = [];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const { choice, done } = await site.send("/web/policy", { name: policy });
    names.push((choice as { name: string }).name);
    if (done === true) break;
  }
  return names;
}

describe("POST /web/policy", () => {
  it.each(TASKS)("plays the heuristic on %s to the reported score 0.99", async (taskId) => {
    const site = openSite();
    await site.send("/web/reset", { task_id: taskId });
    let done = false;
    for (let step = 0; step < MOST_STEPS && !done; step += 1) {
      done = (await site.send("/web/policy", { name: "heuristic" }))["done"] === true;
    }
    expect(await site.read("/web/grade")).toMatchObject({ ended: true, score: 0.99, outcome: "submitted" });
  });

  it("plays exactly one step and says what it chose", async () => {
    const site = openSite();
    await site.send("/web/reset", { task_id: "api_incident_hard" });
    expect(await site.send("/web/policy", { name: "heuristic" })).toMatchObject({
      choice: {
        policy: "heuristic",
        name: "classify:production_incident",
        action: { operation: "classify", queue: "platform_engineering", priority: "urgent" },
      },
    });
    expect(await site.read("/web/state")).toMatchObject({ step_count: 1 });
  });

  it("plays at random only what the mask offers, the same for the same seed", async () => {
    const first = await play("random", 3);
    expect(first).toEqual(await play("random", 3));
    expect(first).not.toEqual(await play("random", 4));
    expect(first[0]).not.toBe("wait");
  });

  it("waits to the end of the budget when it does nothing", async () => {
    expect(await play("do-nothing", 0)).toEqual(Array.from({ length: 8 }, () => "wait"));
  });

  it("refuses a policy it does not know and a request without a name", async () => {
    const site = openSite();
    await site.send("/web/reset");
    expect((await site.post("/web/policy", { name: "heuristc" })).status).toBe(422);
    expect((await site.post("/web/policy")).status).toBe(422);
  });

  it("is a conflict before the first reset and after the end", async () => {
    const site = openSite();
    expect((await site.post("/web/policy", { name: "random" })).status).toBe(409);
    await site.send("/web/reset");
    await site.send("/web/step", { name: "submit:resolved" });
    expect((await site.post("/web/policy", { name: "random" })).status).toBe(409);
    expect((await site.post("/web/step", { name: "wait" })).status).toBe(409);
  });
});

describe("GET /web/policy", () => {
  it("lists the bundled policies with one line each", async () => {
    const { policies } = await openSite().read("/web/policy");
    expect(policies).toMatchObject([{ name: "heuristic" }, { name: "random" }, { name: "do-nothing" }]);
    for (const { summary } of policies as { summary: string }[]) expect(summary).not.toBe("");
  });

  it("lists none where the environment is not the desk", async () => {
    expect(await openSite(echoEnvironment()).read("/web/policy")).toEqual({ policies: [] });
  });
});

describe("what the page is told of the environment", () => {
  it("is the metadata, with nulls kept", async () => {
    expect(await openSite().read("/web/metadata")).toMatchObject({
      name: "SupportDesk",
      description: expect.any(String),
      readme_content: null,
      author: null,
      documentation_url: null,
    });
  });

  it("is the schemas of action, observation and state", async () => {
    const { action, observation, state } = await openSite().read("/web/schema");
    expect(action).toMatchObject({ required: ["operation"], additionalProperties: false });
    expect([observation, state]).toMatchObject([{ type: "object" }, { type: "object" }]);
  });

  it("is the tasks in their order, with nothing that tells an answer", async () => {
    const { tasks } = await openSite().read("/web/tasks");
    expect((tasks as { task_id: string }[]).map(({ task_id }) => task_id)).toEqual(TASKS);
    const keys = new Set((tasks as object[]).flatMap((task) => Object.keys(task)));
    expect([...keys].sort()).toEqual(["description", "difficulty", "max_steps", "name", "task_id"]);
  });
});
