import { describe, expect, it } from "vitest";
import { describeEnvironment, type StepPayload, ValidationError } from "../../../src/openenv/index.ts";
import { ECHO } from "../../support/openenv-echo.ts";

const desk = () => describeEnvironment("SupportDesk-v1").createSession(() => "made");

describe("a session", () => {
  it("names an episode by the client's id, or else by one that is made", () => {
    const session = desk();
    session.reset({ episode_id: "mine" });
    expect(session.state()["episode_id"]).toBe("mine");
    session.reset({ episode_id: null });
    expect(session.state()["episode_id"]).toBe("made");
  });

  it("goes on to the next task at a reset without a seed, and begins the cycle anew with one", () => {
    const session = desk();
    const tasks = [{}, {}, { seed: 0 }, { task_id: "api_incident_hard" }, {}].map(
      (params) => session.reset(params).observation["task_id"],
    );
    expect(tasks).toEqual([
      "billing_refund_easy",
      "account_takeover_medium",
      "billing_refund_easy",
      "api_incident_hard",
      "account_takeover_medium",
    ]);
  });

  it.each([
    { seed: -1 },
    { seed: "1.5" },
    { seed: {} },
    { episode_id: 7 },
    { task_id: "nope" },
    { task_id: 7 },
  ])("refuses the reset %j and goes on with its episode", (params) => {
    const session = desk();
    session.reset({ episode_id: "mine" });
    session.step({ operation: "wait" });
    expect(() => session.reset(params)).toThrow(ValidationError);
    expect(session.state()).toMatchObject({ episode_id: "mine", step_count: 1 });
  });

  it("reads seeds of any size, those beyond 2^53 modulo 2^53", () => {
    const session = desk();
    const seeds = [2 ** 53, 2 ** 53 + 2, "18446744073709551616", "+3", " 4 ", true].map((seed) => {
      session.reset({ seed });
      return session.state()["seed"];
    });
    expect(seeds).toEqual([0, 2, 0, 3, 4, 1]);
  });

  it("never changes what it has given out", () => {
    const session = desk();
    const given = [session.reset({}), session.state(), session.observation()];
    const before = JSON.stringify(given);
    session.step({ operation: "classify", queue: "billing_ops" });
    session.step({ operation: "submit" });
    session.reset({});
    expect(JSON.stringify(given)).toBe(before);
  });

  it("shows the observation of the last step, and the grade's parts only after the end", () => {
    const session = desk();
    expect(session.observation()["task_id"]).toBe("billing_refund_easy");
    expect(Object.keys(session.grade() ?? {})).toEqual([
      "task_id",
      "score",
      "episode_completed",
      "outcome",
      "steps",
    ]);
    const { observation } = session.step({ operation: "submit" });
    expect(session.observation()).toBe(observation);
    expect(session.grade()).toMatchObject({ episode_completed: true, breakdown: { queue: 0 }, steps: 1 });
    session.reset({});
    expect(session.grade()).not.toHaveProperty("breakdown");
  });

  it("is written as JSON.stringify writes it, in every episode and with every kind of text", () => {
    const { createSession, write } = describeEnvironment("SupportDesk-v1");
    const [one, other] = [createSession(() => "made"), createSession(() => "made")];
    for (const { task_id } of describeEnvironment("SupportDesk-v1").tasks) {
      const payloads = [
        one.reset({ task_id }),
        other.reset({}),
        one.step({ operation: "draft_reply", reply: '"\\ \u2028 🎫 \ud800' }),
        one.step({ operation: "request_info", requested_fields: ["a"] }),
        one.step({ operation: "submit" }),
      ];
      const [{ observation, ...rest }] = payloads as [StepPayload];
      payloads.push({ ...rest, observation: { ...observation, more: 1 } });
      for (const payload of payloads) expect(write?.(payload)).toBe(JSON.stringify(payload));
    }
  });

  it("throws after it was closed", () => {
    const session = ECHO.createSession(() => "made");
    session.close();
    expect(() => session.reset()).toThrow("The environment is closed");
  });
});
