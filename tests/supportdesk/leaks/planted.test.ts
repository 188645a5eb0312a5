import { describe, expect, it } from "vitest";
import type { Env } from "../../../src/core/env.ts";
import { SupportDeskDiscreteEnv } from "../../../src/supportdesk/env/discrete.ts";
import type { DeskOptions } from "../../../src/supportdesk/env/options.ts";
import { SupportDeskEnv } from "../../../src/supportdesk/env/structured.ts";
import type { Answer, Scenario } from "../../../src/supportdesk/scenario.ts";
import { scenarioOf, TASKS } from "../../support/desk-play.ts";
import { twinOf } from "../../support/desk-twins.ts";
import { findLeak, type Leak } from "../../support/leak-detector.ts";
import {
  CountInFeedback,
  GoldInInfo,
  GradeTooEarly,
  KeyOrder,
  ScoreInObservation,
  TellingEnd,
  TellingError,
  TellingInfoMask,
  TellingMask,
  TellingPicture,
  TellingState,
} from "../../support/leak-planted.ts";
import { findLeakInView } from "../../support/leak-views.ts";

type Plant = new (inner: Env, answer: Answer) => Env;

/** Looks for a leak that is planted into both sides of each task, within 500 steps. */
function leaksOf(make: (scenario: Scenario) => Env): (Leak | undefined)[] {
  return TASKS.map((taskId) => {
    const scenario = scenarioOf(taskId);
    return findLeak(
      () => make(scenario),
      () => make(twinOf(scenario)),
      { steps: 500, seed: 1 },
    );
  });
}

function planted(Plant: Plant, options: DeskOptions = {}): (Leak | undefined)[] {
  return leaksOf(
    (scenario) => new Plant(new SupportDeskEnv({ ...options, tasks: [scenario] }).unwrapped, scenario.answer),
  );
}

const paths = (leaks: readonly (Leak | undefined)[]): unknown[] => leaks.map((leak) => leak?.path);
const onEachTask = (path: string): string[] => TASKS.map(() => path);

describe("a planted leak is found on every task:", () => {
  it("a gold label in info, at once", () => {
    const leaks = planted(GoldInInfo);
    expect(paths(leaks)).toEqual(onEachTask("info.tip"));
    expect(leaks[0]).toEqual({
      step: 0,
      path: "info.tip",
      original: "billing_ops",
      twin: "trust_and_safety",
    });
  });

  it("the count of matched marker groups in feedback", () => {
    expect(paths(planted(CountInFeedback))).toEqual(onEachTask("observation.feedback"));
  });

  it("a grade before the end", () => {
    expect(paths(planted(GradeTooEarly))).toEqual(onEachTask("info.grade"));
  });

  it("the score in an observation, although other scores are left out", () => {
    expect(paths(planted(ScoreInObservation))).toEqual(onEachTask("observation.score"));
  });

  it("the order of keys", () => {
    const [_billing, ...others] = paths(planted(KeyOrder));
    expect(others).toEqual(["info", "info", "info"]);
  });

  it("the end of an episode", () => {
    expect(paths(planted(TellingEnd))).toEqual(onEachTask("flags.truncated"));
  });

  it("the operator's state", () => {
    expect(paths(planted(TellingState))).toEqual(onEachTask("state.workflow_stage"));
  });

  it("an error message", () => {
    expect(paths(planted(TellingError))).toEqual(onEachTask("error"));
  });

  it("a picture", () => {
    expect(paths(planted(TellingPicture, { renderMode: "ansi" }))).toEqual(onEachTask("picture"));
  });

  it.each([
    ["actionMask()", TellingMask, /^mask\.\d$/],
    ["info.actionMask", TellingInfoMask, /^info\.actionMask\.\d$/],
  ] as const)("wrong classifications that %s does not offer", (_where, Plant, path) => {
    const leaks = leaksOf((scenario) => {
      const env = new SupportDeskDiscreteEnv({ tasks: [scenario] });
      return new Plant(env as unknown as Env, scenario.answer, env.library) as unknown as Env;
    });
    for (const leak of leaks) expect(leak?.path).toMatch(path);
  });

  it.each(["structured", "discrete"] as const)("hints from the gold answer in the %s view", (view) => {
    for (const taskId of TASKS) {
      const leak = findLeakInView({ view, taskId, options: { hints: "full" }, steps: 500 });
      expect(leak?.path).toMatch(/^observation\.required_next_actions/);
    }
  });
});

describe("the detector", () => {
  it("does not take an answer that has been delivered for a leak, but goes on after it", () => {
    const scenario = scenarioOf("api_incident_hard");
    const { answer } = scenario;
    const silent: Scenario = { ...scenario, answer: { ...answer, follow_up: null } };
    const make = (each: Scenario) => () => new SupportDeskEnv({ tasks: [each] }).unwrapped;
    expect(findLeak(make(scenario), make(silent), { steps: 2000, seed: 3 })).toBeUndefined();
  });

  it("finds a difference in what is visible at once", () => {
    const scenario = scenarioOf("api_incident_hard");
    const other: Scenario = { ...scenario, brief: { ...scenario.brief, max_steps: 9 } };
    const make = (each: Scenario) => () => new SupportDeskEnv({ tasks: [each] }).unwrapped;
    expect(findLeak(make(scenario), make(other), { steps: 1, seed: 3 })).toEqual({
      step: 0,
      path: "observation.remaining_steps",
      original: 8,
      twin: 9,
    });
  });

  it("finds nothing between an environment and itself", () => {
    const make = () => new SupportDeskEnv().unwrapped;
    expect(findLeak(make, make, { steps: 300, seed: 3 })).toBeUndefined();
  });
});
