import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { advance } from "../../../src/supportdesk/episode.ts";
import { deepFreeze } from "../../../src/supportdesk/freeze.ts";
import { anyAction, anyActions, anyTask } from "../../support/desk-arbitraries.ts";
import { act, openTask, playThrough } from "../../support/desk-play.ts";

describe("advance", () => {
  it("works on deeply frozen episodes and actions", () => {
    const property = fc.property(anyTask, anyActions, (taskId, actions) => {
      let episode = deepFreeze(openTask(taskId));
      for (const action of actions) {
        if (episode.view.ended) break;
        episode = deepFreeze(act(episode, deepFreeze(action))).episode;
      }
      expect(episode.steps).toBeGreaterThan(0);
    });
    fc.assert(property);
  });

  it("gives equal results for equal inputs, and leaves its input as it was", () => {
    const property = fc.property(anyTask, anyActions, anyAction, (taskId, actions, action) => {
      const played = playThrough(openTask(taskId), actions);
      const episode = played.findLast((result) => !result.episode.view.ended)?.episode ?? openTask(taskId);
      const before = JSON.stringify(episode);
      const first = JSON.stringify(act(episode, action));
      expect(JSON.stringify(act(episode, action))).toBe(first);
      expect(JSON.stringify(episode)).toBe(before);
    });
    fc.assert(property);
  });

  it("does not keep the action's own list of fields in the case", () => {
    const requestedFields = ["workspace_id"];
    const { episode } = act(openTask("account_takeover_medium"), {
      operation: "request_info",
      requested_fields: requestedFields,
    });
    requestedFields.push("password");
    expect(episode.view.case.requested_fields).toEqual(["workspace_id"]);
  });
});

describe("a refused move", () => {
  const action = { operation: "submit", status: "resolved" } as const;

  it.each([
    ["penalize", -0.02],
    ["noop", 0],
  ] as const)("passes a step and leaves the case alone: %s", (refused, reward) => {
    const start = openTask("billing_refund_easy");
    const { episode, ...result } = advance(start, { action, name: "submit:resolved", refused });
    expect(result).toMatchObject({ reward, terminated: false, truncated: false });
    expect(episode.view.case).toEqual(start.view.case);
    expect([episode.view.remaining_steps, episode.view.sla_minutes_remaining]).toEqual([5, 225]);
    expect([episode.steps, episode.invalidActions, episode.outcome]).toEqual([1, 1, "open"]);
  });

  it("uses up the budget like any other", () => {
    let episode = openTask("billing_refund_easy");
    for (let step = 0; step < 6; step += 1) {
      episode = advance(episode, { action, name: "submit:resolved", refused: "noop" }).episode;
    }
    expect([episode.outcome, episode.invalidActions]).toEqual(["abandoned", 6]);
  });
});
