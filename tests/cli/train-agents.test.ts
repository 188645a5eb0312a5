import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import "../../src/cli/registrations.ts";
import type { Agent, SavedAgent } from "../../src/core/agent.ts";
import { AGENT_STATE_SCHEMA, registerAgent } from "../../src/core/agent-registry.ts";
import type { Mask } from "../../src/core/mask.ts";
import { numberParameter } from "../../src/core/parameters.ts";
import { loadAgentFile } from "../../src/runs/index.ts";
import { type EvaluationRecord, run, runJson, type TrainRecord, temporaryFolder } from "./command-line.ts";

/** Keeps a weight for each action and feature, and moves them towards the reward. */
class Linear implements Agent<readonly number[]> {
  readonly name = "test-linear";
  readonly reads = "features";
  readonly discount = 0;
  readonly actionCount: number;
  readonly #step: number;
  readonly #weights: Record<string, number>;

  constructor(actionCount: number, step: number, weights: Record<string, number>) {
    this.actionCount = actionCount;
    this.#step = step;
    this.#weights = weights;
  }

  #value(context: readonly number[], action: number): number {
    return context.reduce((sum, x, i) => (x === 0 ? sum : sum + (this.#weights[`${action}:${i}`] ?? 0)), 0);
  }

  actGreedily(context: readonly number[], mask: Mask): number {
    const allowed = [...mask.keys()].filter((action) => mask[action] === 1);
    return allowed.toSorted((a, b) => this.#value(context, b) - this.#value(context, a) || b - a)[0] ?? 0;
  }

  act(context: readonly number[], mask: Mask): { readonly action: number; readonly propensity: number } {
    return { action: this.actGreedily(context, mask), propensity: 1 };
  }

  learn({ context, action, reward }: Parameters<Agent<readonly number[]>["learn"]>[0]): void {
    const error = reward - this.#value(context, action);
    for (const [index, x] of context.entries()) {
      const name = `${action}:${index}`;
      if (x !== 0) this.#weights[name] = (this.#weights[name] ?? 0) + this.#step * error;
    }
  }

  explain(context: readonly number[], mask: Mask): ReturnType<Agent["explain"]> {
    const actions = Array.from({ length: this.actionCount }, (_, action) => action);
    const values = actions.map((action) => this.#value(context, action));
    return { values, counts: actions.map(() => 0), greedy: [this.actGreedily(context, mask)] };
  }

  toJSON(): SavedAgent {
    const state = { actionCount: this.actionCount, weights: { ...this.#weights } };
    return { schema: AGENT_STATE_SCHEMA, name: this.name, hyperparameters: { step: this.#step }, state };
  }
}

registerAgent("test-linear", {
  kind: "agent",
  reads: "features",
  family: "linear",
  summary: "a weight for each action and feature",
  source: "none",
  parameters: [numberParameter({ name: "step", default: 0.01, meaning: "α", min: 0, max: 1 })],
  create: ({ actionCount, hyperparameters }) =>
    new Linear(actionCount, hyperparameters["step"] as number, {}),
  restore: ({ state, hyperparameters }) => {
    const { actionCount, weights } = state as { actionCount: number; weights: Record<string, number> };
    return new Linear(actionCount, hyperparameters["step"] as number, weights);
  },
});

describe("an agent that reads features", () => {
  const out = join(temporaryFolder(), "linear");
  const flags = ["--agent", "test-linear", "--set", "step=0.02", "--encoder", "stage", "--episodes", "60"];

  it("is trained on the desk that shows them, saved, evaluated and explained", async () => {
    const trained = await runJson<TrainRecord>("train", ...flags, "--out", out);
    expect(trained.manifest.spec).toMatchObject({
      id: "SupportDeskFeatures-v1",
      kwargs: { encoder: "stage" },
    });
    expect(trained.manifest.agent.hyperparameters).toEqual({ step: 0.02 });
    const { evaluation } = await runJson<{ evaluation: EvaluationRecord }>("evaluate", out);
    expect(evaluation).toEqual(trained.evaluation);
    interface Told {
      readonly steps: readonly { readonly name: string; readonly state: string }[];
    }
    const { steps } = await runJson<Told>("explain", out);
    expect(steps.map(({ name }) => name)).toEqual(trained.evaluation.tasks[0]?.actions);
    expect(steps[0]?.state).toContain("suggested_topic=duplicate_charge");
  });

  it("explains the row that its vector stands for", async () => {
    const table = join(temporaryFolder(), "table");
    await run(["train", "--encoder", "stage", "--episodes", "60", "--out", table]);
    const keysOf = async (folder: string): Promise<number | undefined> =>
      (await runJson<{ steps: readonly { readonly key: number }[] }>("explain", folder)).steps[0]?.key;
    expect(await keysOf(out)).toBe(await keysOf(table));
  });
});

describe("stopping early", () => {
  const curveOf = async (...flags: readonly string[]): Promise<TrainRecord["curve"]> =>
    (await runJson<TrainRecord>("train", "--episodes", "6000", "--eval-every", "100", ...flags)).curve;

  it("ends at the first evaluation that is good enough", async () => {
    const curve = await curveOf("--stop-at", "0.8");
    expect(curve.length).toBeLessThan(60);
    expect(curve.findIndex(({ greedyRaw }) => greedyRaw >= 0.8)).toBe(curve.length - 1);
  });

  it("ends where it gets no better, or acts the same again and again", async () => {
    const whole = await curveOf();
    const impatient = await curveOf("--patience", "2");
    const stable = await curveOf("--stop-when-stable", "4");
    for (const curve of [impatient, stable]) {
      expect(curve.length).toBeLessThan(whole.length);
      expect(whole.slice(0, curve.length)).toEqual(curve);
    }
  });

  it("is in the manifest and in the printed report", async () => {
    const flags = ["--stop-at", "0.5", "--patience", "9", "--stop-when-stable", "8"];
    const { manifest } = await runJson<TrainRecord>("train", "--episodes", "400", ...flags);
    expect(manifest).toMatchObject({ stopping: { rawScore: 0.5, patience: 9, stable: 8 } });
    expect(manifest.command).toContain("--stop-at 0.5 --patience 9 --stop-when-stable 8");
    const { out } = await run(["train", "--episodes", "3000", "--stop-at", "0.5"]);
    expect(out).toMatch(/^Stopped early, after [\d,]+ of 3,000 episodes\.$/m);
  });

  it.each([
    [["--stop-at", "0.5", "--eval-every", "0"], "Stopping early needs evaluations on the way"],
    [["--stop-at", "2"], "Expected --stop-at in [0, 1], got"],
    [["--patience", "0"], "Expected --patience to be an integer in [1,"],
    [["--stop-when-stable", "1"], "Expected --stop-when-stable to be an integer in [2,"],
    [["--checkpoint-every", "5"], "--checkpoint-every needs a place for its file: add --out runs/first."],
    [["--trace-training"], "--trace-training needs a place for its file: add --out runs/first."],
  ])("refuses %j", async (flags, message) => {
    const { code, error } = await run(["train", ...flags]);
    expect(code).toBe(2);
    expect(error).toContain(message);
  });
});

describe("the best agent of a run", () => {
  it("is saved with how it was chosen, and is as good as it says", async () => {
    const out = join(temporaryFolder(), "run");
    const flags = ["--episodes", "1200", "--eval-every", "50", "--set", "stepSize=0.9", "--out", out];
    const { curve } = await runJson<TrainRecord>("train", ...flags);
    const { selection, training } = JSON.parse(readFileSync(join(out, "best-agent.json"), "utf8"));
    const highest = Math.max(...curve.map(({ greedyRaw }) => greedyRaw));
    expect(selection).toMatchObject({ evaluations: curve.length, rawScore: highest });
    expect(selection.again).toMatchObject({ episodes: 1, rawScore: highest });
    expect(curve.find(({ episodes }) => episodes === training.episodes)?.greedyRaw).toBe(highest);
    const { evaluation } = await runJson<{ evaluation: EvaluationRecord }>(
      "evaluate",
      join(out, "best-agent.json"),
    );
    expect(evaluation.mean.rawScore).toBe(highest);
    expect(loadAgentFile(join(out, "best-agent.json")).training).toEqual(training);
  });
});
