import { describe, expect, it } from "vitest";
import "../../../src/agents/model-based/register.ts";
import type { SavedAgent } from "../../../src/core/agent.ts";
import { agentFromJSON, createAgent, listPlayers } from "../../../src/core/agent-registry.ts";
import { SnapshotError } from "../../../src/core/errors.ts";
import { STEP } from "./steps.ts";

interface Draft {
  readonly state: {
    readonly extra: Record<string, never> & { model: Record<string, Record<string, unknown>[]> };
  };
}

describe("a saved agent with a model", () => {
  const draft = (name: string): Draft & SavedAgent => {
    const agent = createAgent(name, { actionCount: 2 });
    for (const context of [0, 1, 2]) agent.learn({ ...STEP, context, nextContext: context + 1, reward: 1 });
    return JSON.parse(JSON.stringify(agent));
  };

  it.each<[string, (model: Record<string, Record<string, unknown>[]>) => void, string]>([
    ["a row is missing", ({ allowed }) => allowed?.pop(), "`allowed` for 4 rows, got 3"],
    ["a mask is short", ({ situations }) => Object.assign(situations?.[0] ?? {}, { mask: "1" }), 'got "1"'],
    [
      "a mask allows nothing",
      ({ situations }) => Object.assign(situations?.[0] ?? {}, { mask: "00" }),
      "allows nothing",
    ],
    ["a situation is doubled", ({ situations }) => situations?.push({ ...situations[0] }), "is there twice"],
    ["a pair is doubled", ({ pairs }) => pairs?.push({ ...pairs[0] }), "a pair is there twice"],
    ["a row is unknown", ({ pairs }) => Object.assign(pairs?.[1] ?? {}, { row: 9 }), "`pairs[1]` names"],
    [
      "an outcome leads nowhere",
      ({ pairs }) => Object.assign(pairs?.[0] ?? {}, { outcomes: [[9, 1, 1]] }),
      "`pairs[0]`",
    ],
    [
      "a count is 0",
      ({ pairs }) => Object.assign(pairs?.[0] ?? {}, { outcomes: [[0, 1, 0]] }),
      "pairs[0].outcomes[0][2]",
    ],
  ])("is refused in one line if %s", (_, change, message) => {
    for (const name of ["r-max", "dyna-q"]) {
      const saved = draft(name);
      change(saved.state.extra.model);
      expect(() => agentFromJSON(saved)).toThrow(SnapshotError);
      expect(() => agentFromJSON(saved)).toThrow(message);
      expect(() => agentFromJSON(saved)).toThrow(new RegExp(`^The saved ${name} does not fit: [^\\n]*\\.$`));
    }
  });

  it.each([
    ["dyna-q-plus", { time: 1 }, "extra.time"],
    ["dyna-q-plus", { lastTries: [] }, "`extra.lastTries` as 4 rows of 2 numbers"],
    ["ucb-h", { plain: [[1]] }, "`extra.plain` as 3 rows of 2 numbers"],
    ["prioritized-sweeping", { queue: [[0, 1, 1]] }, "extra.queue"],
    ["prioritized-sweeping", { queue: [[0, 5, 1]] }, "extra.queue"],
    ["batch-q-learning", { memory: { oldest: 1, masks: [], steps: [] } }, "extra.memory"],
    [
      "batch-q-learning",
      { memory: { oldest: 0, masks: ["11"], steps: [[9, 0, 0, 1, 0, 0]] } },
      "extra.memory",
    ],
  ])("is refused if %s has %j", (name, extra, message) => {
    const saved = draft(name);
    Object.assign(saved.state.extra, extra);
    expect(() => agentFromJSON(saved)).toThrow(SnapshotError);
    expect(() => agentFromJSON(saved)).toThrow(message);
  });
});

describe("the agents with a model, a bonus or a memory", () => {
  it("are registered with sources and ranges", () => {
    const names = [
      "dyna-q",
      "dyna-q-plus",
      "prioritized-sweeping",
      "r-max",
      "mbie-eb",
      "ucbvi",
      "psrl",
      "ucb-h",
    ];
    const known = new Map(listPlayers().map((player) => [player.name, player]));
    for (const name of [...names, "count-bonus-q-learning", "batch-q-learning"]) {
      expect(known.get(name)?.source).toMatch(/\d{4}/);
    }
  });

  it.each([
    ["r-max", { knownAfter: 0 }, "Expected `knownAfter` to be an integer in [1,"],
    ["r-max", { maxReward: 0 }, "Expected `maxReward` in (0,"],
    ["ucbvi", { bonusType: "chernoff" }, "one of hoeffding, bernstein"],
    ["dyna-q", { planningSteps: 0.5 }, "Expected `planningSteps` to be an integer in [0,"],
    ["dyna-q", { recall: "all" }, "one of frequent, latest"],
    ["psrl", { priorDeviation: 0 }, "Expected `priorDeviation` in (0,"],
    ["mbie-eb", { epsilon: 0.1 }, 'Unknown hyperparameter of mbie-eb "epsilon"'],
  ])("refuse as %s %j", (name, options, message) => {
    expect(() => createAgent(name, { actionCount: 2, ...options })).toThrow(message);
  });
});
