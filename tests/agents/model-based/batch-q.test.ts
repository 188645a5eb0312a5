import { describe, expect, it } from "vitest";
import "../../../src/agents/register.ts";
import { batchQ } from "../../../src/agents/model-based/batch-q.ts";
import type { Transition } from "../../../src/core/agent.ts";
import { agentFromJSON, createAgent } from "../../../src/core/agent-registry.ts";
import { GymError } from "../../../src/core/errors.ts";
import { createRng } from "../../../src/core/random.ts";
import { train } from "../../../src/training/train.ts";
import { largestError, optimalValues } from "../../support/exact-values.ts";
import { LimitedLoop, MdpEnv, PAIR, RING } from "../../support/toy-envs.ts";
import { FIRST, STEP } from "./steps.ts";

const RECORD: readonly Transition[] = [
  { ...STEP, reward: 1 },
  { ...STEP, context: 1, reward: 2, terminated: true },
  { ...STEP, context: 1, reward: 4, terminated: true },
];
const FIT = { discount: 0.5, actionCount: 2 };

/** What a uniformly random agent lives through. */
function recorded(env: MdpEnv | LimitedLoop, episodes: number): Transition[] {
  const transitions: Transition[] = [];
  const agent = createAgent("q-learning", { actionCount: env.actionSpace.n, epsilon: 1 });
  train({
    ...{ env, agent, episodes, evaluateEvery: 0 },
    callbacks: [
      {
        onStep({ transition }) {
          const { mask, nextMask } = transition;
          transitions.push({ ...transition, mask: mask.slice(), nextMask: nextMask.slice() });
        },
      },
    ],
  });
  return transitions;
}

describe("batchQ", () => {
  it("looks one step further ahead with every sweep, worked out by hand", () => {
    const values = [1, 2, 3].map((sweeps) => {
      const agent = batchQ({ ...FIT, transitions: RECORD, sweeps });
      return [agent.explain(0).values[0], agent.explain(1).values[0]];
    });
    expect(values).toEqual([
      [1, 3], // the mean rewards
      [1 + 0.5 * 3, 3],
      [2.5, 3],
    ]);
  });

  it("takes a penalty of β / √n off where it is conservative, and credits nothing that was not tried", () => {
    const bad = RECORD.map((step) => ({ ...step, reward: -step.reward }));
    const plain = batchQ({ ...FIT, transitions: bad, sweeps: 5 });
    expect(plain.explain(0).values[0]).toBe(-1); // the other action of row 1 counts as 0
    const within = batchQ({ ...FIT, transitions: bad, sweeps: 5, conservative: 0 });
    expect(within.explain(0).values[0]).toBe(-1 + 0.5 * -3);
    const careful = batchQ({ ...FIT, transitions: bad, sweeps: 5, conservative: 1 });
    expect(careful.explain(1).values[0]).toBeCloseTo(-3 - Math.SQRT1_2, 12);
    expect(careful.explain(0).values[0]).toBeCloseTo(-1 - 1 + 0.5 * (-3 - Math.SQRT1_2), 12);
    expect(careful.actGreedily(1, Uint8Array.of(1, 1))).toBe(0); // an untried action is no way out
    expect(careful.actGreedily(1, Uint8Array.of(0, 1))).toBe(1);
  });

  it("follows a stop and no end, and what the next mask allows", () => {
    const high = { ...STEP, context: 1, action: 1, reward: 100, terminated: true };
    const value = (step: Partial<Transition>): number | undefined =>
      batchQ({ ...FIT, transitions: [...RECORD, high, { ...STEP, context: 2, ...step }], sweeps: 5 }).explain(
        2,
      ).values[0];
    expect(value({ truncated: true })).toBe(50);
    expect(value({ truncated: true, nextMask: FIRST })).toBe(1.5);
    expect(value({ terminated: true })).toBe(0);
    expect(value({ duration: 2 })).toBe(25);
  });

  it("finds the exact values from a record of random steps", () => {
    const transitions = recorded(new MdpEnv(RING), 100);
    const agent = batchQ({ transitions, discount: 0.9, sweeps: 300, actionCount: 3 });
    expect(largestError(agent, optimalValues(RING, 0.9))).toBeLessThan(1e-9);
    const noisy = batchQ({
      ...{ transitions: recorded(new MdpEnv(PAIR), 3000), discount: 0.9, sweeps: 300, actionCount: 2 },
    });
    expect(largestError(noisy, optimalValues(PAIR, 0.9))).toBeLessThan(0.4);
    const loop = batchQ({
      ...{ transitions: recorded(new LimitedLoop(), 10), discount: 0.9, sweeps: 300, actionCount: 1 },
    });
    expect(loop.explain(0).values[0]).toBeCloseTo(10, 9);
  });

  it("is the same in any order of the steps", () => {
    const transitions = recorded(new MdpEnv(RING), 30);
    const backwards = [...transitions].reverse();
    const [one, other] = [transitions, backwards].map((each) =>
      batchQ({ transitions: each, discount: 0.9, sweeps: 50, actionCount: 3 }),
    );
    for (const row of [0, 1, 2]) {
      for (const [action, value] of (one?.explain(row).values ?? []).entries()) {
        expect(other?.explain(row).values[action]).toBeCloseTo(value, 12);
      }
    }
  });

  it("gives an agent that can be saved and goes on learning online", () => {
    const transitions = recorded(new MdpEnv(RING), 30);
    const agent = batchQ({ transitions, discount: 0.9, sweeps: 5, actionCount: 3, seed: 4 });
    const again = agentFromJSON(JSON.parse(JSON.stringify(agent)));
    for (const each of [agent, again])
      train({ env: new MdpEnv(RING), agent: each, episodes: 20, evaluateEvery: 0 });
    expect(JSON.stringify(again)).toBe(JSON.stringify(agent));
  });

  it.each([
    [{ sweeps: 0 }, "Expected `sweeps` to be an integer >= 1, got 0."],
    [{ actionCount: 1.5 }, "Expected `actionCount` to be an integer >= 1"],
    [{ discount: 2 }, "Expected `discount` in [0, 1], got 2."],
    [{ conservative: -1 }, "Expected `conservative` in [0, 1e100], got -1."],
    [{ seed: -1 }, "Expected `seed`"],
    [{ transitions: [{ ...STEP, action: 2 }] }, "actions in [0, 2)"],
    [{ transitions: [{ ...STEP, reward: Number.NaN }] }, "finite rewards"],
  ])("refuses %j", (change, message) => {
    const fitting = (): unknown => batchQ({ ...FIT, transitions: RECORD, sweeps: 2, ...change });
    expect(fitting).toThrow(GymError);
    expect(fitting).toThrow(message);
  });
});

describe("experience replay", () => {
  it("is Q-learning where nothing is replayed", () => {
    const options = { actionCount: 3, discount: 0.9, epsilon: 0.2, seed: 6 };
    const agent = createAgent("batch-q-learning", { ...options, replays: 0 });
    const reference = createAgent("q-learning", options);
    for (const each of [agent, reference])
      train({ env: new MdpEnv(RING), agent: each, episodes: 50, evaluateEvery: 0 });
    const tables = [agent, reference].map(
      (each) => (each.toJSON().state as { table: Record<string, unknown> }).table,
    );
    expect(valuesByKey(tables[0])).toEqual(valuesByKey(tables[1]));
  });

  it("draws one remembered step for each replay", () => {
    const agent = createAgent("batch-q-learning", { actionCount: 2, replays: 3, seed: 8 });
    const rng = createRng(8).fork("agent");
    for (const size of [1, 2, 3]) {
      agent.learn({ ...STEP, reward: size, terminated: true });
      for (let replay = 0; replay < 3; replay += 1) rng.integer(size);
    }
    expect(agent.toJSON().state).toMatchObject({ rng: { ...rng.save() } });
  });
});

function valuesByKey(table: Record<string, unknown> | undefined): unknown {
  const { keys, values } = table as { keys: number[]; values: number[][] };
  return keys.map((key, row) => [key, values[row]]).sort(([a], [b]) => Number(a) - Number(b));
}
