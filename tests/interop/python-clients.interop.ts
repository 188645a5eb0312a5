import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { playbookPlan } from "./plan.ts";
import { type ServerProcess, serve } from "./processes.ts";
import { ask, installed, interpreter, run } from "./python.ts";

interface Report {
  readonly passed: boolean;
  readonly mode: string;
  readonly summary: { readonly passed_count: number; readonly total_count: number };
}

interface Played {
  /** What the client raised on a bad action. */
  readonly refusal: string;
}

async function validate(url: string): Promise<Report> {
  const { stdout } = await run(installed("openenv"), ["validate", "--url", url, "--json"]);
  return JSON.parse(stdout) as Report;
}

describe("The Python package openenv, on a server of the desk", () => {
  const plan = playbookPlan();
  let server: ServerProcess;
  let played: { readonly async: Played; readonly sync: Played };
  beforeAll(async () => {
    server = await serve();
    played = await ask("generic_client.py", [server.url], plan);
  });
  afterAll(() => server?.stop());

  it("validates it 6 of 6 as a simulation", async () => {
    expect(await validate(server.url)).toMatchObject({
      passed: true,
      mode: "simulation",
      summary: { passed_count: 6, total_count: 6 },
    });
  });

  it("plays a whole episode with GenericEnvClient, asynchronously and synchronously alike", () => {
    const expected = {
      first_reward: null,
      task_id: "billing_refund_easy",
      done: true,
      metadata: { episode: { raw_score: 1, score: 0.99, outcome: "submitted" } },
      state: { episode_id: "validation", step_count: plan.actions.length },
    };
    expect(played).toMatchObject({ async: expected, sync: expected });
    expect(played.async).toEqual(played.sync);
  });

  it("tells a Python user the code and the cause of a refused action", () => {
    expect(played.sync.refusal).toMatch(/operation: .*classify.*\(code: VALIDATION_ERROR\)/);
  });
});

describe("The Python package openenv, on a server in production mode", () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await serve("--mode", "production");
  });
  afterAll(() => server?.stop());

  it("validates it 6 of 6", async () => {
    expect(await validate(server.url)).toMatchObject({
      passed: true,
      mode: "production",
      summary: { passed_count: 6, total_count: 6 },
    });
  });

  it("lists the tools with MCPToolClient and gets a plain value from one", async () => {
    const told = await ask("tool_client.py", [server.url]);
    expect(told).toMatchObject({
      tools: expect.arrayContaining([expect.objectContaining({ name: "get_ticket" })]),
      called: { task_id: "billing_refund_easy", ticket: { customer_name: expect.any(String) } },
      refusal: expect.stringContaining("no_such_tool"),
    });
  });
});

describe("The Python examples", () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await serve("--env", "SupportDeskTabular-v1");
  });
  afterAll(() => server?.stop());

  it("are a Gymnasium environment in the eyes of Gymnasium's own checker", async () => {
    const { status, stdout, stderr } = await run(interpreter(), ["examples/python/gym_env.py", server.url]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^passed Gymnasium's check_env: Discrete\(24\) actions/);
  });

  it("learn a task over the wire to raw score 1.00", async () => {
    const { status, stdout, stderr } = await run(interpreter(), [
      "examples/python/q_learning.py",
      server.url,
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout.trim().split("\n").at(-1)).toMatch(
      /^billing_refund_easy: raw score 1\.00 by .*submit:resolved$/,
    );
  });
});
