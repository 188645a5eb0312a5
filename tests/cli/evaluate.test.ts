import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import "../../src/agents/linear/register.ts";
import "../../src/cli/registrations.ts";
import { createAgent } from "../../src/core/agent-registry.ts";
import { make } from "../../src/core/registry.ts";
import { saveAgentFile } from "../../src/runs/index.ts";
import { type EvaluationRecord, filesIn, run, runJson, temporaryFolder } from "./command-line.ts";

type TaskRecord = EvaluationRecord["tasks"][number] & {
  readonly optimalReturn?: number;
  readonly gap?: number;
  readonly rawGap?: number;
};

interface EvaluateRecord {
  readonly evaluation: EvaluationRecord & {
    readonly episodes: number;
    readonly tasks: readonly TaskRecord[];
  };
  readonly anchors: readonly EvaluationRecord[];
  readonly note?: string;
}

const evaluateAgent = (name: string, ...flags: readonly string[]): Promise<EvaluateRecord> =>
  runJson<EvaluateRecord>("evaluate", "--agent", name, ...flags);

describe("evaluate --agent", () => {
  it("shows the heuristic at raw 1.00 and reported 0.99 everywhere", async () => {
    const { evaluation, anchors } = await evaluateAgent("heuristic");
    expect(evaluation.tasks.map(({ rawScore, score }) => [rawScore, score])).toEqual(
      Array(4).fill([1, 0.99]),
    );
    expect(anchors.map(({ player }) => player)).toEqual(["random", "do-nothing"]);
  });

  it("reports 0.01 for doing nothing", async () => {
    const { evaluation } = await evaluateAgent("do-nothing");
    expect(evaluation.tasks.map(({ score, outcome }) => [score, outcome])).toEqual(
      Array(4).fill([0.01, "abandoned"]),
    );
  });

  it("plays a hundred random episodes per task, which stay well below 0.6", async () => {
    const { evaluation } = await evaluateAgent("random");
    expect(evaluation.episodes).toBe(100);
    for (const { score } of evaluation.tasks) expect(score).toBeLessThan(0.4);
  });

  it("takes seeds and a number of episodes", async () => {
    const [first, second] = await Promise.all(
      ["0", "1"].map((seed) => evaluateAgent("random", "--episodes", "3", "--seed", seed)),
    );
    expect(first?.evaluation.episodes).toBe(3);
    expect(first?.evaluation).not.toEqual(second?.evaluation);
  });

  it("prints the table without a verdict on what it never learned", async () => {
    const { out } = await run(["evaluate", "--agent", "do-nothing"]);
    expect(out).toContain("do-nothing (scripted)");
    expect(out).not.toContain("heuristic:");
  });
});

describe("evaluate --trace", () => {
  it("writes one line for each step of the player alone", async () => {
    const path = join(temporaryFolder(), "trace.jsonl");
    const { evaluation } = await evaluateAgent(
      "random",
      "--episodes",
      "2",
      "--task",
      "api_incident_hard",
      "--trace",
      path,
    );
    const rows = readFileSync(path, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(rows).toHaveLength((evaluation.tasks[0]?.steps ?? 0) * 2);
    expect(rows[0]).toMatchObject({
      task: "api_incident_hard",
      seed: 0,
      step: 1,
      name: evaluation.tasks[0]?.actions[0],
    });
    expect(rows[0].mask).toHaveLength(24);
    expect(rows[0].key).toBeTypeOf("number");
    const sum = rows.reduce((total, { reward }) => total + reward, 0);
    expect(sum / 2).toBeCloseTo(evaluation.mean.return, 9);
  });

  it("follows players that go past library and mask", async () => {
    const path = join(temporaryFolder(), "trace.jsonl");
    await evaluateAgent("heuristic", "--task", "billing_refund_easy", "--trace", path);
    const [first] = readFileSync(path, "utf8").split("\n");
    expect(JSON.parse(first ?? "")).toMatchObject({
      key: null,
      mask: null,
      action: { operation: "classify" },
    });
  });

  it("does not write over a file", async () => {
    const folder = temporaryFolder();
    const path = join(folder, "trace.jsonl");
    await evaluateAgent("heuristic", "--trace", path);
    const before = readFileSync(path, "utf8");
    const { code, error } = await run(["evaluate", "--agent", "random", "--trace", path]);
    expect(code).toBe(2);
    expect(error).toContain("exists already");
    expect(readFileSync(path, "utf8")).toBe(before);
    expect(filesIn(folder)).toEqual(["trace.jsonl"]);
  });
});

const BILLING = "billing_refund_easy";

async function trained(...flags: readonly string[]): Promise<string> {
  const out = join(temporaryFolder(), "run");
  const { code, error } = await run(["train", "--task", BILLING, "--out", out, ...flags]);
  if (code !== 0) throw new Error(error);
  return out;
}

async function taskOf(...args: readonly string[]): Promise<TaskRecord> {
  const { evaluation } = await runJson<EvaluateRecord>("evaluate", ...args);
  const [task] = evaluation.tasks;
  if (task === undefined) throw new Error("Expected a task.");
  return task;
}

describe("evaluate, beside the exact optimum", () => {
  it("shows no gap for an agent that has learned the task", async () => {
    const file = await trained("--episodes", "3000");
    const { optimalReturn, gap, rawGap, actions } = await taskOf(file);
    expect({ optimalReturn, gap, rawGap }).toEqual({ optimalReturn: 1, gap: 0, rawGap: 0 });
    const { out } = await run(["evaluate", file]);
    expect(out).toMatch(/│ optimum │ +gap │/);
    expect(out).toContain("Optimal on 1 of 1 task.");
    expect(actions).toHaveLength(4);
  });

  it("shows what an agent loses that has hardly learned", async () => {
    const file = await trained("--episodes", "60");
    const { optimalReturn = 0, gap = 0, rawGap = 0, discountedReturn, rawScore } = await taskOf(file);
    expect(gap).toBeGreaterThan(0.01);
    expect(gap).toBeCloseTo(optimalReturn - discountedReturn, 9);
    expect(rawGap).toBeCloseTo(1 - rawScore, 9);
    const { out } = await run(["evaluate", file]);
    expect(out).toMatch(/Optimal on 0 of 1 task\. Short of the optimum: billing_refund_easy by 0\./);
  });

  it("averages over actions of equal value, and says that the episode shows one of them", async () => {
    const path = join(temporaryFolder(), "fresh.json");
    const env = make<number, number>("SupportDeskTabular-v1", { tasks: [BILLING] });
    const agent = createAgent("q-learning", { actionCount: env.actionSpace.size ?? 0 });
    if (env.spec === undefined) throw new Error("Expected a spec.");
    saveAgentFile(path, { spec: env.spec.toJSON(), agent, training: { seed: 0, episodes: 0, steps: 0 } });
    const fresh = await taskOf(path);
    const random = await taskOf("--agent", "random", "--task", BILLING, "--episodes", "2000");
    expect(fresh.gap).toBeCloseTo(random.gap ?? Number.NaN, 9);
    expect(Math.abs(1 - (random.gap ?? 0) - random.discountedReturn)).toBeLessThan(0.03);
    expect((await run(["evaluate", path])).out).toMatch(/averages\s+over\s+actions/);
  });

  it("takes the γ of the agent, and reads vectors as table rows", async () => {
    const file = await trained("--agent", "linear-q-learning", "--discount", "0.5", "--episodes", "200");
    const { optimalReturn = 0, gap = 0, discountedReturn, actions } = await taskOf(file);
    const best = await taskOf("--agent", "optimal", "--task", BILLING, "--discount", "0.5");
    expect(optimalReturn).toBeCloseTo(best.discountedReturn, 12);
    expect(optimalReturn - gap).toBeCloseTo(discountedReturn, 9);
    expect(actions.length).toBeGreaterThan(0);
  });

  it("leaves the columns out where the dynamics are not known or too large, and says why", async () => {
    const path = join(temporaryFolder(), "wrapped.json");
    const wrappers = [{ name: "TimeLimit", kwargs: { maxSteps: 3 } }];
    const env = make<number, number>("SupportDeskTabular-v1", { tasks: [BILLING] }, { wrappers });
    const agent = createAgent("q-learning", { actionCount: env.actionSpace.size ?? 0 });
    if (env.spec === undefined) throw new Error("Expected a spec.");
    saveAgentFile(path, { spec: env.spec.toJSON(), agent, training: { seed: 0, episodes: 0, steps: 0 } });
    const { evaluation, note } = await runJson<EvaluateRecord>("evaluate", path);
    expect(evaluation.tasks[0]).not.toHaveProperty("gap");
    expect(note).toBe(
      "No optimum is shown: SupportDeskTabular-v1 in TimeLimit does not tell its exact dynamics.",
    );
    const { out } = await run(["evaluate", "--agent", "heuristic", "--max-states", "1000"]);
    expect(out).toContain("billing_refund_easy has more than 1,000 states");
    expect(out).not.toContain("optimum │");
  });

  it("plays another desk with a scripted player", async () => {
    const { rawScore, gap } = await taskOf("--agent", "optimal", "--task", BILLING, "--without", "note");
    expect(rawScore).toBeLessThan(1);
    expect(gap).toBe(0);
  });
});

describe("explain, beside the exact optimum", () => {
  interface Explained {
    readonly steps: readonly {
      readonly name: string;
      readonly optimum: {
        readonly value: number;
        readonly actions: readonly string[];
        readonly loss: number;
      };
    }[];
  }

  it("says at each step what is best and what the action taken gives away, which adds up to the gap", async () => {
    const file = await trained("--episodes", "60");
    const { steps } = await runJson<Explained>("explain", file);
    const { gap = 0 } = await taskOf(file);
    expect(steps[0]?.optimum.value).toBe(1);
    const lost = steps.reduce((sum, { optimum }) => sum + optimum.loss, 0);
    expect(lost).toBeGreaterThan(0.01);
    expect(lost).toBeCloseTo(gap, 9);
    const { out } = await run(["explain", file]);
    expect(out).toMatch(/optimal {2}no: it loses 0\.\d\d of the/);
    expect(out).toMatch(/\d of \d steps were optimal/);
  });
});
