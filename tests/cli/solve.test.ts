import { describe, expect, it } from "vitest";
import { run, runJson } from "./command-line.ts";

interface SolvedTask {
  readonly taskId: string;
  readonly bestRawScore: number;
  readonly rawScoreOfOptimal: { readonly min: number; readonly max: number };
  readonly optimalReturn: number;
  readonly margin: number | null;
  readonly actions: readonly string[];
  readonly stateCount: number;
  readonly exact: boolean;
}
interface SolveRecord {
  readonly schema: string;
  readonly discount: number;
  readonly tasks: readonly SolvedTask[];
}

const solved = (line = ""): Promise<SolveRecord> =>
  runJson<SolveRecord>("solve", ...line.split(" ").filter((word) => word !== ""));

async function solvedTask(task: string, line = ""): Promise<SolvedTask> {
  const { tasks } = await solved(`--task ${task} ${line}`);
  if (tasks[0] === undefined) throw new Error("Expected a task.");
  return tasks[0];
}

describe("solve --json", () => {
  it("finds raw score and return 1 on every task with the minimal library", async () => {
    const { schema, discount, tasks } = await solved();
    expect([schema, discount]).toEqual(["supportdesk.solve/1", 1]);
    expect(tasks.map(({ bestRawScore }) => bestRawScore)).toEqual([1, 1, 1, 1]);
    for (const { optimalReturn, rawScoreOfOptimal, exact } of tasks) {
      expect(optimalReturn).toBeCloseTo(1, 12);
      expect(rawScoreOfOptimal).toEqual({ min: 1, max: 1 });
      expect(exact).toBe(true);
    }
    expect(tasks.map(({ actions }) => actions.length)).toEqual([4, 6, 6, 6]);
    expect(Object.keys(tasks[0] ?? {})).toEqual([
      ...["taskId", "bestRawScore", "rawScoreOfOptimal", "optimalReturn"],
      ...["margin", "actions", "stateCount", "exact"],
    ]);
  });

  it("finds raw score 1 on every task with the standard library", async () => {
    const { tasks } = await solved("--actions standard --mask workflow");
    expect(tasks.map(({ bestRawScore }) => bestRawScore)).toEqual([1, 1, 1, 1]);
    expect(tasks.map(({ actions }) => actions.length)).toEqual([5, 7, 7, 7]);
  });

  it("is the same to the byte when asked again, and says nothing else", async () => {
    const args = ["solve", "--task", "billing_refund_easy", "--discount", "0.9", "--json"];
    const [first, second] = [await run(args), await run(args)];
    expect(first).toEqual(second);
    expect(first.error).toBe("");
  });
});

describe("the optimum", () => {
  const task = "api_incident_hard";
  const full = solvedTask(task);

  it("pays less without `wait`, at the same raw score", async () => {
    const { optimalReturn, bestRawScore } = await solvedTask(task, "--without wait");
    expect(optimalReturn).toBeLessThan((await full).optimalReturn - 0.01);
    expect(bestRawScore).toBeCloseTo(1, 12);
  });

  it.each(["request:diagnostics", "reply:incident_ack"])("falls in both without %s", async (name) => {
    const { optimalReturn, bestRawScore } = await solvedTask(task, `--without ${name}`);
    expect(optimalReturn).toBeLessThan((await full).optimalReturn - 0.01);
    expect(bestRawScore).toBeLessThan(0.99);
  });

  it("does not fall with actions that do nothing", async () => {
    const { optimalReturn, bestRawScore, actions } = await solvedTask(task, "--with bogus:4");
    expect(optimalReturn).toBeCloseTo((await full).optimalReturn, 12);
    expect(bestRawScore).toBe(1);
    expect(actions).toEqual((await full).actions);
  });

  it("leaves the note out at γ = 0, where only the next reward counts", async () => {
    const { rawScoreOfOptimal, bestRawScore, actions } = await solvedTask(
      "billing_refund_easy",
      "--discount 0",
    );
    expect(rawScoreOfOptimal.max).toBeCloseTo(0.9, 12);
    expect(bestRawScore).toBe(1);
    expect(actions).not.toContain("note:commercial");
  });

  it("discounts a reward that is paid at the end", async () => {
    const { optimalReturn } = await solvedTask("billing_refund_easy", "--reward sparse --discount 0.5");
    const quick = await solvedTask("billing_refund_easy", "--reward sparse");
    expect(optimalReturn).toBeLessThan(0.5);
    expect(quick.optimalReturn).toBeCloseTo(1, 12);
  });
});

describe("solve", () => {
  it("prints a row for each task and the optimal actions", async () => {
    const { out } = await run(["solve", "--task", "billing_refund_easy"]);
    expect(out).toContain("actions minimal (24) · mask once · reward delta · γ 1");
    expect(out).toMatch(/^billing_refund_easy │ +1\.00 │ +1\.00 │ +1\.00 │ +0\.07 │ +4 │ +1,768$/m);
    expect(out).toContain("note:commercial → submit:resolved");
  });

  it("names the tasks where earning the most is not scoring the highest", async () => {
    const { out } = await run(["solve", "--task", "billing_refund_easy", "--discount", "0"]);
    expect(out).toMatch(/scores\s+the\s+highest:\s+billing_refund_easy/);
  });

  it("says on the error stream how long it took, and not where it prints JSON", async () => {
    const line = ["solve", "--task", "billing_refund_easy", "--mask", "workflow"];
    expect((await run(line)).error).toMatch(/^Solved \d+ states in \d+\.\d s\.\n$/);
    expect((await run([...line, "--json"])).error).toBe("");
  });

  it("says that a truncation counts as the end", async () => {
    const line = ["solve", "--task", "billing_refund_easy", "--mask", "workflow"];
    expect((await run([...line, "--budget", "external"])).out).toContain("Episodes are truncated");
    expect((await run(line)).out).not.toContain("truncated");
  });

  it("plays out as it says: the optimal policy earns the optimal return in the environment", async () => {
    for (const flags of [
      ["--actions", "minimal~wait"],
      ["--reward", "milestone", "--discount", "0.9"],
      ["--reward", "sparse", "--mask", "workflow", "--discount", "0.8"],
    ]) {
      const { tasks } = await runJson<SolveRecord>("solve", ...flags);
      const { evaluation } = await runJson<{
        evaluation: {
          tasks: readonly { discountedReturn: number; gap: number; rawScore: number; actions: string[] }[];
        };
      }>("evaluate", "--agent", "optimal", ...flags);
      for (const [index, { optimalReturn, rawScoreOfOptimal, actions }] of tasks.entries()) {
        const played = evaluation.tasks[index];
        expect(played?.discountedReturn).toBeCloseTo(optimalReturn, 12);
        expect(played?.gap).toBe(0);
        expect(played?.actions).toEqual(actions);
        expect(played?.rawScore).toBeGreaterThanOrEqual(rawScoreOfOptimal.min - 1e-9);
        expect(played?.rawScore).toBeLessThanOrEqual(rawScoreOfOptimal.max + 1e-9);
      }
    }
  });
});

interface BoundedRecord {
  readonly tasks: readonly {
    readonly optimalReturn: { readonly lower: number; readonly upper: number };
    readonly bestRawScore: { readonly lower: number; readonly upper: number };
    readonly rawScoreOfOptimal: null;
    readonly actions: readonly string[];
    readonly stateCount: number;
    readonly exact: boolean;
  }[];
}

describe("solve of a task with too many states", () => {
  const few = ["solve", "--task", "api_incident_hard", "--max-states", "60"];

  it("prints bounds, says that they are not exact and what to do, and ends with 1", async () => {
    const { code, out, error } = await run(few);
    expect(code).toBe(1);
    expect(out).toContain("Optimum of 1 task, bounded and not exact");
    expect(out).toMatch(/^api_incident_hard │ .* │ +> 60$/m);
    expect(error.split("\n").at(-2)).toMatch(
      /not exact: api_incident_hard has more than 60 states; .*--max-states/,
    );
  });

  it.each([
    ["--reward", "delta"],
    ["--reward", "delta", "--discount", "0.5", "--mask", "structural"],
    ["--reward", "delta-no-penalty", "--discount", "0.9"],
    ["--reward", "sparse", "--discount", "0.7"],
    ["--reward", "milestone", "--discount", "0.9"],
    ["--reward", "pbrs", "--discount", "0.8"],
    ["--reward", "pbrs", "--potential", "progress", "--potential-scale", "-2", "--potential-shift", "0.5"],
    ["--reward", "pbrs", "--potential-shift", "3", "--discount", "0.9", "--budget", "external"],
    ["--reward", "delta", "--budget", "external", "--without", "submit"],
  ])("has the exact values within its bounds: %s %s %s %s %s %s", async (...flags) => {
    const line = ["--task", "billing_refund_easy", "--actions", "minimal~request", ...flags];
    const { tasks } = await runJson<SolveRecord>("solve", ...line);
    const exact = tasks[0];
    if (exact === undefined) throw new Error("Expected a task.");
    for (const limit of ["1", "10", "40"]) {
      const { out } = await run(["solve", ...line, "--max-states", limit, "--json"]);
      const [bounded] = (JSON.parse(out) as BoundedRecord).tasks;
      expect(bounded).toMatchObject({ exact: false, rawScoreOfOptimal: null, stateCount: Number(limit) });
      for (const name of ["optimalReturn", "bestRawScore"] as const) {
        const { lower = 0, upper = 0 } = bounded?.[name] ?? {};
        expect(lower).toBeLessThanOrEqual(exact[name] + 1e-9);
        expect(upper).toBeGreaterThanOrEqual(exact[name] - 1e-9);
        expect(upper - lower).toBeLessThan(8);
      }
    }
  });
});
