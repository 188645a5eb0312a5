import { describe, expect, it } from "vitest";
import { createPolicy } from "../../../src/core/agent-registry.ts";
import { SupportDeskEnv } from "../../../src/supportdesk/env/structured.ts";
import { heuristicAction } from "../../../src/supportdesk/heuristic.ts";
import type { Action, FollowUp, Observation } from "../../../src/supportdesk/models.ts";
import "../../../src/supportdesk/policies.ts";
import { TASKS } from "../../support/desk-play.ts";
import { GOLD_PLANS, lampScenario } from "../../support/desk-scenarios.ts";

function playHeuristic(taskId: string) {
  const env = new SupportDeskEnv();
  let { observation } = env.reset({ options: { task_id: taskId } });
  const actions: Action[] = [];
  for (;;) {
    const action = heuristicAction(observation);
    actions.push(action);
    const result = env.step(action);
    observation = result.observation;
    if (result.terminated) return { actions, result };
  }
}

describe("the heuristic", () => {
  it.each(TASKS)("solves %s: raw score exactly 1, reported .99, submitted, no penalty", (taskId) => {
    const { episode, grade } = playHeuristic(taskId).result.info;
    expect(grade?.rawScore).toBe(1);
    expect(episode).toMatchObject({ rawScore: 1, score: 0.99, outcome: "submitted", success: true });
    expect(episode?.return).toBeCloseTo(1, 12);
  });

  it.each(TASKS)("follows the gold workflow of %s step by step", (taskId) => {
    expect(playHeuristic(taskId).actions).toEqual(GOLD_PLANS[taskId]);
  });

  it("comes to an end on a ticket that it does not understand", () => {
    const env = new SupportDeskEnv({ tasks: [lampScenario()] });
    let { observation } = env.reset();
    while (!env.state().done) ({ observation } = env.step(heuristicAction(observation)));
    expect(env.state()).toMatchObject({ outcome: "submitted", case: { issue_type: "general_question" } });
  });

  it("leaves a takeover escalated once every fact is there, and waiting while one is missing", () => {
    const { result } = playHeuristic("account_takeover_medium");
    const submitAfter = (status: FollowUp["status"]): Action =>
      heuristicAction({ ...result.observation, follow_up: { ...result.observation.follow_up, status } });
    expect(submitAfter("complete")).toEqual({
      operation: "submit",
      status: "escalated",
      resolution_code: "containment_escalated",
    });
    expect(submitAfter("partial")).toMatchObject({ status: "waiting_on_customer" });
    expect(submitAfter("incorrect")).toMatchObject({ resolution_code: "recovery_pending" });
  });

  it("reads nothing but the case, the follow-up, the ticket and its flags", () => {
    const { observation } = new SupportDeskEnv().reset();
    const touched = new Set<string>();
    const watched = new Proxy(observation, {
      get: (target, key: keyof Observation) => {
        touched.add(key);
        return target[key];
      },
    });
    heuristicAction(watched);
    for (const key of touched) expect(["case", "follow_up", "ticket", "risk_flags"]).toContain(key);
  });

  it("is registered as a scripted policy on the structured side, like one that only waits", () => {
    const { observation } = new SupportDeskEnv().reset();
    const heuristic = createPolicy("heuristic");
    expect([heuristic.plays, heuristic.stochastic]).toEqual(["unwrapped", false]);
    expect(heuristic.act(observation, undefined)).toEqual(heuristicAction(observation));
    expect(createPolicy("do-nothing").act(observation, undefined)).toEqual({ operation: "wait" });
  });
});
