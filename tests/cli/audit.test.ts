import { describe, expect, it } from "vitest";
import type { AuditDocument, AuditedTask } from "../../src/cli/audit/documents.ts";
import { type Ran, run } from "./command-line.ts";

const TASKS = "--task billing_refund_easy --task account_takeover_medium";

const audit = (line: string): Promise<Ran> => run(["audit", ...line.split(" ")]);

interface Audited extends AuditDocument {
  readonly code: number | null;
}

async function audited(line: string): Promise<Audited> {
  const { code, out } = await audit(`${line} --json`);
  return { code, ...(JSON.parse(out) as AuditDocument) };
}

const verdicts = (tasks: readonly AuditedTask[]): readonly string[] =>
  tasks.flatMap(({ againstBase, againstRawScore }) => [againstBase.verdict, againstRawScore.verdict]);

describe("audit --json", () => {
  const sparse = audited(`--reward sparse ${TASKS}`);

  it("names the desks, the discount and the tasks", async () => {
    const { schema, spec, base, discount, passed, tasks, shaping, code } = await sparse;
    expect([schema, discount, passed, shaping, code]).toEqual(["supportdesk.audit/1", 1, false, null, 1]);
    expect([spec.kwargs["reward"], base.kwargs["reward"]]).toEqual(["sparse", "delta"]);
    expect(tasks.map(({ taskId }) => taskId)).toEqual(["billing_refund_easy", "account_takeover_medium"]);
  });

  it("finds where the final score alone is paid that misconduct is free, and that no score is lost by it", async () => {
    const { tasks } = await sparse;
    expect(verdicts(tasks)).toEqual(["kept", "equal", "broken", "equal"]);
    const [billing, account] = tasks;
    expect(billing?.againstBase).toMatchObject({ offence: null, loss: { min: 0, max: 0 } });
    expect(account?.againstRawScore.loss).toEqual({ min: 0, max: 0 });
    // Submitting while the answer is pending costs 0.06, asking twice 0.01.
    expect(account?.againstBase.loss.min).toBe(0);
    expect(account?.againstBase.loss.max).toBeCloseTo(0.06, 12);
    const { offence } = account?.againstBase ?? {};
    expect(offence?.history).toEqual(["request:identity", "wait"]);
    expect(offence?.changed.filter((name) => !offence.reference.includes(name))).toEqual([
      "request:identity",
      "request:missing",
    ]);
    expect(offence?.regret).toBeCloseTo(0.01, 12);
  });

  it("says that the row of an agent does not hold what the reward goes by", async () => {
    const { tasks } = await sparse;
    for (const { seenReward } of tasks) {
      expect(seenReward.complete).toBe(true);
      expect(seenReward.aliasing?.histories[0]).not.toEqual(seenReward.aliasing?.histories[1]);
      expect(seenReward.aliasing?.additions[0]).not.toBeCloseTo(seenReward.aliasing?.additions[1] ?? 0, 9);
    }
  });

  it("is equal to itself, and the same to the byte when asked again", async () => {
    const line = "--task billing_refund_easy --json";
    const first = await audit(line);
    expect(await audit(line)).toEqual(first);
    const [task] = (JSON.parse(first.out) as AuditDocument).tasks;
    expect(task?.againstBase.verdict).toBe("equal");
    expect(task?.seenReward).toEqual({ complete: true, aliasing: null });
    expect([first.code, first.error]).toEqual([0, ""]);
  });

  it("finds that milestones pay for a needless request that costs score", async () => {
    const { tasks, code } = await audited("--reward milestone --task billing_refund_easy");
    expect(verdicts(tasks)).toEqual(["broken", "broken"]);
    expect(tasks[0]?.againstRawScore.loss.min).toBe(0);
    expect(tasks[0]?.againstRawScore.loss.max).toBeCloseTo(0.15, 12);
    expect(tasks[0]?.againstRawScore.offence?.history).toEqual(["classify:duplicate_charge"]);
    expect(code).toBe(1);
  });

  it.each([1, 0.9])(
    "keeps what is optimal for the sparse reward under any potential at γ = %d",
    async (discount) => {
      const { tasks, shaping } = await audited(
        `--reward pbrs --base sparse --potential progress --potential-scale 2 --potential-shift 0.5 --discount ${discount} --task billing_refund_easy`,
      );
      expect(tasks[0]?.againstBase).toMatchObject({
        verdict: "equal",
        offence: null,
        loss: { min: 0, max: 0 },
      });
      expect(shaping).toMatchObject({ passed: true, findings: [] });
      expect(shaping?.shapingDiscount).toBeCloseTo(discount, 9);
    },
  );

  it("finds the smallest discount at which a step for the last 0.10 of the score is worth it", async () => {
    const { tasks } = await audited("--reward sparse --threshold --task billing_refund_easy");
    // The note brings 0.90 to 1 and puts the end off by a step: γ · 1 > 0.90.
    expect(tasks[0]?.discountThreshold?.from).toBeCloseTo(0.9, 3);
  });
});

describe("a potential", () => {
  it("fails where it goes by another discount than the learner", async () => {
    const { code, out, error } = await audit(
      "--reward pbrs --base sparse --potential-discount 0.9 --task billing_refund_easy",
    );
    expect(code).toBe(1);
    expect(out).toContain("GAMMA: The shaping goes by the discount 0.");
    expect(error).toBe("Its potential fails GAMMA, TELESCOPE, START.\n");
  });

  it("below 0 pays for going round, but not where the step budget ends it", async () => {
    const { tasks } = await audited(
      "--reward pbrs --base sparse --potential zero --potential-shift -1 --discount 0.9 --mask structural --without note,reply,request,wait,classify:account_compromise,classify:production_incident,classify:regulated_exception,classify:general_question --task billing_refund_easy",
    );
    expect(tasks[0]?.againstBase.verdict).toBe("equal");
    const rewards = tasks[0]?.cycles.map(({ rewardPerStep }) => rewardPerStep) ?? [];
    // (γ − 1)Φ = −0.1 · −1 in every step.
    for (const reward of rewards) expect(reward).toBeCloseTo(0.1, 6);
    expect(rewards.length).toBeGreaterThan(0);
  });

  it("is read by base too", async () => {
    const { tasks, base } = await audited(
      "--reward sparse --base pbrs --potential progress --task billing_refund_easy",
    );
    expect(base.kwargs).toMatchObject({ reward: "pbrs", potential: "progress", discount: 1 });
    expect(tasks[0]?.againstBase.verdict).toBe("equal");
  });
});

describe("audit", () => {
  it("prints verdicts, offences and notes within 100 columns", async () => {
    const { code, out, error } = await audit(`--reward sparse ${TASKS}`);
    expect(out).toMatch(/^billing_refund_easy +│ kept +│ +0\.07 │ +0\.00 │ equal/m);
    expect(out).toMatch(/^account_takeover_medium +│ broken +│ +0\.06 │ +0\.00–0\.06 │ equal/m);
    expect(out).toContain("account_takeover_medium, against delta: gives away up to 0.01");
    expect(out).toContain("after   request:identity → wait\n");
    expect(out).toContain("Policy order kept is not learning kept");
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(code).toBe(1);
    expect(error).toBe("Reward sparse does not keep what is optimal under delta on 1 of 2 tasks.\n");
  });

  it("says where there were too many states to look at what an agent sees", async () => {
    const { code, out } = await audit("--task billing_refund_easy --max-states 3000");
    expect(code).toBe(0);
    expect(out).toContain("was not settled");
  });

  it("says that truncated episodes are counted as ended", async () => {
    const { out } = await audit("--task billing_refund_easy --budget external");
    expect(out).toContain("Episodes can be truncated");
  });

  it.each([
    ["--reward spars", 'Did you mean "sparse"?'],
    ["--base nothing", 'Unknown reward "nothing"'],
    ["--discount 1.5", 'Expected --discount in [0, 1], got "1.5"'],
    ["--reward sparse --max-states 1000", "more than 1,000 states"],
    ["--reward sparse --potential zero", "--reward pbrs"],
    ["--reward pbrs --potential randon", 'Did you mean "random"?'],
    ["--potential-discount 0.5", "--reward pbrs"],
  ])("refuses %s in one line", async (line, part) => {
    const { code, out, error } = await audit(line);
    expect([code, out]).toEqual([2, ""]);
    expect(error).toMatch(/^[^\n]+\n$/);
    expect(error).toContain(part);
  });

  it("has help with an example", async () => {
    const { code, out } = await audit("--help");
    expect(code).toBe(0);
    expect(out.trimEnd().split("\n").at(-1)).toMatch(/^ {2}supportdesk audit/);
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});
