import { describe, expect, it } from "vitest";
import type { ResetOptions } from "../../../src/core/env.ts";
import {
  ClosedEnvironmentError,
  InvalidArgumentError,
  ResetNeededError,
  UnknownNameError,
  UnknownOptionError,
} from "../../../src/core/errors.ts";
import { SupportDeskEnv } from "../../../src/supportdesk/env/structured.ts";
import { TASKS } from "../../support/desk-play.ts";
import { lampScenario } from "../../support/desk-scenarios.ts";

const [BILLING, TAKEOVER, INCIDENT, EXPORT] = TASKS;

function tasksOf(env: SupportDeskEnv, ...resets: (ResetOptions | undefined)[]): string[] {
  return resets.map((options) => env.reset(options).info.taskId);
}

const PICK_EXPORT: ResetOptions = { options: { task_id: EXPORT } };

describe("resets", () => {
  it("cycle through the tasks in their fixed order", () => {
    const env = new SupportDeskEnv();
    expect(env.taskIds).toEqual(TASKS);
    const five = tasksOf(env, undefined, undefined, undefined, undefined, undefined);
    expect(five).toEqual([BILLING, TAKEOVER, INCIDENT, EXPORT, BILLING]);
  });

  it("start anew at task 1 with a seed, whichever, and go on without", () => {
    const env = new SupportDeskEnv();
    expect(tasksOf(env, undefined, undefined, { seed: 9 }, undefined, { seed: 4 })).toEqual([
      BILLING,
      TAKEOVER,
      BILLING,
      TAKEOVER,
      BILLING,
    ]);
  });

  it("take a task by name without moving the cycle", () => {
    const env = new SupportDeskEnv();
    expect(tasksOf(env, undefined, PICK_EXPORT, undefined, PICK_EXPORT, PICK_EXPORT, undefined)).toEqual([
      BILLING,
      EXPORT,
      TAKEOVER,
      EXPORT,
      EXPORT,
      INCIDENT,
    ]);
  });

  it("with seed and name take the name, and the cycle starts at task 1 after it", () => {
    const env = new SupportDeskEnv();
    tasksOf(env, undefined, undefined);
    expect(tasksOf(env, { seed: 1, ...PICK_EXPORT }, undefined, undefined)).toEqual([
      EXPORT,
      BILLING,
      TAKEOVER,
    ]);
  });

  it("start over in the middle of an episode", () => {
    const env = new SupportDeskEnv();
    env.reset();
    env.step({ operation: "classify", queue: "billing_ops" });
    const { observation } = env.reset({ seed: 0 });
    expect(observation.case.queue).toBeNull();
    expect(observation.remaining_steps).toBe(6);
  });

  it("cycle through the tasks that the environment was made with, in that order", () => {
    const env = new SupportDeskEnv({ tasks: [EXPORT, lampScenario(), BILLING] });
    expect(tasksOf(env, undefined, undefined, undefined, undefined)).toEqual([
      EXPORT,
      "lamp",
      BILLING,
      EXPORT,
    ]);
  });

  it("give equal first observations for equal tasks", () => {
    const env = new SupportDeskEnv();
    const first = env.reset(PICK_EXPORT);
    env.step({ operation: "classify", queue: "billing_ops" });
    expect(env.reset(PICK_EXPORT)).toEqual(first);
  });
});

describe("a reset that is refused", () => {
  it.each<[string, ResetOptions, new (...args: never[]) => Error, string]>([
    [
      "for an unknown task",
      { seed: 3, options: { task_id: "api_incident_easy" } },
      UnknownNameError,
      'Did you mean "api_incident_hard"?',
    ],
    [
      "for a task that is no name",
      { options: { task_id: 4 } },
      UnknownNameError,
      "Allowed: billing_refund_easy",
    ],
    [
      "for an unknown option",
      { seed: 3, options: { taskid: BILLING } },
      UnknownOptionError,
      'Did you mean "task_id"?',
    ],
    ["for a negative seed", { seed: -1 }, InvalidArgumentError, "Expected `seed`"],
    ["for a fractional seed", { seed: 0.5 }, InvalidArgumentError, "Expected `seed`"],
  ])("%s changes nothing", (_why, options, error, message) => {
    const env = new SupportDeskEnv();
    env.reset({ seed: 5 });
    env.step({ operation: "classify", queue: "billing_ops" });
    const before = JSON.stringify([env.snapshot(), env.state()]);
    expect(() => env.reset(options)).toThrow(error);
    expect(() => env.reset(options)).toThrow(message);
    expect(JSON.stringify([env.snapshot(), env.state()])).toBe(before);
    expect(env.reset().info.taskId).toBe(TAKEOVER);
  });
});

describe("the order of calls", () => {
  const Wait = { operation: "wait" } as const;

  it("begins with a reset", () => {
    const env = new SupportDeskEnv({ renderMode: "ansi" });
    expect(() => env.step(Wait)).toThrow(ResetNeededError);
    expect(() => env.state()).toThrow(ResetNeededError);
    expect(() => env.render()).toThrow(ResetNeededError);
  });

  it("stops at the end of an episode until the next reset", () => {
    const env = new SupportDeskEnv();
    env.reset();
    env.step({ operation: "submit" });
    expect(() => env.step(Wait)).toThrow("The episode has ended");
    expect(env.state().done).toBe(true);
    expect(env.reset().info.taskId).toBe(TAKEOVER);
  });

  it("stops for good at a close, which may be called twice", () => {
    const env = new SupportDeskEnv();
    env.reset();
    env.close();
    env.close();
    env[Symbol.dispose]();
    expect(() => env.step(Wait)).toThrow(ClosedEnvironmentError);
    expect(() => env.reset()).toThrow(ClosedEnvironmentError);
    expect(() => env.restore(new SupportDeskEnv().snapshot())).toThrow(ClosedEnvironmentError);
  });
});
