import { describe, expect, it } from "vitest";
import "../../src/agents/register.ts";
import "../../src/core/random-policy.ts";
import type { Policy } from "../../src/core/agent.ts";
import { createAgent, createPolicy } from "../../src/core/agent-registry.ts";
import type { BaseInfo, StepResult } from "../../src/core/env.ts";
import { EnvSpec } from "../../src/core/env-spec.ts";
import { Wrapper } from "../../src/core/wrapper.ts";
import type { PlayedEpisode } from "../../src/training/episode.ts";
import { evaluate, evaluateBeside } from "../../src/training/evaluate.ts";
import { train } from "../../src/training/train.ts";
import { Corridor, MaskedBandit, MdpEnv, PAIR, RING, type ToyEnv } from "../support/toy-envs.ts";

function always(action: number): Policy {
  return { name: `always-${action}`, stochastic: false, plays: "env", act: () => action };
}

/** Goes right in episodes of even seed and left in others. */
function byParity(): Policy {
  let action = 0;
  const seed = (given: number): void => {
    action = given % 2 === 0 ? 1 : 0;
  };
  return { name: "by-parity", stochastic: true, plays: "env", seed, act: () => action };
}

/** Swaps the two actions of a corridor. */
class Mirror extends Wrapper<number, number> {
  override step(action: number): StepResult<number, BaseInfo> {
    return this.inner.step(1 - action);
  }
}

describe("evaluate", () => {
  it("reports every task of a corridor walked to the right", () => {
    const evaluation = evaluate({ env: new Corridor(), agent: always(1), discount: 0.5 });
    const [near, far] = evaluation.tasks;
    expect(near).toEqual({
      ...{ taskId: "near", rawScore: 1, score: 0.99, return: 0.9, discountedReturn: 0.9, steps: 1 },
      ...{ outcome: "submitted", submitted: true, success: 1, invalidActions: 0, actions: ["right"] },
    });
    expect(far?.actions).toEqual(["right", "right", "right"]);
    expect(far?.return).toBeCloseTo(-0.1 - 0.1 + 0.9, 12);
    expect(far?.discountedReturn).toBeCloseTo(-0.1 - 0.05 + 0.225, 12);
    expect(evaluation).toMatchObject({ player: "always-1", episodes: 1, mean: { rawScore: 1, steps: 2 } });
    expect(evaluation.mean.return).toBeCloseTo(0.8, 12);
  });

  it("reports a walk that leads nowhere", () => {
    const { tasks } = evaluate({ env: new Corridor(), agent: always(0), tasks: ["far"] });
    expect(tasks).toMatchObject([
      { taskId: "far", rawScore: 0, steps: 10, outcome: "abandoned", submitted: false, success: 0 },
    ]);
  });

  it("gives means over seeds, the most frequent outcome and the actions of the first episode", () => {
    const options = { env: new Corridor(), agent: byParity(), tasks: ["near"] };
    expect(evaluate({ ...options, seeds: [1, 2] }).tasks).toMatchObject([
      { rawScore: 0.5, steps: 5.5, outcome: "abandoned", submitted: false, success: 0.5 },
    ]);
    const { tasks } = evaluate({ ...options, seeds: [1, 2, 4] });
    expect(tasks).toMatchObject([{ outcome: "submitted", submitted: false }]);
    expect(tasks[0]?.actions).toHaveLength(10);
  });

  it("gives the numbers of a single episode exactly", () => {
    const played: PlayedEpisode[] = [];
    const { tasks } = evaluate({
      ...{ env: new Corridor(), agent: always(0), tasks: ["far"], discount: 0.3 },
      onEpisode: (episode) => played.push(episode),
    });
    expect(played).toHaveLength(1);
    expect(tasks[0]?.return).toBe(played[0]?.return);
    expect(tasks[0]?.discountedReturn).toBe(played[0]?.discountedReturn);
  });

  it("plays each task once where nothing is random, and with the seeds 0 to 99 where something is", () => {
    const seedsOf = (env: ToyEnv, agent: Policy): number[] => {
      const seeds: number[] = [];
      evaluate({ env, agent, onEpisode: ({ seed }) => seeds.push(seed) });
      return seeds;
    };
    const hundred = Array.from({ length: 100 }, (_, seed) => seed);
    expect(seedsOf(new Corridor(), always(1))).toEqual([0, 0]);
    expect(seedsOf(new Corridor(), createPolicy("random"))).toEqual([...hundred, ...hundred]);
    expect(seedsOf(new MdpEnv(PAIR), always(0))).toEqual(hundred);
  });

  it("repeats itself, also with random policies", () => {
    const once = (): unknown =>
      evaluate({ env: new MdpEnv(RING), agent: createPolicy("random", { seed: 5 }) });
    expect(once()).toEqual(once());
    const env = new Corridor();
    const agent = createPolicy("random");
    expect(evaluate({ env, agent })).toEqual(evaluate({ env, agent }));
  });

  it("plays an agent greedily, with its discount, and never changes it", () => {
    const agent = createAgent("q-learning", { actionCount: 2, discount: 0.5, horizon: 300 });
    train({ env: new Corridor(), agent, episodes: 300 });
    const before = JSON.stringify(agent);
    const evaluation = evaluate({ env: new Corridor(), agent });
    expect(evaluation.tasks.map(({ actions }) => actions)).toEqual([["right"], ["right", "right", "right"]]);
    expect(evaluation.tasks[1]?.discountedReturn).toBeCloseTo(0.075, 12);
    expect(JSON.stringify(agent)).toBe(before);
  });

  it("lets a policy that plays the innermost environment past every wrapper", () => {
    const env = new Mirror(new Corridor());
    const outcomes = (plays: "env" | "unwrapped"): string[] =>
      evaluate({ env, agent: { ...always(1), plays } }).tasks.map(({ outcome }) => outcome);
    expect(outcomes("env")).toEqual(["abandoned", "abandoned"]);
    expect(outcomes("unwrapped")).toEqual(["submitted", "submitted"]);
  });

  it("shows one row without scores where the environment has neither tasks nor summaries", () => {
    const { tasks, mean } = evaluate({ env: new MaskedBandit(), agent: always(1), seeds: [0, 1] });
    expect(tasks).toEqual([
      {
        ...{ taskId: "episode", rawScore: null, score: null, return: 2, discountedReturn: 2, steps: 1 },
        ...{ outcome: "terminated", submitted: false, success: null, invalidActions: 0, actions: ["1"] },
      },
    ]);
    expect(mean.rawScore).toBeNull();
  });

  it("calls that row by the id of the environment, and an episode that was stopped truncated", () => {
    class Endless extends MdpEnv {
      override readonly spec = new EnvSpec("toy/Endless-v0");
    }
    const { tasks } = evaluate({ env: new Endless(RING), agent: always(0), seeds: [0] });
    expect(tasks).toMatchObject([{ taskId: "toy/Endless-v0", outcome: "truncated", steps: 20 }]);
  });

  it("counts actions outside the mask where the environment does not", () => {
    const { tasks } = evaluate({ env: new MaskedBandit(), agent: always(2), seeds: [0, 1] });
    expect(tasks).toMatchObject([{ invalidActions: 1, return: 100 }]);
  });

  it("takes the name of an action from the environment where its space has none", () => {
    class Named extends MaskedBandit {
      override step(action: number): StepResult<number, BaseInfo> {
        const result = super.step(action);
        return { ...result, info: { ...result.info, actionName: `arm ${action}` } };
      }
    }
    expect(evaluate({ env: new Named(), agent: always(0) }).tasks[0]?.actions).toEqual(["arm 0"]);
  });

  it("shows a structured action as JSON", () => {
    class Structured extends Wrapper<number, number> {
      override step(action: unknown): StepResult<number, BaseInfo> {
        return this.inner.step((action as { readonly move: number }).move);
      }
    }
    const policy: Policy = { ...always(0), act: () => ({ move: 1 }) };
    const env = new Structured(new MaskedBandit());
    expect(evaluate({ env, agent: policy }).tasks[0]?.actions).toEqual(['{"move":1}']);
  });

  it("refuses an agent with other actions, no seeds, no tasks and unknown tasks", () => {
    const env = new Corridor();
    const agent = createAgent("q-learning", { actionCount: 3 });
    expect(() => evaluate({ env, agent })).toThrow(
      "Expected an agent with the 2 actions of the environment, got q-learning with 3.",
    );
    expect(() => evaluate({ env, agent: always(1), sedes: [1] } as never)).toThrow(
      'Unknown option of an evaluation "sedes". Did you mean "seeds"?',
    );
    expect(() => evaluate({ env, agent: always(1), seeds: [] })).toThrow("Expected at least one of `seeds`");
    expect(() => evaluate({ env, agent: always(1), tasks: [] })).toThrow("Expected at least one of `tasks`");
    expect(() => evaluate({ env, agent: always(1), tasks: ["nearr"] })).toThrow('Did you mean "near"?');
  });

  it("refuses an episode that never ends", () => {
    class Treadmill extends Corridor {
      override step(): StepResult<number, BaseInfo> {
        return { observation: 0, reward: 0, terminated: false, truncated: false, info: {} };
      }
    }
    expect(() => evaluate({ env: new Treadmill(), agent: always(0) })).toThrow(
      "always-0 has not ended the episode after 100000 steps: limit the time of the environment.",
    );
  });
});

describe("evaluateBeside", () => {
  it("evaluates the registered anchors on the same tasks with the discount of the agent", () => {
    const agent = createAgent("q-learning", { actionCount: 2, discount: 0 });
    const options = { env: new Corridor(), agent, tasks: ["far"], seeds: [3, 4] };
    const [learner, random, ...rest] = evaluateBeside(options);
    expect(rest).toEqual([]);
    expect(learner).toEqual(evaluate(options));
    expect(random).toEqual(evaluate({ ...options, agent: createPolicy("random"), discount: 0 }));
    expect([random?.player, random?.episodes]).toEqual(["random", 2]);
    expect(random?.mean.discountedReturn).toBeCloseTo(-0.1, 12);
  });

  it("takes other anchors by name and refuses learners and unknown names", () => {
    const options = { env: new Corridor(), agent: createAgent("q-learning", { actionCount: 2 }) };
    expect(evaluateBeside({ ...options, anchors: [] })).toHaveLength(1);
    expect(() => evaluateBeside({ ...options, anchors: ["q-learning"] })).toThrow("train it first");
    expect(() => evaluateBeside({ ...options, anchors: ["ramdom"] })).toThrow('Did you mean "random"?');
  });
});
