import { describe, expect, it } from "vitest";
import "../../src/agents/register.ts";
import type { Agent, Transition } from "../../src/core/agent.ts";
import { createAgent } from "../../src/core/agent-registry.ts";
import type { JsonValue } from "../../src/core/json.ts";
import type { Mask } from "../../src/core/mask.ts";
import { Box } from "../../src/core/spaces/box.ts";
import { Discrete } from "../../src/core/spaces/discrete.ts";
import type { TrainingCallback } from "../../src/training/callbacks.ts";
import { evaluate } from "../../src/training/evaluate.ts";
import { train } from "../../src/training/train.ts";
import { Corridor, LimitedLoop, MaskedBandit, MdpEnv, PAIR } from "../support/toy-envs.ts";

function learner(seed = 0): Agent {
  return createAgent("q-learning", { actionCount: 2, seed, horizon: 50 });
}

describe("train", () => {
  it("learns the way through a corridor from both tasks in one table", () => {
    const agent = learner();
    const { episodes, evaluation } = train({ env: new Corridor(), agent, episodes: 50 });
    expect(episodes).toBe(50);
    expect(evaluation.mean.rawScore).toBe(1);
    expect(evaluation).toEqual(evaluate({ env: new Corridor(), agent }));
  });

  it("puts a point on the curve after every so many episodes and at the end", () => {
    const returns: number[] = [];
    const steps: number[] = [];
    const { curve, ...result } = train({
      ...{ env: new Corridor(), agent: learner(), episodes: 10, evaluateEvery: 4 },
      callbacks: [
        {
          onEpisodeEnd(event) {
            returns.push(event.return);
            steps.push(event.steps);
          },
        },
      ],
    });
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    expect(curve.map(({ episodes }) => episodes)).toEqual([4, 8, 10]);
    expect(curve.map((point) => point.steps)).toEqual([4, 8, 10].map((end) => sum(steps.slice(0, end))));
    expect(curve.map(({ trainReturn }) => trainReturn)).toEqual([
      sum(returns.slice(0, 4)) / 4,
      sum(returns.slice(4, 8)) / 4,
      sum(returns.slice(8, 10)) / 2,
    ]);
    expect(curve.at(-1)?.greedyRaw).toBe(result.evaluation.mean.rawScore);
    expect(result.steps).toBe(sum(steps));
  });

  it("evaluates twenty times by default, and at the end only when told 0", () => {
    const points = (options: { readonly episodes: number; readonly evaluateEvery?: number }): number =>
      train({ env: new Corridor(), agent: learner(), ...options }).curve.length;
    expect(points({ episodes: 40 })).toBe(20);
    expect(points({ episodes: 3 })).toBe(3);
    expect(points({ episodes: 40, evaluateEvery: 0 })).toBe(1);
  });

  it.each([
    ["deterministic", () => new Corridor()],
    ["random", () => new MdpEnv(PAIR)],
  ])("learns the same table in a %s environment however often it evaluates", (_, make) => {
    const tables = [0, 1, 3, 50].map((evaluateEvery) => {
      const agent = learner();
      train({ env: make(), agent, episodes: 50, evaluateEvery, evaluationSeeds: [0, 1] });
      return JSON.stringify(agent);
    });
    expect(new Set(tables).size).toBe(1);
  });

  it("learns the same from the same seed and something else from another", () => {
    const table = (seed: number): string => {
      const agent = learner();
      train({ env: new MdpEnv(PAIR), agent, episodes: 20, seed, evaluateEvery: 0 });
      return JSON.stringify(agent);
    };
    expect(table(1)).toBe(table(1));
    expect(table(1)).not.toBe(table(2));
  });

  it("lets the environment go through its tasks in turn", () => {
    const tasks: (string | undefined)[] = [];
    const env = new Corridor();
    const noteTask: TrainingCallback = {
      onEpisodeEnd({ info }) {
        tasks.push(info.episode?.taskId);
      },
    };
    const callbacks = [noteTask];
    train({ env, agent: learner(), episodes: 3, callbacks });
    train({ env, agent: learner(), episodes: 2, callbacks, seed: "continue" });
    train({ env, agent: learner(), episodes: 1, callbacks });
    expect(tasks).toEqual(["near", "far", "near", "far", "near", "near"]);
  });

  it("evaluates elsewhere when told to, on the tasks and seeds it is told", () => {
    class Unsaved extends Corridor {
      override snapshot(): JsonValue {
        throw new Error("The training environment was saved.");
      }
    }
    const { evaluation } = train({
      ...{ env: new Unsaved(), agent: learner(), episodes: 4 },
      ...{ evaluationEnv: new Corridor(), evaluationTasks: ["far"], evaluationSeeds: [7, 8] },
    });
    expect(evaluation.tasks.map(({ taskId }) => taskId)).toEqual(["far"]);
    expect(evaluation.episodes).toBe(2);
  });

  it("puts the environment back where it was even if evaluation fails", () => {
    const env = new Corridor();
    const options = { env, agent: learner(), episodes: 1, evaluationTasks: ["near", "elsewhere"] };
    expect(() => train(options)).toThrow('Unknown task "elsewhere"');
    const fresh = new Corridor();
    train({ env: fresh, agent: learner(), episodes: 1 });
    expect(env.snapshot()).toEqual(fresh.snapshot());
  });

  it("hands the agent what happened, with the mask of the state it acted in and the one to bootstrap with", () => {
    class Masked extends LimitedLoop {
      protected override mask(): Mask {
        return Uint8Array.of(1);
      }
      protected override bootstrapMask(): Mask {
        return Uint8Array.of(0);
      }
    }
    const seen: Transition[] = [];
    const agent = { ...spy(seen, 1), actGreedily: () => 0 };
    train({ env: new Masked(), agent, episodes: 1 });
    expect(seen).toHaveLength(5);
    const step = { context: 0, action: 0, propensity: 1, reward: 1, nextContext: 0, terminated: false };
    const masks = { mask: Uint8Array.of(1), nextMask: Uint8Array.of(0) };
    expect(seen.map(({ truncated }) => truncated)).toEqual([false, false, false, false, true]);
    for (const each of seen) expect(each).toMatchObject({ ...step, ...masks });
  });

  it("chains contexts and masks from step to step", () => {
    const seen: Transition[] = [];
    train({
      env: new MdpEnv(PAIR),
      agent: spy(seen, 2),
      episodes: 3,
      evaluateEvery: 0,
      evaluationSeeds: [0],
    });
    for (const [i, { nextContext, nextMask, terminated, truncated }] of seen.slice(0, -1).entries()) {
      if (terminated || truncated) continue;
      expect(seen[i + 1]).toMatchObject({ context: nextContext, mask: nextMask });
    }
  });

  it("allows every action where the environment has no mask", () => {
    const seen: Transition[] = [];
    train({ env: new Corridor(), agent: spy(seen, 2), episodes: 1 });
    expect(seen[0]?.mask).toEqual(Uint8Array.of(1, 1));
    expect(seen[0]?.nextMask).toEqual(Uint8Array.of(1, 1));
  });

  it("has no greedy score where the environment gives none", () => {
    const agent = createAgent("epsilon-greedy", { actionCount: 3 });
    const { curve } = train({ env: new MaskedBandit(), agent, episodes: 2 });
    expect(curve.map(({ greedyRaw }) => greedyRaw)).toEqual([null, null]);
  });

  it.each([
    [{ episodes: 0 }, "Expected `episodes` to be an integer >= 1, got 0."],
    [{ episodes: 2.5 }, "Expected `episodes` to be an integer >= 1, got 2.5."],
    [{ evaluateEvery: -1 }, "Expected `evaluateEvery` to be an integer >= 0, got -1."],
    [{ seed: -1 }, "Expected `seed` to be an integer in [0, 9007199254740991], got -1."],
    [{ agent: createAgent("q-learning", { actionCount: 3 }) }, "Expected an agent with the 2 actions"],
    [{ episods: 3 }, 'Unknown option of a training "episods". Did you mean "episodes"?'],
  ])("refuses %j", (options, message) => {
    expect(() => train({ env: new Corridor(), agent: learner(), episodes: 1, ...options })).toThrow(message);
  });

  it.each([new Discrete(2, { start: 1 }), new Box(0, 1)])("refuses actions that are %s", (actionSpace) => {
    const env = Object.assign(new Corridor(), { actionSpace }) as unknown as Corridor;
    expect(() => train({ env, agent: learner(), episodes: 1 })).toThrow(
      `q-learning chooses among actions 0 to 1 (a Discrete action space), got ${actionSpace}: the wrappers`,
    );
  });
});

/** An agent that always takes action 0 and keeps what it was taught. */
function spy(seen: Transition[], actionCount: number): Agent {
  return {
    ...{ name: "spy", actionCount, discount: 1 },
    act: () => ({ action: 0, propensity: 1 }),
    actGreedily: () => 0,
    learn: (transition) => {
      seen.push({ ...transition });
    },
    explain: () => ({ values: [], counts: [], greedy: [] }),
    toJSON: () => ({ schema: "spy", name: "spy", hyperparameters: {}, state: null }),
  };
}
