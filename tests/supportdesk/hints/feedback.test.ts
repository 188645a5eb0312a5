import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SupportDeskDiscreteEnv } from "../../../src/supportdesk/env/discrete.ts";
import { actionHistory, feedback } from "../../../src/supportdesk/history.ts";
import type { Action } from "../../../src/supportdesk/models.ts";
import { observe } from "../../../src/supportdesk/observe.ts";
import { anyActions, anyTask } from "../../support/desk-arbitraries.ts";
import { openTask, playAll, playThrough, scenarioOf } from "../../support/desk-play.ts";

const TASK = "account_takeover_medium";
const WAIT: Action = { operation: "wait" };
const ASK: Action = { operation: "request_info", requested_fields: ["workspace_id"] };

function feedbackAfter(...actions: [Action, ...Action[]]): string {
  return feedback(playAll(openTask(TASK), actions).episode);
}

describe("feedback", () => {
  it.each<[string, [Action, ...Action[]]]>([
    [
      "Queue set to billing_ops; priority set to low.",
      [{ operation: "classify", queue: "billing_ops", priority: "low" }],
    ],
    ["Reply written; note written.", [{ operation: "wait", reply: "a", internal_note: "b" }]],
    ["Customer asked for workspace_id.", [ASK]],
    ["The customer's answer is partial.", [ASK, WAIT]],
    ["The customer had nothing to add.", [{ ...ASK, requested_fields: ["shoe_size"] }, WAIT]],
    ["These fields were asked for before; nothing changed.", [ASK, ASK]],
    ["Nothing changed.", [WAIT]],
    [
      "Status set to resolved; resolution code set to x; case submitted.",
      [{ operation: "submit", status: "resolved", resolution_code: "x" }],
    ],
    ["Case submitted.", [{ operation: "submit" }]],
    ["Nothing changed. The step budget is used up.", [WAIT, WAIT, WAIT, WAIT, WAIT, WAIT, WAIT]],
  ])("says “%s”", (sentence, actions) => {
    expect(feedbackAfter(...actions)).toBe(sentence);
  });

  it("greets with the new ticket", () => {
    expect(feedback(openTask(TASK))).toBe("A new ticket is on your desk.");
  });

  it("says that an action outside the mask was not available", () => {
    const env = new SupportDeskDiscreteEnv({ tasks: [TASK] });
    env.reset();
    const { observation } = env.step(env.actionSpace.indexOf("wait"));
    expect(observation.feedback).toBe("wait was not available; nothing changed.");
  });

  it("never names a gold value that the agent did not write itself", () => {
    const property = fc.property(anyTask, anyActions, (taskId, actions) => {
      const { answer } = scenarioOf(taskId);
      for (const [index, { episode }] of playThrough(openTask(taskId), actions).entries()) {
        const written = JSON.stringify(actions.slice(0, index + 1));
        const secrets = [answer.queue, answer.issue_type, answer.resolution_code, ...answer.needed_fields];
        const unsaid = secrets.filter((secret) => !written.includes(secret));
        const told = `${feedback(episode)} ${actionHistory(episode)
          .map((entry) => entry.summary)
          .join(" ")}`;
        for (const secret of unsaid) expect(told).not.toContain(secret);
      }
    });
    fc.assert(property);
  });

  it("does not say how good an action was: right and wrong values read alike", () => {
    const right = feedbackAfter({ operation: "classify", queue: "trust_and_safety" });
    const wrong = feedbackAfter({ operation: "classify", queue: "general_support" });
    expect(right.replace("trust_and_safety", "general_support")).toBe(wrong);
    expect(feedbackAfter({ operation: "draft_reply", reply: "verify, lock, do not share" })).toBe(
      feedbackAfter({ operation: "draft_reply", reply: "Hm." }),
    );
  });
});

describe("the action history", () => {
  it("has an entry for every step, with number, operation, summary and reward", () => {
    const { episode } = playAll(openTask(TASK), [
      { operation: "classify", queue: "trust_and_safety" },
      WAIT,
      ASK,
    ]);
    expect(actionHistory(episode)).toEqual([
      { step: 1, operation: "classify", summary: "Queue set to trust_and_safety.", reward_delta: 0.15 },
      { step: 2, operation: "wait", summary: "Nothing changed.", reward_delta: -0.02 },
      { step: 3, operation: "request_info", summary: "Customer asked for workspace_id.", reward_delta: 0 },
    ]);
    expect(observe(episode).action_history).toEqual(actionHistory(episode));
  });
});
