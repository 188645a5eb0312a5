import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import "../../src/cli/registrations.ts";
import type { Agent } from "../../src/core/agent.ts";
import { createAgent } from "../../src/core/agent-registry.ts";
import { make } from "../../src/core/registry.ts";
import { train } from "../../src/training/train.ts";
import { Recorder } from "../../src/wrappers/trace/recorder.ts";
import { run, temporaryFolder } from "./command-line.ts";

const HYPERPARAMETERS = { discount: 1, horizon: 30 };

/** What a recorder around the environment writes, told before each step with which probability it is taken. */
function recorded(): readonly string[] {
  const lines: string[] = [];
  const kwargs = {
    tasks: ["api_incident_hard", "billing_refund_easy"],
    actions: "minimal",
    encoder: "compact",
  };
  const rest = { reward: "delta", mask: "once", invalid: "penalize", budget: "terminal" } as const;
  const inner = make("SupportDeskTabular-v1", { ...kwargs, ...rest });
  const env = new Recorder(inner, { sink: (line) => lines.push(line) });
  const learner = createAgent("q-learning", { actionCount: 24, seed: 6, ...HYPERPARAMETERS });
  const agent: Agent = {
    ...{ name: learner.name, actionCount: 24, discount: 1 },
    act: (context, mask) => {
      const choice = learner.act(context, mask);
      env.annotate({ propensity: choice.propensity });
      return choice;
    },
    actGreedily: (context, mask) => learner.actGreedily(context, mask),
    learn: (transition) => learner.learn(transition),
    explain: (context) => learner.explain(context),
    toJSON: () => learner.toJSON(),
  };
  train({ env, agent, episodes: 30, seed: 6, evaluateEvery: 0, evaluationEnv: inner });
  return lines;
}

describe("train --trace-training", () => {
  it("leaves the trace that a recorder would, with the probability of each action", async () => {
    const out = join(temporaryFolder(), "run");
    const tasks = ["--task", "api_incident_hard,billing_refund_easy"];
    const flags = [...tasks, "--episodes", "30", "--seed", "6", "--out", out, "--trace-training"];
    expect((await run(["train", ...flags])).code).toBe(0);
    const lines = readFileSync(join(out, "traces.jsonl"), "utf8").trimEnd().split("\n");
    expect(lines).toEqual(recorded());
    const steps = lines.slice(1).map((line): { event: string; propensity?: number } => JSON.parse(line));
    for (const { event, propensity } of steps) {
      if (event === "step") expect(propensity).toBeGreaterThan(0);
    }
  });
});
