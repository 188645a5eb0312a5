import { describe, expect, it } from "vitest";
import { launch, run, runJson, type TrainRecord } from "./command-line.ts";

const QUICK = ["--episodes", "200"];

interface RegretRecord {
  readonly regret: { readonly total: number; readonly perEpisode: number };
  readonly curve: readonly { readonly episodes: number; readonly trainReturn: number }[];
  readonly evaluation: { readonly tasks: readonly { readonly bestRawScore: number }[] };
}

describe("train with its defaults", () => {
  it("ends every task by submit with raw and return 1.00", async () => {
    const { schema, evaluation, curve, anchors } = await runJson<TrainRecord>("train");
    expect(schema).toBe("supportdesk.train/1");
    expect(evaluation.tasks).toHaveLength(4);
    for (const task of evaluation.tasks) {
      expect(task.rawScore).toBeCloseTo(1, 9);
      expect(task.score).toBe(0.99);
      expect(task.return).toBeCloseTo(1, 9);
      expect(task.submitted).toBe(true);
      expect(task.actions.at(-1)).toMatch(/^submit:/);
      expect(task.actions).toHaveLength(task.steps);
    }
    expect(curve.at(-1)).toMatchObject({ episodes: 20_000 });
    expect(anchors.map(({ player }) => player)).toEqual(["random", "do-nothing", "heuristic"]);
  });

  it("prints a curve, a table, players beside one another and what to try next", async () => {
    const { code, out, error } = await run(["train", ...QUICK]);
    expect(code).toBe(0);
    expect(error).toBe("Trained on compiled arrays.\n");
    for (const part of ["1.00 ┤", "200 episodes", "api_incident_hard", "heuristic", "--discount 0", "γ 1"]) {
      expect(out).toContain(part);
    }
    expect(Math.max(...out.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(100);
  });
});

describe("train beside the exact optimum", () => {
  it("draws the exact curve where it is asked for, from before the first episode", async () => {
    const flags = ["train", "--episodes", "100", "--task", "billing_refund_easy", "--eval-every", "25"];
    const [noisy, exact] = [await run(flags), await run([...flags, "--exact-curve"])];
    expect(noisy.out).toContain("\nGreedy raw score, mean over tasks\n");
    expect(exact.out).toContain("\nExact greedy raw score, mean over tasks\n");
    const seeds = await run([...flags, "--exact-curve", "--seeds", "0..1"]);
    expect(seeds.out).toContain("\nExact greedy raw score, mean over tasks and seeds\n");
  });

  it("tells what no policy beats, and what the training cost", async () => {
    const flags = ["--episodes", "41", "--eval-every", "10"];
    const { regret, curve, evaluation } = await runJson<RegretRecord>("train", ...flags);
    for (const task of evaluation.tasks) expect(task.bestRawScore).toBe(1);
    const earned = curve.reduce((sum, { episodes, trainReturn }, index) => {
      return sum + trainReturn * (episodes - (curve[index - 1]?.episodes ?? 0));
    }, 0);
    expect(regret.total).toBeCloseTo(41 - earned, 9);
    expect(regret.perEpisode).toBeCloseTo(regret.total / 41, 12);
    const { out } = await run(["train", ...flags]);
    expect(out).toMatch(/^best possible │ +1\.00 │ +1\.00 │ +1\.00 │ +1\.00 │ 1\.00 │ +1\.00$/m);
    expect(out).toMatch(/^Regret: the 41 training episodes earned \d+(\.\d)? less than optimal ones/m);
  });
});

describe("train --json", () => {
  it("is byte-equal when repeated in another process, and differs with the seed", async () => {
    const command = ["train", "--json", ...QUICK, "--seed"];
    const [first, again, other] = await Promise.all(
      ["3", "3", "4"].map((seed) => launch([...command, seed])),
    );
    expect(first).toMatchObject({ code: 0, error: "" });
    expect(again?.out).toBe(first?.out);
    const curves = [first, other].map((each) => JSON.stringify(JSON.parse(each?.out ?? "").curve));
    expect(curves[0]).not.toBe(curves[1]);
  });

  it("tells in the manifest how to repeat the run", async () => {
    const flags = [...QUICK, "--without", "wait,request:billing_ref", "--with", "bogus:2", "--gamma", "0.9"];
    const epsilon = "epsilon=linear(1, 0.1, 0.5)";
    const { manifest } = await runJson<TrainRecord>("train", ...flags, "--set", epsilon, "--seed", "7");
    expect(manifest.command).toBe(
      `supportdesk train --episodes 200 --without wait --without request:billing_ref --with bogus:2 --gamma 0.9 --set '${epsilon}' --seed 7`,
    );
    expect(manifest.spec.kwargs).toMatchObject({ actions: "minimal~wait~request:billing_ref+bogus2" });
    expect(manifest.agent.hyperparameters).toMatchObject({
      discount: 0.9,
      horizon: 200,
      epsilon: "linear(1, 0.1, 0.5)",
    });
  });
});

describe("the flags of train", () => {
  it("give one γ to agent and potential", async () => {
    const { manifest } = await runJson<TrainRecord>(
      "train",
      ...QUICK,
      "--reward",
      "pbrs",
      "--discount",
      "0.8",
    );
    expect(manifest.spec.kwargs).toMatchObject({ reward: "pbrs", discount: 0.8 });
    expect(manifest.evaluation.discount).toBe(0.8);
  });

  it("set behaviour, bootstrap and evaluation masks apart", async () => {
    const masks = [
      "--mask-behaviour",
      "none",
      "--mask-bootstrap",
      "structural",
      "--mask-evaluation",
      "workflow",
    ];
    const { manifest } = await runJson<TrainRecord>("train", ...QUICK, ...masks);
    expect(manifest.spec.kwargs).toMatchObject({ mask: "none", bootstrapMask: "structural" });
    expect(manifest.evaluation.spec).toMatchObject({ kwargs: { mask: "workflow" } });
  });

  it("set all three masks at once", async () => {
    const { manifest } = await runJson<TrainRecord>("train", ...QUICK, "--mask", "structural");
    expect(manifest.spec.kwargs).toMatchObject({ mask: "structural" });
    expect(manifest.spec.kwargs).not.toHaveProperty("bootstrapMask");
    expect(manifest.evaluation).not.toHaveProperty("spec");
  });

  it("choose tasks, and how often they are evaluated", async () => {
    const tasks = ["--task", "api_incident_hard", "--task", "billing_refund_easy"];
    const { evaluation, curve } = await runJson<TrainRecord>(
      "train",
      ...QUICK,
      ...tasks,
      "--eval-every",
      "50",
    );
    expect(evaluation.tasks.map(({ taskId }) => taskId)).toEqual([
      "api_incident_hard",
      "billing_refund_easy",
    ]);
    expect(curve.map(({ episodes }) => episodes)).toEqual([50, 100, 150, 200]);
  });
});

describe("a bandit", () => {
  it("submits the billing task before its note, and the report says why", async () => {
    const { out } = await run(["train", "--agent", "epsilon-greedy", "--episodes", "4000"]);
    expect(out).toMatch(/billing_refund_easy +│ 0\.90/);
    expect(out).toContain("γ = 0: it weighs the next reward alone");
    expect(out).toContain("billing_refund_easy 0.90 of 1.00");
    expect(Math.max(...out.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  it("has no γ to set but 0", async () => {
    const flags = ["train", ...QUICK, "--agent", "epsilon-greedy", "--discount"];
    expect((await run([...flags, "0"])).code).toBe(0);
    const { code, error } = await run([...flags, "0.5"]);
    expect(code).toBe(2);
    expect(error).toContain("γ = 0");
  });
});

describe("train --seeds", () => {
  it("prints a row for each seed and sums them up", async () => {
    const { out } = await run(["train", ...QUICK, "--seeds", "2..4"]);
    expect(out.match(/^ +\d+ │/gm)).toHaveLength(3);
    expect(out).toMatch(
      /^\d of 3 seeds reach raw 1\.00 on every task; mean raw \d\.\d{3} \(min \d\.\d{3}\)$/m,
    );
  });

  it("holds the documents of the single runs", async () => {
    interface SeedsRecord {
      readonly schema: string;
      readonly runs: readonly TrainRecord[];
      readonly summary: { readonly seeds: readonly number[]; readonly solvedSeeds: number };
    }
    const { schema, runs, summary } = await runJson<SeedsRecord>("train", ...QUICK, "--seeds", "0,5");
    expect(schema).toBe("supportdesk.train-seeds/1");
    expect(summary.seeds).toEqual([0, 5]);
    expect(runs[1]).toEqual(await runJson<TrainRecord>("train", ...QUICK, "--seed", "5"));
  });
});
