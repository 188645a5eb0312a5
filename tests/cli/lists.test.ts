import { describe, expect, it } from "vitest";
import { run, runJson } from "./command-line.ts";

const TASKS = [
  "billing_refund_easy",
  "account_takeover_medium",
  "api_incident_hard",
  "regulated_export_exception_hard",
];

interface ActionsRecord {
  readonly library: string;
  readonly actions: readonly {
    readonly index: number;
    readonly name: string;
    readonly distractor: boolean;
  }[];
}

describe("actions", () => {
  it.each([
    ["minimal", 24],
    ["standard", 60],
  ])("lists the same actions of %s for every task", async (library, count) => {
    const flags = ["actions", "--actions", library];
    const listed = await runJson<ActionsRecord>(...flags);
    expect(listed.actions).toHaveLength(count);
    expect(listed.actions[0]).toEqual({
      ...{ index: 0, name: "classify:duplicate_charge", operation: "classify", group: "classify" },
      distractor: false,
    });
    for (const task of TASKS) expect(await runJson(...flags, "--task", task)).toEqual(listed);
  });

  it("edits a library by flags", async () => {
    const listed = await runJson<ActionsRecord>("actions", "--without", "wait,notes", "--with", "bogus:2");
    expect(listed.library).toBe("minimal~wait~notes+bogus2");
    expect(listed.actions).toHaveLength(24 - 1 - 5 + 2);
  });

  it("prints a table", async () => {
    const { out } = await run(["actions"]);
    expect(out).toMatch(/^ +8 │ request:billing_ref +│ request_info +│ request +│ distractor$/m);
  });
});

describe("tasks", () => {
  it("lists the suite in its order", async () => {
    const { tasks } = await runJson<{ tasks: readonly { taskId: string; maxSteps: number }[] }>("tasks");
    expect(tasks.map(({ taskId }) => taskId)).toEqual(TASKS);
    expect(tasks.map(({ maxSteps }) => maxSteps)).toEqual([6, 7, 8, 8]);
    expect((await run(["tasks"])).out).toContain("Northwind Labs (enterprise)");
  });
});

describe("envs", () => {
  interface Listed {
    readonly envs: readonly { readonly id: string; readonly tags: readonly string[] }[];
  }

  it("lists every registered environment with what it was registered with", async () => {
    const { envs } = await runJson<Listed>("envs");
    expect(envs.map(({ id }) => id)).toEqual([
      "SupportDesk-v1",
      "SupportDeskDiscrete-v1",
      "SupportDeskFeatures-v1",
      "SupportDeskPlaybooks-v1",
      "SupportDeskRouting-v1",
      "SupportDeskTabular-v1",
    ]);
    expect(envs.at(-1)).toEqual({
      ...{ id: "SupportDeskTabular-v1", namespace: null, name: "SupportDeskTabular", version: 1 },
      ...{ summary: "library index in, table row out: for tabular agents" },
      ...{ tags: ["support-desk", "discrete-actions", "tabular"], maxEpisodeSteps: null },
      ...{ rewardThreshold: 0.95, nondeterministic: false },
    });
  });

  it("lists those with a tag, in lines", async () => {
    const { envs } = await runJson<Listed>("envs", "--tag", "tabular");
    expect(envs.map(({ id }) => id)).toEqual(["SupportDeskTabular-v1"]);
    expect((await run(["envs", "--tag", "tabular"])).out).toBe(
      "no namespace\n  SupportDeskTabular-v1  library index in, table row out: for tabular agents (solved at 0.95; support-desk, discrete-actions, tabular)\n",
    );
    expect((await run(["envs", "--tag", "fast"])).out).toBe('No environment has the tag "fast".\n');
  });
});

describe("agents", () => {
  it("lists learners with their hyperparameters, then scripted players", async () => {
    interface Listed {
      readonly name: string;
      readonly kind: string;
      readonly parameters: readonly { readonly name: string }[];
    }
    const { agents } = await runJson<{ agents: readonly Listed[] }>("agents");
    const learner = agents.find(({ name }) => name === "q-learning");
    expect(learner?.parameters).toContainEqual({
      ...{ name: "discount", default: 1, range: "[0, 1]", meaning: expect.any(String) },
    });
    const scripted = agents.filter(({ kind }) => kind === "scripted").map(({ name }) => name);
    expect(scripted.toSorted()).toEqual(["do-nothing", "heuristic", "random"]);
    expect(agents.slice(-scripted.length).map(({ name }) => name)).toEqual(scripted);
  });

  it("prints one line each by family, and describes those that are named", async () => {
    const { out } = await run(["agents"]);
    expect(out).toContain("tabular\n  q-learning ");
    expect(out).not.toContain("stepSize");
    expect((await run(["agents", "--long"])).out).toContain("stepSize");
    const { out: described } = await run(["agents", "ucb1"]);
    expect(described).toMatch(/^ucb1\n/);
    expect(described).not.toContain("q-learning\n");
    expect((await run(["agents", "bandit"])).out).toContain("thompson-beta\n");
    expect((await run(["agents", "ucb2"])).error).toContain('Did you mean "ucb1"?');
    expect(Math.max(...out.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(100);
  });
});

describe("encoders", () => {
  it("lists every encoder with its features", async () => {
    const { encoders } = await runJson<{
      encoders: readonly { name: string; features: readonly unknown[] }[];
    }>("encoders");
    expect(encoders.map(({ name }) => name)).toEqual([
      "task-step",
      "stage",
      "compact",
      "compact-time",
      "full",
    ]);
    expect(encoders[1]?.features).toHaveLength(3);
    expect((await run(["encoders"])).out).toContain("suggested_topic, stage, follow_up");
  });
});

describe("--help", () => {
  it.each([
    "train",
    "evaluate",
    "explain",
    "solve",
    "audit",
    "play",
    "tasks",
    "actions",
    "envs",
    "agents",
    "encoders",
  ])("of %s ends with an example", async (command) => {
    const { code, out } = await run([command, "--help"]);
    expect(code).toBe(0);
    expect(out.trimEnd().split("\n").at(-1)).toMatch(new RegExp(`^  supportdesk ${command}`));
  });

  it("tells every command and the version", async () => {
    expect((await run(["--help"])).out).toContain("encoders");
    expect((await run(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
