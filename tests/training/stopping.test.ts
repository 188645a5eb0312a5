import { describe, expect, it } from "vitest";
import "../../src/agents/register.ts";
import type { Agent } from "../../src/core/agent.ts";
import { createAgent } from "../../src/core/agent-registry.ts";
import type { JsonValue } from "../../src/core/json.ts";
import {
  stopOnNoImprovement,
  stopOnStablePolicy,
  stopOnThreshold,
  stopOnValueChange,
} from "../../src/training/callbacks/index.ts";
import type { EvaluationEvent, Signal, TrainingCallback } from "../../src/training/callbacks.ts";
import { train } from "../../src/training/train.ts";
import { Corridor, MaskedBandit } from "../support/toy-envs.ts";

interface Point {
  readonly rawScore?: number | null;
  readonly return?: number;
  readonly actions?: readonly string[];
  readonly agent?: Agent;
}

const agent = createAgent("q-learning", { actionCount: 2 });

function eventOf({
  rawScore = 0,
  return: mean = 0,
  actions = [],
  agent: given = agent,
}: Point): EvaluationEvent {
  const means = { rawScore, score: null, return: mean, discountedReturn: 0, steps: 1, invalidActions: 0 };
  const task = { taskId: "t", ...means, outcome: "o", submitted: true, success: null, actions };
  const point = { episodes: 1, steps: 1, trainReturn: 0, greedyRaw: rawScore };
  return { point, evaluation: { player: "p", episodes: 1, tasks: [task], mean: means }, agent: given };
}

/** How many evaluations a callback lets pass, each time saved as JSON and restored into a new one; 0 if all. */
function stopsAt(make: () => TrainingCallback<never>, points: readonly Point[]): number {
  let saved: JsonValue = null;
  for (const [index, point] of points.entries()) {
    const callback = make();
    if (saved !== null) callback.restore?.(saved);
    const signal: Signal = callback.onEvaluate?.(eventOf(point));
    if (signal === "stop") return index + 1;
    saved = JSON.parse(JSON.stringify(callback.save?.() ?? null));
  }
  return 0;
}

const raw = (...scores: readonly number[]): Point[] => scores.map((rawScore) => ({ rawScore }));

describe("stopOnThreshold", () => {
  it("stops at the first evaluation that reaches the raw score", () => {
    expect(stopsAt(() => stopOnThreshold({ rawScore: 0.9 }), raw(0.5, 0.89, 0.9, 1))).toBe(3);
    expect(stopsAt(() => stopOnThreshold({ rawScore: 0.9 }), raw(0.5, 0.89))).toBe(0);
  });

  it("takes a sum of tenths for the number it is on paper", () => {
    const sum = 0.7 + 0.1 + 0.1 + 0.1;
    expect(sum).toBeLessThan(1);
    expect(stopsAt(() => stopOnThreshold({ rawScore: 1 }), raw(sum))).toBe(1);
  });

  it("waits for the return, so many times running", () => {
    const points = [1, 2, 1, 2, 2, 2].map((mean) => ({ rawScore: null, return: mean }));
    expect(stopsAt(() => stopOnThreshold({ return: 2, patience: 2 }), points)).toBe(5);
  });

  it("stops a training", () => {
    const learner = createAgent("q-learning", { actionCount: 2 });
    const options = { env: new Corridor(), agent: learner, episodes: 1000, evaluateEvery: 5 };
    const { curve, episodes } = train({ ...options, callbacks: [stopOnThreshold({ rawScore: 1 })] });
    expect(episodes).toBeLessThan(1000);
    expect(curve.findIndex(({ greedyRaw }) => greedyRaw === 1)).toBe(curve.length - 1);
  });

  it.each<[object, string]>([
    [{}, "Expected one threshold, `rawScore` or `return`, as a finite number."],
    [{ rawScore: 1, return: 1 }, "Expected one threshold"],
    [{ rawScore: Number.NaN }, "Expected one threshold"],
    [{ rawScore: 1, patience: 0 }, "Expected `patience` to be an integer >= 1, got 0."],
  ])("refuses %j", (options, message) => {
    expect(() => stopOnThreshold(options as { rawScore: number })).toThrow(message);
  });

  it("says that there are no scores to wait for", () => {
    const learner = createAgent("epsilon-greedy", { actionCount: 3 });
    const callbacks = [stopOnThreshold({ rawScore: 1 })];
    expect(() => train({ env: new MaskedBandit(), agent: learner, episodes: 2, callbacks })).toThrow(
      "The environment gives no raw scores: stop on a `return` instead.",
    );
  });
});

describe("stopOnNoImprovement", () => {
  it("stops at the last of so many evaluations without a new best", () => {
    const make = (): TrainingCallback<never> => stopOnNoImprovement({ evaluations: 2 });
    expect(stopsAt(make, raw(0.5, 0.6, 0.6, 0.7, 0.7, 0.1, 0.9))).toBe(6);
    expect(stopsAt(make, raw(0.1, 0.1, 0.2, 0.2, 0.3))).toBe(0);
  });

  it("takes a higher return at the same raw score for better", () => {
    const points = [1, 2, 3, 3].map((mean) => ({ rawScore: 0.5, return: mean }));
    expect(stopsAt(() => stopOnNoImprovement({ evaluations: 1 }), points)).toBe(4);
  });

  it("does not count the first evaluations", () => {
    const make = (): TrainingCallback<never> => stopOnNoImprovement({ evaluations: 1, minEvaluations: 3 });
    expect(stopsAt(make, raw(0.5, 0.5, 0.5, 0.5))).toBe(4);
  });

  it("refuses numbers out of range", () => {
    expect(() => stopOnNoImprovement({ evaluations: 0 })).toThrow("`evaluations` to be an integer >= 1");
    expect(() => stopOnNoImprovement({ evaluations: 1, minEvaluations: -1 })).toThrow("`minEvaluations`");
  });
});

describe("stopOnStablePolicy", () => {
  it("stops once so many evaluations running act alike", () => {
    const points = ["a", "b", "b", "a", "a", "a"].map((action) => ({ actions: [action, "end"] }));
    expect(stopsAt(() => stopOnStablePolicy({ evaluations: 3 }), points)).toBe(6);
    expect(stopsAt(() => stopOnStablePolicy({ evaluations: 2 }), points)).toBe(3);
  });

  it("needs two to compare", () => {
    expect(() => stopOnStablePolicy({ evaluations: 1 })).toThrow(
      "`evaluations` to be an integer >= 2, got 1",
    );
  });
});

describe("stopOnValueChange", () => {
  /** Agents after 0, 1, 2, … lessons with step size ½ on a reward of 1: values 0, ½, ¾, ⅞, … */
  function lessons(count: number): Point[] {
    const learner = createAgent("q-learning", { actionCount: 2, stepSize: 0.5 });
    const mask = Uint8Array.of(1, 1);
    return Array.from({ length: count }, (_, index) => {
      const ends = { terminated: true, truncated: false };
      const step = { context: 3, mask, action: 1, propensity: 1, reward: 1, nextContext: 3, nextMask: mask };
      if (index > 0) learner.learn({ ...step, ...ends });
      const { state } = structuredClone(learner.toJSON());
      return { agent: { ...agent, name: learner.name, toJSON: () => ({ ...learner.toJSON(), state }) } };
    });
  }

  it("stops once no value changes by more than the tolerance", () => {
    expect(stopsAt(() => stopOnValueChange({ tolerance: 0.125 }), lessons(8))).toBe(4);
    expect(stopsAt(() => stopOnValueChange({ tolerance: 0.124 }), lessons(8))).toBe(5);
    expect(stopsAt(() => stopOnValueChange({ tolerance: 0.5 }), lessons(8))).toBe(2);
    expect(stopsAt(() => stopOnValueChange({ tolerance: 0.5, evaluations: 3 }), lessons(8))).toBe(4);
  });

  it("begins to count anew after a change", () => {
    const all = lessons(4);
    const points = [3, 3, 1, 3, 3, 3].flatMap((index) => all[index] ?? []);
    expect(stopsAt(() => stopOnValueChange({ tolerance: 0.01, evaluations: 2 }), points)).toBe(6);
  });

  it("says so where an agent lists no values", () => {
    const other = { ...agent, name: "guess", toJSON: () => ({ ...agent.toJSON(), state: null }) };
    const callback = stopOnValueChange({ tolerance: 0.1 });
    expect(() => callback.onEvaluate?.(eventOf({ agent: other }))).toThrow(
      "guess lists no table of values to watch",
    );
  });

  it("refuses a negative tolerance", () => {
    expect(() => stopOnValueChange({ tolerance: -1 })).toThrow(
      "`tolerance` to be a finite number >= 0, got -1",
    );
  });
});

describe("the saved state of a stopping callback", () => {
  it.each([
    ["stopOnThreshold", stopOnThreshold({ rawScore: 1 })],
    ["stopOnNoImprovement", stopOnNoImprovement({ evaluations: 1 })],
    ["stopOnStablePolicy", stopOnStablePolicy({ evaluations: 2 })],
    ["stopOnValueChange", stopOnValueChange({ tolerance: 0 })],
  ])("of %s is checked", (name, callback) => {
    expect(() => callback.restore?.({ other: 1 })).toThrow(
      `Expected the saved state of the training callback "${name}".`,
    );
  });
});
