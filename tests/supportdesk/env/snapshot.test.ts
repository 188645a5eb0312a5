import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SnapshotError } from "../../../src/core/errors.ts";
import type { JsonObject, JsonValue } from "../../../src/core/json.ts";
import { SupportDeskDiscreteEnv } from "../../../src/supportdesk/env/discrete.ts";
import { SupportDeskEnv } from "../../../src/supportdesk/env/structured.ts";
import { SupportDeskTabularEnv } from "../../../src/supportdesk/env/tabular.ts";
import { CounterEnv } from "../../support/counter-env.ts";
import { anyActions, anyTask } from "../../support/desk-arbitraries.ts";
import { lampScenario } from "../../support/desk-scenarios.ts";

const throughJson = (value: JsonValue): JsonValue => JSON.parse(JSON.stringify(value)) as JsonValue;

describe("a snapshot", () => {
  it("continues with the same steps, in the same and in another environment", () => {
    const property = fc.property(anyTask, anyActions, anyActions, (taskId, before, after) => {
      const env = new SupportDeskEnv();
      env.reset({ seed: 3, options: { task_id: taskId } });
      for (const action of before) if (!env.state().done) env.step({ ...action, operation: "wait" });
      const snapshot = throughJson(env.snapshot());
      const play = (desk: SupportDeskEnv): string => {
        const seen: unknown[] = [desk.state()];
        for (const action of after) if (!desk.state().done) seen.push(desk.step(action), desk.state());
        return JSON.stringify([seen, desk.reset(), desk.state()]);
      };
      const first = play(env);
      env.restore(snapshot);
      expect(throughJson(env.snapshot())).toEqual(snapshot);
      expect(play(env)).toBe(first);
      const other = new SupportDeskEnv();
      other.restore(snapshot);
      expect(play(other)).toBe(first);
    });
    fc.assert(property, { numRuns: 40 });
  });

  it.each([
    ["discrete", () => new SupportDeskDiscreteEnv()],
    ["tabular", () => new SupportDeskTabularEnv()],
  ] as const)("of the %s view continues with the same five steps", (_view, make) => {
    const env = make();
    env.reset({ seed: 1, options: { task_id: "api_incident_hard" } });
    const step = (name: string) => env.step(env.library.indexOf(name));
    step("classify:production_incident");
    step("note:low_signal");
    const snapshot = throughJson(env.snapshot());
    const play = (): string => {
      const five = ["request:identity", "wait", "reply:incident_ack", "note:technical", "submit:escalated"];
      const seen = five.map(step);
      return JSON.stringify([seen, Array.from(env.actionMask()), env.state()]);
    };
    env.restore(snapshot);
    const first = play();
    env.restore(snapshot);
    expect(play()).toBe(first);
  });

  it("remembers refused moves and the place in the cycle", () => {
    const env = new SupportDeskDiscreteEnv({ invalid: "penalize" });
    env.reset();
    env.reset();
    env.step(env.library.indexOf("wait"));
    const snapshot = throughJson(env.snapshot());
    const other = new SupportDeskDiscreteEnv();
    other.restore(snapshot);
    expect(other.state()).toEqual(env.state());
    expect(other.state().total_reward).toBe(-0.02);
    expect(other.reset().info.taskId).toBe("api_incident_hard");
  });

  it("of an environment before its first reset takes another one back there", () => {
    const env = new SupportDeskEnv();
    env.reset();
    env.restore(throughJson(new SupportDeskEnv().snapshot()));
    expect(() => env.state()).toThrow("Call `reset()`");
    expect(env.reset().info.taskId).toBe("billing_refund_easy");
  });

  it("of an ended episode stays ended", () => {
    const env = new SupportDeskEnv();
    env.reset();
    env.step({ operation: "submit" });
    const other = new SupportDeskEnv();
    other.restore(throughJson(env.snapshot()));
    expect(() => other.step({ operation: "wait" })).toThrow("The episode has ended");
    expect(other.state()).toEqual(env.state());
  });
});

describe("a foreign snapshot", () => {
  const lamp = new SupportDeskEnv({ tasks: [lampScenario()] });
  lamp.reset();
  const counter = new CounterEnv();
  counter.reset();
  const good = new SupportDeskEnv();
  good.reset();
  good.step({ operation: "submit" });
  const ended = throughJson(good.snapshot()) as JsonObject;
  const desk = ended["desk"] as JsonObject;
  good.reset();
  const running = throughJson(good.snapshot()) as JsonObject;
  const move = (changes: JsonObject): JsonObject => ({
    ...running,
    desk: { ...desk, moves: [{ action: { operation: "wait" }, name: "wait", ...changes }] },
  });

  it.each<[string, JsonValue]>([
    ["null", null],
    ["a number", 3],
    ["an empty record", {}],
    ["of another task", lamp.snapshot()],
    ["of another environment", counter.snapshot()],
    ["without its desk", { lifecycle: running["lifecycle"] ?? null }],
    ["with an unknown phase", { ...running, lifecycle: { phase: "paused", seed: 0, rng: null } }],
    ["that says running but has ended", { ...running, desk }],
    ["that says ended but is running", { ...ended, desk: running["desk"] ?? null }],
    ["with a task beyond its list", { ...running, desk: { ...desk, cursor: 4, moves: [] } }],
    ["with a cursor that is no number", { ...running, desk: { ...desk, cursor: "x", moves: [] } }],
    ["without moves", { ...running, desk: { ...desk, moves: null } }],
    ["with a move that has no action", move({ action: null })],
    ["with an unknown operation", move({ action: { operation: "fly" } })],
    ["with an unknown kind of refusal", move({ refused: "maybe" })],
    [
      "that goes on after its end",
      {
        ...ended,
        desk: { ...desk, moves: [...(desk["moves"] as JsonValue[]), ...(desk["moves"] as JsonValue[])] },
      },
    ],
  ])("%s is refused with nothing changed", (_what, snapshot) => {
    const env = new SupportDeskEnv();
    env.reset({ seed: 8 });
    env.step({ operation: "classify", queue: "billing_ops" });
    const before = JSON.stringify([env.snapshot(), env.state()]);
    expect(() => env.restore(snapshot)).toThrow(SnapshotError);
    expect(JSON.stringify([env.snapshot(), env.state()])).toBe(before);
    expect(env.step({ operation: "wait" }).observation.case.queue).toBe("billing_ops");
  });
});
