import { describe, expect, it } from "vitest";
import { auditReward } from "../../../src/planning/audit.ts";
import { enumerate } from "../../../src/planning/enumerate.ts";
import { solve } from "../../../src/planning/solve.ts";
import { CANONICAL_SCENARIOS } from "../../../src/supportdesk/canonical/index.ts";
import { readTabularOptions, type TabularDeskOptions } from "../../../src/supportdesk/env/options.ts";
import { SupportDeskTabularEnv } from "../../../src/supportdesk/env/tabular.ts";
import { DeskModel } from "../../../src/supportdesk/model/desk-model.ts";
import type { PotentialFunction } from "../../../src/supportdesk/potentials.ts";

const TASKS = new SupportDeskTabularEnv().taskIds;
const solved = (options: TabularDeskOptions, task: string, merge: boolean) => {
  const setup = readTabularOptions(options);
  const scenarios = setup.scenarios.filter(({ brief }) => brief.task_id === task);
  return solve(new DeskModel(setup, { scenarios, merge }));
};

describe("the model of the desk", () => {
  it("tells the order of the fields apart where a potential of the user's reads it", () => {
    const values = new Map<string, number>();
    const potential: PotentialFunction = ({ view }) => {
      const seen = JSON.stringify([view.remaining_steps, view.case]);
      const value = values.get(seen) ?? Math.sin(values.size + 1);
      values.set(seen, value);
      return value;
    };
    const [sparse, shaped] = (["sparse", "pbrs"] as const).map((reward) =>
      new SupportDeskTabularEnv({ tasks: ["billing_refund_easy"], reward, potential }).model(),
    );
    if (sparse === undefined || shaped === undefined) throw new Error("Expected two models.");
    expect(auditReward(sparse, shaped, { discount: 1 }).againstBase.verdict).toBe("equal");
  });

  it.each(TASKS)("plays %s as the environment does: the optimal actions earn the optimal return", (task) => {
    const env = new SupportDeskTabularEnv();
    const { actions, optimalReturn } = solve(env.model(task));
    env.reset({ options: { task_id: task } });
    const results = actions.map((name) => env.step(env.actionSpace.indexOf(name)));
    const earned = results.reduce((sum, { reward }) => sum + reward, 0);
    expect(earned).toBeCloseTo(optimalReturn, 12);
    expect(results.at(-1)?.terminated).toBe(true);
    expect(results.at(-1)?.info.episode?.rawScore).toBeCloseTo(1, 12);
  });

  it("offers what the mask allows and moves as the environment, step by step along random play", () => {
    const env = new SupportDeskTabularEnv({ mask: "structural", reward: "milestone" });
    env.actionSpace.seed(4);
    for (const task of TASKS) {
      const model = new DeskModel(readTabularOptions({ mask: "structural", reward: "milestone" }), {
        scenarios: CANONICAL_SCENARIOS.filter(({ brief }) => brief.task_id === task),
      });
      let state = model.initial()[0]?.state;
      let { observation, info } = env.reset({ options: { task_id: task } });
      for (let over = false; !over && state !== undefined; ) {
        expect(model.observe(state)).toBe(observation);
        expect(model.actions(state)).toEqual(
          [...env.actionMask().entries()].filter(([, bit]) => bit === 1).map(([action]) => action),
        );
        const action = env.actionSpace.sample(info.actionMask);
        const [transition] = model.transitions(state, action);
        const result = env.step(action);
        ({ observation, info } = result);
        expect(transition?.reward).toBe(result.reward);
        expect(transition?.terminated).toBe(result.terminated);
        state = transition?.next;
        over = result.terminated || result.truncated;
      }
    }
  });

  it.each([
    ["once", "delta"],
    ["once", "milestone"],
    ["once", "pbrs"],
    ["workflow", "delta"],
    ["structural", "delta"],
    ["structural", "milestone"],
    ["none", "delta"],
  ] as const)("has the same optimum with states merged under mask %s and reward %s", (mask, reward) => {
    const options = {
      mask,
      reward,
      actions: mask === "structural" || mask === "none" ? "minimal~request~wait" : "minimal",
    };
    for (const task of TASKS.slice(0, 2)) {
      const [all, merged] = [false, true].map((merge) => solved(options, task, merge));
      expect(merged?.optimalReturn).toBeCloseTo(all?.optimalReturn ?? Number.NaN, 12);
      expect(merged?.rawScoreOfOptimal.min).toBeCloseTo(all?.rawScoreOfOptimal.min ?? Number.NaN, 12);
      expect(merged?.bestRawScore).toBeCloseTo(all?.bestRawScore ?? Number.NaN, 12);
      expect(merged?.actions).toEqual(all?.actions);
      expect(merged?.stateCount).toBeLessThanOrEqual(all?.stateCount ?? 0);
    }
  });

  it("keeps states apart where labels that grade alike are not alike: classifying also sets the priority", () => {
    const options = { mask: "structural", actions: "minimal~request~wait~reply~note+priority" } as const;
    const [all, merged] = [false, true].map((merge) => solved(options, TASKS[0] ?? "", merge));
    expect(merged?.stateCount).toBe(all?.stateCount);
  });

  it("covers all tasks equally often where none is named", () => {
    const { mdp } = enumerate(new DeskModel(readTabularOptions({ actions: "minimal~wait" })));
    expect(mdp.initial.map(({ probability }) => probability)).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  it("says how many states it gave up at", () => {
    const env = new SupportDeskTabularEnv();
    expect(() => solve(env.model(TASKS[0]), { maxStates: 100 })).toThrowError("more than 100 states");
  });
});
