import { describe, expect, it } from "vitest";
import type {
  AgentDocument,
  CompareDocument,
  CompareMasksDocument,
} from "../../src/cli/compare/documents.ts";
import { launch, run, runJson, type TrainRecord } from "./command-line.ts";

const SHORT = ["--episodes", "200", "--task", "billing_refund_easy"];
const QUICK = [...SHORT, "--seeds", "0..1"];
const compare = (...flags: readonly string[]): Promise<CompareDocument> =>
  runJson<CompareDocument>("compare", ...QUICK, ...flags);
const agentOf = ({ agents }: CompareDocument, name: string): AgentDocument => {
  const agent = agents.find((each) => each.name === name);
  if (agent === undefined) throw new Error(`no ${name}`);
  return agent;
};

/** Without looking for the optimum. */
const UNSOLVED = ["--max-states", "50"];

describe("compare", () => {
  it("prints curves, a table, families, anchors and what the columns mean", async () => {
    const { code, out, error } = await run(["compare", ...QUICK, "--agents", "q-learning,epsilon-greedy"]);
    expect([code, error]).toEqual([0, ""]);
    for (const name of ["q-learning", "epsilon-greedy", "random", "do-nothing", "heuristic", "optimum"]) {
      expect(out).toMatch(new RegExp(`^${name} +│`, "m"));
    }
    expect(out).toMatch(/^bandit +epsilon-greedy; each step on its own, .*γ = 0/m);
    expect(out).toContain("2 of 2 never");
    expect(out).toContain("2 seeds say little");
    const [, gaps = ""] = out.split("Gap to the optimal return on each task\n");
    expect(gaps).toMatch(/^q-learning +│ +0\.\d+ │ +0\.\d+ │ +0\.\d+$/m);
    expect(out).toMatch(/[ab] q-learning/);
    expect(Math.max(...out.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  it("fits its widest table into 100 columns", async () => {
    const agents = "monte-carlo-exploring-starts,true-online-sarsa-lambda";
    const { out } = await run(["compare", ...QUICK, "--agents", agents, ...UNSOLVED]);
    expect(Math.max(...out.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  it("trains every agent and seed exactly as train does", async () => {
    const document = await compare("--agents", "q-learning,sarsa-lambda", "--set", "sarsa-lambda.lambda=0.5");
    const flags = [...SHORT, "--seed", "1"];
    const sarsa = ["--agent", "sarsa-lambda", "--set", "lambda=0.5"];
    for (const [name, extra] of [
      ["q-learning", []],
      ["sarsa-lambda", sarsa],
    ] as const) {
      const alone = await runJson<TrainRecord>("train", ...flags, ...extra);
      const together = agentOf(document, name);
      const seed = together.seeds.find((each) => each.seed === 1);
      expect(together.hyperparameters).toEqual(alone.manifest.agent.hyperparameters);
      const { curve } = seed ?? { curve: [] };
      expect(curve.slice(1).map(({ episodes, steps, greedyRaw }) => [episodes, steps, greedyRaw])).toEqual(
        alone.curve.map(({ episodes, steps, greedyRaw }) => [episodes, steps, greedyRaw]),
      );
      expect(seed?.evaluation.tasks.map(({ actions }) => actions)).toEqual(
        alone.evaluation.tasks.map(({ actions }) => actions),
      );
    }
  });

  it("gives agents results that do not depend on who else is compared", async () => {
    const both = await compare("--agents", "q-learning,sarsa", ...UNSOLVED);
    const alone = await compare("--agents", "sarsa", ...UNSOLVED);
    expect(agentOf(both, "sarsa")).toEqual(agentOf(alone, "sarsa"));
  });

  it("measures everybody at one γ, and leaves it to bandits to have none", async () => {
    const document = await compare("--agents", "q-learning,epsilon-greedy", "--discount", "0.5");
    expect(document.protocol.evaluation.discount).toBe(0.5);
    expect(document.agents.map(({ name, discount }) => [name, discount])).toEqual([
      ["q-learning", 0.5],
      ["epsilon-greedy", 0],
    ]);
    for (const { seeds } of document.agents) {
      for (const { evaluation } of seeds) {
        for (const task of evaluation.tasks)
          expect(task.optimalReturn).toBeGreaterThanOrEqual(task.discountedReturn);
        expect(evaluation.mean.discountedReturn).not.toBe(evaluation.mean.return);
      }
    }
  });

  it("shows vectors to agents that read them, beside the same optimum", async () => {
    const document = await compare("--agents", "linear-q-learning,q-learning");
    const [linear, table] = ["linear-q-learning", "q-learning"].map((name) => agentOf(document, name));
    expect([linear?.envId, table?.envId]).toEqual(["SupportDeskFeatures-v1", "SupportDeskTabular-v1"]);
    const optima = [linear, table].map((agent) => agent?.seeds[0]?.evaluation.tasks[0]?.optimalReturn);
    expect(optima).toEqual([1, 1]);
  });

  it("puts random, do-nothing, heuristic and the optimum beside the learners", async () => {
    const { anchors, optimum } = await compare("--agents", "q-learning");
    expect(anchors.map(({ player }) => player)).toEqual(["random", "do-nothing", "heuristic"]);
    expect(anchors[2]?.mean.rawScore).toBeCloseTo(1, 9);
    expect(optimum).toMatchObject({ steps: 4 });
    expect(optimum?.rawScore).toBeCloseTo(1, 9);
  });

  it("leaves the optimum out where a task has too many states, and says why", async () => {
    const { out } = await run(["compare", ...QUICK, "--agents", "q-learning", "--max-states", "50"]);
    expect(out).toContain("No optimum is shown");
    expect(out).not.toMatch(/^optimum|gap/m);
  });
});

describe("compare --json", () => {
  it("is byte-equal in another process and tells how to repeat it", async () => {
    const flags = ["--agents", "q-learning,sarsa", "--set", "sarsa.epsilon=linear(1, 0.1, 0.5)"];
    const command = ["compare", ...QUICK, ...flags, ...UNSOLVED, "--json"];
    const [here, there] = await Promise.all([run(command), launch(command)]);
    expect(there).toEqual(here);
    const { schema, protocol } = JSON.parse(here.out) as CompareDocument;
    expect(schema).toBe("supportdesk.compare/1");
    expect(protocol.command).toBe(
      "supportdesk compare --episodes 200 --task billing_refund_easy --agents q-learning --agents sarsa --set 'sarsa.epsilon=linear(1, 0.1, 0.5)' --max-states 50 --seeds 0,1",
    );
  });

  it("counts arrivals from the curves it prints", async () => {
    const document = await compare("--agents", "q-learning", "--threshold", "0.1", ...UNSOLVED);
    const [seed] = agentOf(document, "q-learning").seeds;
    const high = seed?.curve.map(({ greedyRaw }) => (greedyRaw ?? 0) >= 0.1) ?? [];
    const first = high.findIndex((_, index) => high[index] && high[index + 1] && high[index + 2]);
    expect(seed?.episodesToThreshold).toBe(seed?.curve[first]?.episodes);
  });
});

describe("compare --masks", () => {
  const masks = ["compare", ...QUICK, ...UNSOLVED, "--agents", "sarsa", "--masks", "once,workflow"];

  it("prints the solved seeds under each mask side by side", async () => {
    const { out } = await run(masks);
    expect(out).toMatch(/^ +│ +at 1\.00 │ mean raw │ +at 1\.00 │ mean raw$/m);
    expect(out).toMatch(/^sarsa +│ +\d of 2 │ +\d\.\d\d │ +\d of 2 │ +\d\.\d\d$/m);
  });

  it("holds the comparison of each mask", async () => {
    const document = await runJson<CompareMasksDocument>(...masks);
    expect(document.schema).toBe("supportdesk.compare-masks/1");
    expect(document.masks.map(({ mask }) => mask)).toEqual(["once", "workflow"]);
    const alone = await compare("--agents", "sarsa", "--mask", "workflow", ...UNSOLVED);
    expect(document.masks[1]?.agents).toEqual(alone.agents);
  });
});

describe("the agents of compare", () => {
  /** Nothing is learned, and no optimum is looked for. */
  const Bare = ["--episodes", "2", "--max-states", "50"];

  it("are every learner of a family", async () => {
    const { agents } = await runJson<CompareDocument>("compare", ...Bare, "--family", "policy-gradient");
    expect(agents.map(({ name }) => name)).toEqual(["reinforce", "actor-critic"]);
    expect(agents[0]?.seeds.map(({ seed }) => seed)).toEqual([0, 1, 2, 3, 4]);
  });

  it("are a dozen by default", async () => {
    const { agents } = await runJson<CompareDocument>("compare", ...Bare, "--seeds", "0");
    const names = agents.map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(12);
    expect(names).toContain("q-learning");
    expect(names).toContain("dyna-q");
  });

  it.each([
    ["--agents q-lerning", 'Did you mean "q-learning"?'],
    ["--agents heuristic", '"heuristic" is scripted', "beside every comparison"],
    ["--agents sarsa,sarsa", '"sarsa" twice'],
    ["--agents all,sarsa", "all, or names"],
    ["--agents sarsa --family bandit", "leave one out"],
    ["--family bandits", 'Did you mean "bandit"?', "multi-step"],
    ["--agents sarsa --set stepSize=1", "sarsa.stepSize=0.2", "stepSize=1"],
    ["--agents sarsa --set q-learning.stepSize=1", 'Unknown agent in --set "q-learning"', "Allowed: sarsa"],
    ["--agents sarsa --set sarsa.stepsize=1", 'Did you mean "stepSize"?'],
    ["--agents sarsa --set sarsa.discount=1", "--discount"],
    ["--masks once --mask once", "leave one out"],
    ["--masks once,once", "twice"],
    ["--masks onse", 'Did you mean "once"?'],
    ["--eval-every 0", "[1, "],
    ["--threshold 1.5", "[0, 1]"],
  ])("refuse %s in one line", async (flags, ...parts) => {
    const { code, out, error } = await run(["compare", ...flags.split(" ")]);
    expect([code, out]).toEqual([2, ""]);
    expect(error.trimEnd().split("\n")).toHaveLength(1);
    for (const part of parts) expect(error).toContain(part);
  });
});
