import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type EvaluationRecord, filesIn, run, runJson, temporaryFolder } from "./command-line.ts";

interface EvaluateRecord {
  readonly evaluation: EvaluationRecord & { readonly episodes: number };
  readonly anchors: readonly EvaluationRecord[];
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
