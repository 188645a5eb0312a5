import { describe, expect, it } from "vitest";
import { type Episode, open } from "../../../src/supportdesk/episode.ts";
import type { Action, FollowUp } from "../../../src/supportdesk/models.ts";
import { act, openTask, playAll, rules } from "../../support/desk-play.ts";
import { lampScenario } from "../../support/desk-scenarios.ts";

const lamp = (): Episode => open(lampScenario(), rules());
const ask = (...requestedFields: string[]): Action => ({
  operation: "request_info",
  requested_fields: requestedFields,
});
const WAIT: Action = { operation: "wait" };

function followUpAfter(episode: Episode, ...actions: [Action, ...Action[]]): FollowUp {
  return playAll(episode, actions).episode.view.follow_up;
}

describe("a follow-up", () => {
  it("is pending from the moment a new field is asked for", () => {
    expect(followUpAfter(lamp(), ask("room"))).toMatchObject({ status: "pending", round: 0, message: "" });
    expect(followUpAfter(lamp(), ask("shoe_size")).status).toBe("pending");
  });

  it("stays pending until somebody waits", () => {
    const other: Action = { operation: "draft_reply", reply: "lamp" };
    expect(followUpAfter(lamp(), ask("room"), other, ask("lamp_id")).status).toBe("pending");
  });

  it("is delivered as scripted, with its round, if a needed field was asked for", () => {
    expect(followUpAfter(lamp(), ask("room"), WAIT)).toEqual({
      status: "complete",
      round: 1,
      message: "Lamp 7 in the hall.",
      provided_fields: ["lamp_id", "room"],
      wrong_fields: [],
    });
  });

  it("goes back to none if no needed field was asked for", () => {
    expect(followUpAfter(lamp(), ask("shoe_size"), WAIT)).toEqual({
      status: "none",
      round: 0,
      message: "",
      provided_fields: [],
      wrong_fields: [],
    });
  });

  it("goes back to none on a ticket that needs nothing", () => {
    expect(followUpAfter(openTask("billing_refund_easy"), ask("invoice_id"), WAIT).status).toBe("none");
  });

  it("does not change when the same field is asked for again", () => {
    const delivered = playAll(lamp(), [ask("room", "lamp_id"), WAIT]);
    const again = act(delivered.episode, ask("lamp_id"));
    expect(again.episode.view.follow_up).toEqual(delivered.episode.view.follow_up);
    expect(again.components["low_signal"]).toBe(-0.01);
    expect(again.components["no_op"]).toBe(0);
  });

  it("becomes pending again when a further field is asked for, and comes with the next round", () => {
    const delivered = playAll(lamp(), [ask("room"), WAIT]);
    const pending = act(delivered.episode, ask("colour"));
    expect(pending.episode.view.follow_up).toMatchObject({ status: "pending", round: 1 });
    expect(act(pending.episode, WAIT).episode.view.follow_up).toMatchObject({ status: "complete", round: 2 });
  });

  it("is delivered before the fields of the same wait make it pending again", () => {
    const nothing = playAll(lamp(), [ask("shoe_size"), { ...WAIT, requested_fields: ["room"] }]);
    expect(nothing.episode.view.follow_up).toMatchObject({
      status: "pending",
      round: 0,
      provided_fields: [],
    });
    expect(act(nothing.episode, WAIT).episode.view.follow_up).toMatchObject({ status: "complete", round: 1 });
    const answer = playAll(lamp(), [ask("room"), { ...WAIT, requested_fields: ["shoe_size"] }]);
    expect(answer.episode.view.follow_up).toMatchObject({
      status: "pending",
      round: 1,
      message: "",
      provided_fields: ["lamp_id", "room"],
    });
  });

  it("is started by fields on any operation", () => {
    expect(followUpAfter(lamp(), { operation: "classify", requested_fields: ["room"] }).status).toBe(
      "pending",
    );
  });

  it.each([
    ["account_takeover_medium", "last_successful_login", "partial", ["workspace_id", "billing_email"], []],
    ["api_incident_hard", "time_window", "complete", ["request_ids", "time_window", "affected_region"], []],
    [
      "regulated_export_exception_hard",
      "tenant_region",
      "incorrect",
      ["tenant_region", "dpa_amendment_id", "legal_contact_email"],
      ["legal_contact_email"],
    ],
  ] as const)("of %s is scripted", (taskId, field, status, provided, wrong) => {
    const followUp = followUpAfter(openTask(taskId), ask(field), WAIT);
    expect(followUp).toMatchObject({ status, provided_fields: provided, wrong_fields: wrong });
    expect(followUp.message).not.toBe("");
  });
});
