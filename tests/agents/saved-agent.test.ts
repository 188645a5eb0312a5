import { describe, expect, it } from "vitest";
import "../../src/agents/register.ts";
import type { SavedAgent } from "../../src/core/agent.ts";
import { agentFromJSON, createAgent, listPlayers } from "../../src/core/agent-registry.ts";
import { GymError, SnapshotError } from "../../src/core/errors.ts";
import { train } from "../../src/training/train.ts";
import { Corridor } from "../support/toy-envs.ts";

interface Draft {
  name: string;
  schema: string;
  hyperparameters: Record<string, unknown>;
  state: {
    actionCount: number;
    seed: number;
    episodes: unknown;
    rng: Record<string, unknown>;
    table: { keys: number[]; values: unknown[][]; counts: number[][] };
    [extra: string]: unknown;
  };
}

function savedAfter(change: (draft: Draft) => void): SavedAgent {
  const agent = createAgent("q-learning", { actionCount: 2 });
  train({ env: new Corridor(), agent, episodes: 10 });
  const draft = JSON.parse(JSON.stringify(agent));
  change(draft);
  return draft;
}

describe("a saved agent", () => {
  it.each<[string, (draft: Draft) => void, string]>([
    [
      "a row is short",
      ({ state }) => state.table.values[1]?.pop(),
      "`table.values[1]` to have 2 entries, got 1",
    ],
    ["counts are missing", ({ state }) => state.table.counts.pop(), "`table.counts` to have 4 rows, got 3"],
    ["a value is no number", ({ state }) => state.table.values[0]?.splice(0, 1, null), "table.values[0][0]"],
    ["a count is negative", ({ state }) => state.table.counts[0]?.splice(0, 1, -1), "table.counts[0][0]"],
    [
      "a row is there twice",
      ({ state }) => state.table.keys.splice(0, 2, 3, 3),
      "`table.keys` is there twice",
    ],
    ["a key is no row", ({ state }) => state.table.keys.splice(0, 1, 0.5), "table.keys[0]"],
    ["episodes are text", ({ state }) => Object.assign(state, { episodes: "ten" }), "episodes"],
    ["something is added", ({ state }) => Object.assign(state, { mood: 1 }), "mood"],
    [
      "the stream is another",
      ({ state }) => Object.assign(state.rng, { key: "9/agent" }),
      'to be "0/agent", got "9/agent"',
    ],
    ["the stream is impossible", ({ state }) => Object.assign(state.rng, { s0: 1.5 }), "rng.s0"],
    [
      "the agent has fewer actions",
      ({ state }) => Object.assign(state, { actionCount: 1 }),
      "to have 1 entries, got 2",
    ],
  ])("is refused in one line if %s", (_, change, message) => {
    const saved = savedAfter(change);
    expect(() => agentFromJSON(saved)).toThrow(SnapshotError);
    expect(() => agentFromJSON(saved)).toThrow(message);
    expect(() => agentFromJSON(saved)).toThrow(/^The saved q-learning does not fit: [^\n]*\.$/);
  });

  it.each<[string, (draft: Draft) => void, string]>([
    [
      "a hyperparameter is gone",
      ({ hyperparameters }) => delete hyperparameters["discount"],
      "got undefined",
    ],
    [
      "a number is text",
      ({ hyperparameters }) => Object.assign(hyperparameters, { discount: "1" }),
      'got "1"',
    ],
    [
      "one is out of range",
      ({ hyperparameters }) => Object.assign(hyperparameters, { stepSize: 7 }),
      "got 7.",
    ],
    [
      "one is unknown",
      ({ hyperparameters }) => Object.assign(hyperparameters, { stepsize: 1 }),
      "Did you mean",
    ],
    ["the layout is another", (draft) => Object.assign(draft, { schema: "x/2" }), 'got "x/2"'],
    [
      "the agent is unknown",
      (draft) => Object.assign(draft, { name: "q-lerning" }),
      'Did you mean "q-learning"?',
    ],
  ])("is refused if %s", (_, change, message) => {
    const saved = savedAfter(change);
    expect(() => agentFromJSON(saved)).toThrow(GymError);
    expect(() => agentFromJSON(saved)).toThrow(message);
  });

  it("resumes in the middle of training exactly", () => {
    const whole = createAgent("q-learning", { actionCount: 2, horizon: 40, seed: 2 });
    train({ env: new Corridor(), agent: whole, episodes: 40 });

    const env = new Corridor();
    const first = createAgent("q-learning", { actionCount: 2, horizon: 40, seed: 2 });
    train({ env, agent: first, episodes: 25 });
    const resumedEnv = new Corridor();
    resumedEnv.restore(JSON.parse(JSON.stringify(env.snapshot())));
    const resumed = agentFromJSON(JSON.parse(JSON.stringify(first)));
    train({ env: resumedEnv, agent: resumed, episodes: 15, seed: "continue" });
    expect(JSON.stringify(resumed)).toBe(JSON.stringify(whole));
  });

  it("keeps hyperparameters in the form they were written in", () => {
    const agent = createAgent("q-learning", { actionCount: 2, stepSize: "visits(.8)", epsilon: "0.1" });
    expect(agent.toJSON().hyperparameters).toEqual({
      ...{ stepSize: "visits(0.8)", discount: 1, epsilon: 0.1, initialValue: 0 },
      ...{ horizon: 20_000, bootstrapMask: true },
      ...{ exploration: "epsilon-greedy", temperature: 0.1, confidence: 1, omega: 5 },
    });
  });
});

describe("the registered learners", () => {
  it("are described with their source and parameters", () => {
    const learners = listPlayers().filter((player) => player.kind === "agent");
    expect(learners.length).toBeGreaterThan(30);
    for (const { family, source, summary, parameters } of learners) {
      expect(family).toMatch(/^[a-z-]+$/);
      expect(source).toMatch(/\d{4}/);
      expect(summary).not.toMatch(/\.$/);
      for (const { meaning, range } of parameters) expect(meaning.length * range.length).toBeGreaterThan(0);
    }
  });

  it.each([
    [{ stepSize: 0 }, "Expected `stepSize` in (0, 1]"],
    [{ epsilon: 1.5 }, "Expected `epsilon` in [0, 1]"],
    [{ discount: -1 }, "Expected `discount` in [0, 1], got -1."],
    [{ horizon: 0.5 }, "Expected `horizon` to be an integer in [1, ∞), got 0.5."],
    [{ initialValue: "Infinity" }, "Expected `initialValue` in (-∞, ∞)"],
    [{ bootstrapMask: "maybe" }, 'Expected `bootstrapMask` to be true or false, got "maybe".'],
    [
      { learningRate: 0.1 },
      'Unknown hyperparameter of q-learning "learningRate". Allowed: stepSize, discount,',
    ],
  ])("refuse %j", (options, message) => {
    expect(() => createAgent("q-learning", { actionCount: 2, ...options })).toThrow(message);
  });
});
