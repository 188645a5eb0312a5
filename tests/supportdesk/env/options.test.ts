import { describe, expect, it } from "vitest";
import { InvalidArgumentError, UnknownNameError, UnknownOptionError } from "../../../src/core/errors.ts";
import { make } from "../../../src/core/registry.ts";
import { SupportDeskDiscreteEnv } from "../../../src/supportdesk/env/discrete.ts";
import { SupportDeskEnv } from "../../../src/supportdesk/env/structured.ts";
import { SupportDeskTabularEnv } from "../../../src/supportdesk/env/tabular.ts";
import "../../../src/supportdesk/index.ts";
import { lampScenario } from "../../support/desk-scenarios.ts";

describe("the options of the desk", () => {
  it.each<[string, Record<string, unknown>, string]>([
    ["task", { tasks: ["billing_refund"] }, 'Did you mean "billing_refund_easy"?'],
    ["reward", { reward: "dleta" }, 'Did you mean "delta"?'],
    ["potential", { potential: "raw" }, 'Did you mean "raw-score"?'],
    ["budget", { budget: "extern" }, 'Did you mean "external"?'],
    ["hint mode", { hints: "gold" }, "Allowed: workflow, none, full."],
    ["render mode", { renderMode: "human" }, "Allowed: ansi, json."],
    ["mask", { mask: "structure" }, 'Did you mean "structural"?'],
    ["mask", { bootstrapMask: "all" }, "Allowed: none, structural, once, workflow."],
    ["invalid-action mode", { invalid: "penalise" }, 'Did you mean "penalize"?'],
    ["action library", { actions: "standart" }, 'Did you mean "standard"?'],
    ["encoder", { encoder: "compac" }, 'Did you mean "compact"?'],
  ])("refuse an unknown %s with a suggestion or the whole list", (kind, options, message) => {
    const create = () => make("SupportDeskTabular-v1", options);
    expect(create).toThrow(UnknownNameError);
    expect(create).toThrow(`Unknown ${kind} "`);
    expect(create).toThrow(message);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["a discount above 1", { discount: 1.5 }, "Expected `discount` in [0, 1], got 1.5."],
    ["a discount in words", { discount: "1" }, "Expected `discount` in [0, 1], got 1."],
    [
      "a scale without bounds",
      { potentialScale: Number.POSITIVE_INFINITY },
      "`potentialScale` to be a finite",
    ],
    [
      "a shift that is no number",
      { potentialShift: Number.NaN },
      "`potentialShift` to be a finite number, got NaN",
    ],
    ["no tasks", { tasks: [] }, "a list of at least one task"],
    ["tasks in one word", { tasks: "billing_refund_easy" }, "a list of at least one task"],
    ["a task twice", { tasks: ["api_incident_hard", "api_incident_hard"] }, 'got "api_incident_hard" twice'],
    ["two scenarios of one id", { tasks: [lampScenario(), lampScenario()] }, 'got "lamp" twice'],
    ["strictness in words", { strictOperations: "yes" }, "`strictOperations` to be true or false, got yes."],
  ])("refuse %s", (_what, options, message) => {
    const create = () => make("SupportDesk-v1", options);
    expect(create).toThrow(InvalidArgumentError);
    expect(create).toThrow(message);
  });

  it("refuse what nothing reads, each view by its own list", () => {
    expect(() => make("SupportDesk-v1", { rewards: "delta" } as object)).toThrow('Did you mean "reward"?');
    expect(() => make("SupportDesk-v1", { mask: "once" } as object)).toThrow(UnknownOptionError);
    expect(() => make("SupportDeskDiscrete-v1", { encoder: "stage" } as object)).toThrow(UnknownOptionError);
  });
});

describe("make", () => {
  it("builds the three views with their ids", () => {
    expect(make("SupportDesk-v1")).toBeInstanceOf(SupportDeskEnv);
    expect(make("SupportDeskDiscrete-v1")).toBeInstanceOf(SupportDeskDiscreteEnv);
    const env = make("SupportDeskTabular-v1", { reward: "sparse", encoder: "stage" });
    expect(env).toBeInstanceOf(SupportDeskTabularEnv);
    expect(env.spec?.toJSON()).toEqual({
      id: "SupportDeskTabular-v1",
      kwargs: { reward: "sparse", encoder: "stage" },
    });
  });

  it("keeps libraries and encoders as their names in the spec", () => {
    const library = new SupportDeskDiscreteEnv({ actions: "minimal~wait" }).library;
    const env = make("SupportDeskDiscrete-v1", { actions: library });
    expect(env.spec?.toJSON().kwargs).toEqual({ actions: "minimal~wait" });
    expect(env.library).toBe(library);
  });
});

describe("the views", () => {
  it("share one episode with their structured side", () => {
    const env = new SupportDeskTabularEnv();
    env.reset();
    const desk = env.unwrapped as unknown as SupportDeskEnv;
    desk.step({ operation: "classify", queue: "billing_ops", issue_type: "duplicate_charge" });
    env.step(env.library.indexOf("reply:confirm_refund"));
    expect(env.state()).toEqual(desk.state());
    expect(env.state()).toMatchObject({ step_count: 2, case: { queue: "billing_ops" } });
  });

  it("have spaces that hold what they hand out and take", () => {
    const structured = new SupportDeskEnv();
    const { observation } = structured.reset();
    expect(structured.observationSpace.contains(observation)).toBe(true);
    expect(structured.observationSpace.contains({ ...observation, extra: 1 })).toBe(false);
    structured.actionSpace.seed(1);
    structured.observationSpace.seed(1);
    for (let draw = 0; draw < 50; draw += 1) {
      expect(structured.actionSpace.contains(structured.actionSpace.sample())).toBe(true);
      expect(structured.observationSpace.contains(structured.observationSpace.sample())).toBe(true);
    }
    expect(structured.actionSpace.contains({ operation: "lookup_account" })).toBe(false);
    const tabular = new SupportDeskTabularEnv();
    expect(tabular.observationSpace.contains(tabular.reset().observation)).toBe(true);
    expect(tabular.actionSpace.labels).toEqual(tabular.library.labels);
  });

  it("describe their spaces as JSON", () => {
    const { actionSpace, observationSpace } = new SupportDeskEnv();
    expect(actionSpace.toJSON()).toMatchObject({
      type: "object",
      required: ["operation"],
      additionalProperties: false,
    });
    expect(observationSpace.toJSON()).toMatchObject({ type: "object", additionalProperties: false });
    expect([String(actionSpace), String(observationSpace)]).toEqual(["Action(canonical)", "Observation"]);
  });
});
