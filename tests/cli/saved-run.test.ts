import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import "../../src/cli/registrations.ts";
import { createAgent } from "../../src/core/agent-registry.ts";
import type { WrapperRequest } from "../../src/core/env-spec.ts";
import { make } from "../../src/core/registry.ts";
import { checksum } from "../../src/runs/canonical-json.ts";
import { saveAgentFile } from "../../src/runs/index.ts";
import { train } from "../../src/training/train.ts";
import {
  type EvaluationRecord,
  filesIn,
  launch,
  run,
  runJson,
  type TrainRecord,
  temporaryFolder,
} from "./command-line.ts";

interface EvaluateRecord {
  readonly schema: string;
  readonly evaluation: EvaluationRecord;
  readonly anchors: readonly EvaluationRecord[];
}

const folder = temporaryFolder();
const saved = join(folder, "first");
let trained: TrainRecord;

beforeAll(async () => {
  trained = await runJson<TrainRecord>("train", "--episodes", "1500", "--discount", "0.9", "--out", saved);
});

describe("train --out", () => {
  it("leaves a manifest, the last and the best agent, three tables and no checkpoint", () => {
    expect(filesIn(folder)).toEqual([
      "first",
      ...["first/agent.json", "first/best-agent.json", "first/curve.csv", "first/episodes.csv"],
      ...["first/manifest.json", "first/results.csv"],
    ]);
    expect(JSON.parse(readFileSync(join(saved, "manifest.json"), "utf8"))).toEqual(trained.manifest);
  });

  it("says where the run is and what to do with it", async () => {
    const out = join(temporaryFolder(), "deep", "second");
    const printed = await run(["train", "--episodes", "50", "--mask-evaluation", "workflow", "--out", out]);
    expect(printed.out).toContain(`evaluate ${out} --mask workflow`);
    expect(printed.out).toContain(`explain ${out} --mask workflow`);
  });

  it("gives each of several seeds a folder", async () => {
    const out = join(temporaryFolder(), "seeds");
    await run(["train", "--episodes", "50", "--seeds", "3..4", "--out", out]);
    expect(filesIn(out).filter((name) => !name.includes("/"))).toEqual(["seed-3", "seed-4"]);
    const { evaluation } = await runJson<EvaluateRecord>("evaluate", join(out, "seed-4"));
    const single = await runJson<TrainRecord>("train", "--episodes", "50", "--seed", "4");
    expect(evaluation).toEqual(single.evaluation);
  });
});

describe("evaluate FILE", () => {
  it("reproduces the evaluation of the training in another process", async () => {
    const { code, out, error } = await launch(["evaluate", saved, "--json"]);
    expect({ code, error }).toEqual({ code: 0, error: "" });
    const { schema, evaluation, anchors }: EvaluateRecord = JSON.parse(out);
    expect(schema).toBe("supportdesk.evaluate/1");
    expect(evaluation).toEqual(trained.evaluation);
    expect(anchors).toEqual(trained.anchors);
  });

  it("prints the table of the training", async () => {
    const out = join(temporaryFolder(), "run");
    const tableOf = (text: string): string =>
      text.slice(text.indexOf("task  "), text.indexOf("Raw score beside"));
    const training = await run(["train", "--episodes", "300", "--out", out]);
    const evaluation = await run(["evaluate", join(out, "agent.json")]);
    expect(tableOf(evaluation.out)).toBe(tableOf(training.out));
    expect(tableOf(training.out)).toContain("mean");
  });

  it("plays other tasks under another mask on demand", async () => {
    const flags = ["--task", "api_incident_hard", "--mask", "none"];
    const { evaluation } = await runJson<EvaluateRecord>("evaluate", saved, ...flags);
    expect(evaluation.tasks.map(({ taskId }) => taskId)).toEqual(["api_incident_hard"]);
  });
});

describe("an agent trained in a wrapped environment", () => {
  const path = join(folder, "wrapped.json");

  function save(wrappers: readonly WrapperRequest[]): string {
    rmSync(path, { force: true });
    const env = make<number, number>("SupportDeskTabular-v1", {}, { wrappers });
    const agent = createAgent("q-learning", { actionCount: env.actionSpace.size });
    const { episodes, steps } = train({ env, agent, episodes: 50 });
    if (env.spec === undefined) throw new Error("Expected a spec.");
    saveAgentFile(path, { spec: env.spec.toJSON(), agent, training: { seed: 0, episodes, steps } });
    return path;
  }

  it("is evaluated and explained inside the same wrappers", async () => {
    save([
      { name: "AliasActions", kwargs: { copies: 2 } },
      { name: "TimeLimit", kwargs: { maxSteps: 3 } },
    ]);
    const { evaluation } = await runJson<EvaluateRecord>("evaluate", path, "--task", "api_incident_hard");
    expect(evaluation.tasks).toMatchObject([{ taskId: "api_incident_hard", steps: 3 }]);
    expect((await run(["evaluate", path])).out).toMatch(/· in\s+AliasActions · in\s+TimeLimit/);
    const told = await runJson<{ steps: readonly unknown[] }>("explain", path);
    expect(told.steps).toHaveLength(3);
  });

  it("is refused in one line where a wrapper is not registered", async () => {
    save([{ name: "TimeLimit", kwargs: { maxSteps: 3 } }]);
    const { checksum: _sum, ...rest } = JSON.parse(readFileSync(path, "utf8"));
    const content = { ...rest, spec: { ...rest.spec, wrappers: [{ name: "Gone", kwargs: {} }] } };
    writeFileSync(path, JSON.stringify({ ...content, checksum: checksum(content) }));
    for (const command of ["evaluate", "explain"]) {
      const { code, error } = await run([command, path]);
      expect(code).toBe(1);
      expect(error).toMatch(/^Cannot use the agent file ".*": Unknown wrapper "Gone"\. .*\n$/);
    }
  });

  it("is not explained where a wrapper shows something else than table rows", async () => {
    save([]);
    const { checksum: _sum, ...rest } = JSON.parse(readFileSync(path, "utf8"));
    const content = {
      ...rest,
      spec: {
        ...rest.spec,
        wrappers: [{ name: "TimeAwareObservation", kwargs: { maxSteps: 8, flatten: false } }],
      },
    };
    writeFileSync(path, JSON.stringify({ ...content, checksum: checksum(content) }));
    const { code, error } = await run(["explain", path]);
    expect(code).toBe(2);
    expect(error).toBe(
      "Expected an agent trained on tasks with table rows or features of the desk, got one of SupportDeskTabular-v1 in TimeAwareObservation.\n",
    );
  });
});

describe("explain FILE", () => {
  it("tells key, offered actions, the best with values and counts, and the reward of each step", async () => {
    const { code, out } = await run(["explain", saved, "--task", "api_incident_hard"]);
    expect(code).toBe(0);
    for (const part of [
      "Step 1:",
      "suggested_topic=production_incident",
      "of 24:",
      "times tried",
      "score_delta",
    ]) {
      expect(out).toContain(part);
    }
    expect(Math.max(...out.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  it("takes the first task unless told otherwise, and says so", async () => {
    const { out } = await run(["explain", saved]);
    expect(out).toContain("Task billing_refund_easy, its first; others with --task");
  });

  it("plays the episode of the evaluation", async () => {
    interface ExplainRecord {
      readonly schema: string;
      readonly steps: readonly {
        readonly name: string;
        readonly top: readonly { readonly value: number }[];
      }[];
    }
    const { schema, steps } = await runJson<ExplainRecord>("explain", saved);
    expect(schema).toBe("supportdesk.explain/1");
    expect(steps.map(({ name }) => name)).toEqual(trained.evaluation.tasks[0]?.actions);
    expect(steps[0]?.top).toHaveLength(5);
  });
});

describe("a file at fault", () => {
  const text = (): string => readFileSync(join(saved, "agent.json"), "utf8");
  const write = (content: string): string => {
    const path = join(temporaryFolder(), "agent.json");
    writeFileSync(path, content);
    return path;
  };
  const edited = (): string => text().replace('"stepSize":0.1', '"stepSize":0.2');
  const foreign = (): string => text().replace("supportdesk.agent/1", "supportdesk.agent/9");

  it.each([
    ["is cut off", () => write(text().slice(0, 400)), "cut off"],
    ["is empty", () => write(""), "cut off"],
    ["is of another version", () => write(foreign()), 'reads "supportdesk.agent/1"'],
    ["was edited by hand", () => write(edited()), "changed after it was written"],
    ["is something else", () => "package.json", "no agent file"],
    ["is not there", () => join(folder, "nothing"), "no such file"],
    ["is a folder without an agent", () => folder, "without an agent.json"],
  ])("that %s is one line and exit code 1", async (_what, path, message) => {
    for (const command of ["evaluate", "explain"]) {
      const { code, out, error } = await run([command, path()]);
      expect({ code, out }).toEqual({ code: 1, out: "" });
      expect(error).toContain(message);
      expect(error.trimEnd()).not.toContain("\n");
    }
  });

  it("names an environment that cannot be made here", async () => {
    const copy = join(temporaryFolder(), "copy");
    cpSync(saved, copy, { recursive: true });
    const { checksum: sum } = await import("../../src/runs/canonical-json.ts");
    const { checksum: _old, ...content } = JSON.parse(text());
    const changed = { ...content, spec: { ...content.spec, id: "Elsewhere-v1" } };
    writeFileSync(join(copy, "agent.json"), JSON.stringify({ ...changed, checksum: sum(changed) }));
    const { code, error } = await run(["evaluate", copy]);
    expect(code).toBe(1);
    expect(error).toContain('Unknown environment "Elsewhere-v1"');
  });
});
