import { describe, expect, it } from "vitest";
import "../../../src/supportdesk/index.ts";
import { createPolicy } from "../../../src/core/agent-registry.ts";
import {
  InvalidActionError,
  InvalidArgumentError,
  UnknownNameError,
  UnknownOptionError,
} from "../../../src/core/errors.ts";
import { make } from "../../../src/core/registry.ts";
import type { BanditDeskOptions } from "../../../src/supportdesk/env/bandit-views/options.ts";
import { SupportDeskPlaybooksEnv } from "../../../src/supportdesk/env/bandit-views/playbook-env.ts";
import { SupportDeskRoutingEnv } from "../../../src/supportdesk/env/bandit-views/routing-env.ts";
import { REWARD_MODES } from "../../../src/supportdesk/rewards.ts";
import { describeEnv } from "../../../src/testing/describe-env.ts";
import { evaluate } from "../../../src/training/evaluate.ts";
import { TASKS } from "../../support/desk-play.ts";
import { viewOf } from "../../support/desk-views.ts";

type View = SupportDeskPlaybooksEnv | SupportDeskRoutingEnv;

const VIEWS: readonly (readonly [id: string, make: (options?: BanditDeskOptions) => View])[] = [
  ["SupportDeskPlaybooks-v1", (options) => new SupportDeskPlaybooksEnv(options)],
  ["SupportDeskRouting-v1", (options) => new SupportDeskRoutingEnv(options)],
];

for (const [id, create] of VIEWS) {
  describeEnv(id, () => create());
  describeEnv(`${id} over features`, () =>
    create({ observation: "features", actions: "standard", reward: "delta" }),
  );
}

/** Plays one arm by its name. */
function play(env: View, taskId: string, name: string): ReturnType<View["step"]> {
  env.reset({ options: { task_id: taskId } });
  return env.step(env.actionSpace.labels?.indexOf(name) ?? -1);
}

/** Final raw score of every allowed arm in a task, best first. */
function ranking(env: View, taskId: string): (readonly [name: string, raw: number])[] {
  env.reset({ options: { task_id: taskId } });
  const allowed = (env.actionSpace.labels ?? []).filter((_, action) => env.actionMask()[action] === 1);
  return allowed
    .map((name) => [name, play(env, taskId, name).info.episode?.rawScore ?? -1] as const)
    .sort(([, left], [, right]) => right - left);
}

describe.each(VIEWS)("%s", (id, create) => {
  it("is made by its id, which its spec keeps", () => {
    const env = make(id as "SupportDeskRouting-v1", { actions: "standard" });
    expect(env.spec?.toJSON()).toEqual({ id, kwargs: { actions: "standard" } });
  });

  it("has exactly one arm in every task that earns the whole score", () => {
    for (const taskId of TASKS) {
      const [[best = "", highest] = [], [, second = 1] = []] = ranking(create(), taskId);
      expect([best.length > 0, highest]).toEqual([true, 1]);
      expect(second).toBeLessThan(1);
    }
  });

  it("ends after one step of duration 1 and sums up the case", () => {
    const env = create();
    env.reset({ seed: 0 });
    const { terminated, truncated, reward, info } = env.step(0);
    expect([terminated, truncated, info.duration]).toEqual([true, false, 1]);
    expect(info.episode).toMatchObject({ rawScore: reward, return: reward, steps: 1, outcome: "submitted" });
    expect(info.grade?.rawScore).toBe(reward);
    expect(info.actions?.length).toBe(
      (env.unwrapped as unknown as { state(): { step_count: number } }).state().step_count,
    );
  });

  it.each(REWARD_MODES)("pays the return of the case in mode %s, its parts summed up", (reward) => {
    const env = create({ reward });
    for (const taskId of TASKS) {
      env.reset({ options: { task_id: taskId } });
      for (const action of env.actionMask().keys()) {
        env.reset({ options: { task_id: taskId } });
        const step = env.step(action);
        const { total_reward } = (env.unwrapped as unknown as { state(): { total_reward: number } }).state();
        expect(step.reward).toBeCloseTo(total_reward, 12);
        const parts = Object.values(step.info.rewardComponents ?? {});
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(step.reward);
        expect(step.info.episode?.return).toBe(step.reward);
      }
    }
  });

  it("shows the opened case: the key of the tabular view, or its features", () => {
    const tabular = make("SupportDeskTabular-v1");
    const features = make("SupportDeskFeatures-v1");
    for (const taskId of TASKS) {
      const options = { options: { task_id: taskId } };
      expect(create().reset(options).observation).toBe(tabular.reset(options).observation);
      expect(create({ observation: "features" }).reset(options).observation).toEqual(
        features.reset(options).observation,
      );
    }
  });

  it("cycles through its tasks, and restores the place in the cycle", () => {
    const env = create();
    expect([0, 1, 2, 3, 4].map(() => env.reset().info.taskId)).toEqual([...TASKS, TASKS[0]]);
    env.reset();
    const snapshot = JSON.parse(JSON.stringify(env.snapshot()));
    const first = JSON.stringify([env.step(1), env.reset()]);
    const other = create();
    other.restore(snapshot);
    expect(JSON.stringify([other.step(1), other.reset()])).toBe(first);
  });

  it("lets policies that play the innermost environment play the case step by step", () => {
    expect(evaluate({ env: create() as never, agent: createPolicy("heuristic") }).mean.rawScore).toBe(1);
  });

  it("refuses an arm whose words the ruleset lacks, and changes nothing", () => {
    const env = create({ actions: "standard" });
    env.reset();
    const barred = env.actionMask().indexOf(0);
    const before = JSON.stringify(env.snapshot());
    expect(() => env.step(barred)).toThrow(InvalidActionError);
    expect(() => env.step(999)).toThrow("Expected an action in [0, ");
    expect(JSON.stringify(env.snapshot())).toBe(before);
  });

  it("refuses options that it has no use for", () => {
    expect(() => create({ budget: "external" } as object)).toThrow(UnknownOptionError);
    expect(() => create({ observation: "picture" as "key" })).toThrow(UnknownNameError);
    expect(() => create({ actions: "minimal=wait" })).toThrow(InvalidArgumentError);
  });

  it("renders the case before and after", () => {
    const env = create({ renderMode: "ansi" });
    env.reset();
    const before = env.render();
    env.step(0);
    expect(env.render()).not.toBe(before);
  });
});

describe("the playbooks", () => {
  it("are these with the library minimal, and take these actions", () => {
    const env = new SupportDeskPlaybooksEnv();
    expect(env.actionSpace.labels?.slice(2, 7)).toEqual([
      "duplicate_charge/hand-over",
      "account_compromise",
      "account_compromise/without-asking",
      "account_compromise/reply-at-once",
      "account_compromise/hand-over",
    ]);
    expect(play(env, "account_takeover_medium", "account_compromise").info.actions).toEqual([
      ...["classify:account_compromise", "request:identity", "wait", "reply:verify_safe", "note:security"],
      "submit:waiting_on_customer",
    ]);
  });

  it("are all of the distractors' names and kinds", () => {
    const { playbooks } = new SupportDeskPlaybooksEnv();
    expect(playbooks.filter(({ distractor }) => distractor).map(({ name }) => name)).toEqual([
      ...["promise-and-close", "close-at-once", "leave-it"],
    ]);
  });

  it("cut short earn less: without asking, at once, and handed over", () => {
    const env = new SupportDeskPlaybooksEnv();
    const scores = ["", "/without-asking", "/reply-at-once", "/hand-over"].map(
      (variant) => play(env, "account_takeover_medium", `account_compromise${variant}`).reward,
    );
    expect(scores).toEqual([1, 0.85, 0.75, 0.45].map((score) => expect.closeTo(score, 12)));
  });

  it("leave out what the mask does not allow when its turn comes, and say so", () => {
    const env = new SupportDeskPlaybooksEnv({ mask: "workflow" });
    const { info, reward } = play(env, "billing_refund_easy", "account_compromise/without-asking");
    // The workflow asks for facts first, so nothing after the classification is in turn, and the budget runs out.
    expect(info.skipped).toEqual(["reply:verify_safe", "note:security", "submit:waiting_on_customer"]);
    expect(info.actions).toEqual(["classify:account_compromise", ...new Array(5).fill("wait")]);
    expect(info.episode).toMatchObject({ outcome: "abandoned", success: false, rawScore: reward });
  });

  it("wait until the budget is used up where they do not submit", () => {
    const { info } = play(new SupportDeskPlaybooksEnv(), "api_incident_hard", "leave-it");
    expect(info.actions).toEqual(new Array(8).fill("wait"));
    expect(info.skipped).toEqual([]);
    expect(info.episode).toMatchObject({ rawScore: 0, outcome: "abandoned" });
  });

  it("submit by whether the facts have come, as the routing guide says", () => {
    const { playbooks } = new SupportDeskPlaybooksEnv();
    const submit = playbooks.find(({ name }) => name === "account_compromise")?.steps.at(-1);
    const choices = (["none", "pending", "partial", "complete"] as const).map((status) =>
      submit?.choose(viewOf("account_takeover_medium", {}, status)),
    );
    expect(choices).toEqual([
      ...["submit:waiting_on_customer", "submit:waiting_on_customer", "submit:waiting_on_customer"],
      "submit:escalated",
    ]);
  });

  it("set the priority by the public matrix where the library leaves it open", () => {
    const env = new SupportDeskPlaybooksEnv({ actions: "standard" });
    const { info } = play(env, "regulated_export_exception_hard", "regulated_exception");
    expect(info.actions?.slice(0, 2)).toEqual(["classify:regulated_exception", "priority:high"]);
    expect(info.episode?.rawScore).toBe(1);
  });
});

describe("the routing", () => {
  it("has the library's classifications as arms", () => {
    const { library, actionSpace } = new SupportDeskRoutingEnv();
    expect(actionSpace.labels).toEqual(library.labels.filter((label) => label.startsWith("classify:")));
  });

  it("goes on as the heuristic does under the classification it was given", () => {
    const { info } = play(new SupportDeskRoutingEnv(), "billing_refund_easy", "classify:account_compromise");
    expect(info.actions?.slice(0, 3)).toEqual(["classify:account_compromise", "request:identity", "wait"]);
    expect(info.actions?.at(-1)).toMatch(/^submit:/);
    expect(info.episode?.rawScore).toBe(0);
  });
});
