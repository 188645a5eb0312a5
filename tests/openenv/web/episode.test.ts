import { describe, expect, it } from "vitest";
import { echoEnvironment, openSite, type WebSite } from "./web-site.ts";

const CLASSIFY = {
  operation: "classify",
  queue: "billing_ops",
  priority: "high",
  issue_type: "duplicate_charge",
};

async function startedSite(taskId = "billing_refund_easy"): Promise<WebSite> {
  const site = openSite();
  await site.send("/web/reset", { task_id: taskId, seed: 0 });
  return site;
}

async function refusal(response: Response): Promise<[number, string]> {
  return [response.status, JSON.stringify(await response.json())];
}

describe("POST /web/reset", () => {
  it.each([[undefined], [{}], [null]])("takes the body %j", async (body) => {
    const { observation, reward, done } = await openSite().send("/web/reset", body);
    expect(observation).toMatchObject({ task_id: "billing_refund_easy" });
    expect([reward, done]).toEqual([null, false]);
  });

  it("takes a task, a seed and an episode id, and drops what it does not know", async () => {
    const site = openSite();
    const params = { task_id: "api_incident_hard", seed: 7, episode_id: "mine", rows: [1, 2] };
    await site.send("/web/reset", params);
    expect(await site.read("/web/state")).toMatchObject({
      task_id: "api_incident_hard",
      seed: 7,
      episode_id: "mine",
      step_count: 0,
    });
  });

  it("refuses a wrong seed, and the running episode goes on", async () => {
    const site = await startedSite();
    await site.send("/web/step", { action: CLASSIFY });
    const [status, body] = await refusal(await site.post("/web/reset", { seed: -1 }));
    expect([status, body]).toEqual([422, expect.stringContaining("seed")]);
    expect(await site.read("/web/state")).toMatchObject({ step_count: 1 });
  });

  it("refuses a body that is no object", async () => {
    expect((await openSite().post("/web/reset", [1])).status).toBe(422);
  });
});

describe("POST /web/step", () => {
  it("carries out an action and answers with a step", async () => {
    const site = await startedSite();
    const step = await site.send("/web/step", { action: { ...CLASSIFY, metadata: { from: "a test" } } });
    expect(step).toMatchObject({ reward: expect.closeTo(0.5), done: false });
    expect(step["observation"]).toMatchObject({ case: { queue: "billing_ops" } });
  });

  it("names every fault of an action in a list, with status 422", async () => {
    const site = await startedSite();
    const response = await site.post("/web/step", { action: { operation: "dance", colour: "red" } });
    const { detail } = (await response.json()) as { detail: { type: string; loc: string[] }[] };
    expect(response.status).toBe(422);
    expect(detail.map(({ type, loc }) => [type, loc])).toEqual([
      ["literal_error", ["operation"]],
      ["extra_forbidden", ["colour"]],
    ]);
  });

  it("refuses a chat message in one sentence", async () => {
    const site = await startedSite();
    const [status, body] = await refusal(await site.post("/web/step", { message: "hello" }));
    expect([status, body]).toEqual([
      422,
      expect.stringContaining("takes no chat messages, send an `action`"),
    ]);
  });

  it("turns a chat message into an action where the environment's actions are messages", async () => {
    const site = openSite(echoEnvironment());
    await site.send("/web/reset");
    expect(await site.send("/web/step", { message: "hello" })).toMatchObject({
      observation: { message: "hello" },
    });
  });

  it("says what is missing from an empty body", async () => {
    const site = await startedSite();
    const [status, body] = await refusal(await site.post("/web/step"));
    expect([status, body]).toEqual([422, expect.stringContaining("Expected an `action`")]);
  });

  it("is a conflict before the first reset and after the end", async () => {
    const site = openSite();
    expect((await site.post("/web/step", { action: CLASSIFY })).status).toBe(409);
    await site.send("/web/reset");
    await site.send("/web/step", { action: { operation: "submit", status: "resolved" } });
    const [status, body] = await refusal(await site.post("/web/step", { action: CLASSIFY }));
    expect([status, body]).toEqual([409, expect.stringContaining("has ended")]);
  });
});

describe("GET /web/state", () => {
  it("is a conflict before the first reset", async () => {
    const [status, body] = await refusal(await openSite().get("/web/state"));
    expect([status, body]).toEqual([409, '{"detail":"Call `reset()` before `step()`."}']);
  });
});

describe("GET /web/grade", () => {
  it("tells the reported score alone while the episode runs", async () => {
    const site = await startedSite();
    await site.send("/web/step", { action: CLASSIFY });
    expect(await site.read("/web/grade")).toEqual({
      ended: false,
      score: expect.closeTo(0.5),
      outcome: "open",
    });
  });

  it("tells components and evidence once the episode has ended", async () => {
    const site = await startedSite();
    await site.send("/web/step", { action: CLASSIFY });
    await site.send("/web/step", { action: { operation: "submit", status: "resolved" } });
    const grade = await site.read("/web/grade");
    const components = grade["components"] as { name: string; weight: number; credit: number }[];
    expect(grade).toMatchObject({
      ended: true,
      outcome: "submitted",
      evidence: { reply: { forbidden: [] } },
    });
    expect(components.map(({ weight }) => weight)).toEqual([15, 10, 10, 15, 25, 10, 10, 5]);
    const total = components.reduce((sum, { weight, credit }) => sum + weight * credit, 0);
    expect(total / 100).toBeCloseTo(grade["score"] as number);
  });

  it("is null where the environment is not graded", async () => {
    const site = openSite(echoEnvironment());
    await site.send("/web/reset");
    expect(await (await site.get("/web/grade")).json()).toBeNull();
  });

  it("is a conflict before the first reset", async () => {
    expect((await openSite().get("/web/grade")).status).toBe(409);
  });
});
