import { describe, expect, it } from "vitest";
import "../../../src/agents/register.ts";
import "../../../src/agents/model-based/register.ts";
import type { Agent } from "../../../src/core/agent.ts";
import { createAgent } from "../../../src/core/agent-registry.ts";
import { fullMask } from "../../../src/core/mask.ts";
import { train } from "../../../src/training/train.ts";
import { largestError, optimalValues } from "../../support/exact-values.ts";
import { LimitedLoop, MdpEnv, PAIR, RING } from "../../support/toy-envs.ts";
import { LAYERS, LayeredRooms, Precipice, payOf, roomAfter } from "./layered-env.ts";

const DISCOUNT = 0.9;

/** Settings with which each agent tries everything everywhere. */
const CURIOUS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "dyna-q": { stepSize: 1, epsilon: 1 },
  "dyna-q-plus": { stepSize: 1, epsilon: 1 },
  "prioritized-sweeping": { epsilon: 1, threshold: 1e-12 },
  "count-bonus-q-learning": { stepSize: 1, epsilon: 1, bonus: 0.01 },
  "batch-q-learning": { stepSize: 1, epsilon: 1, memory: 500 },
  "r-max": { maxReward: 3 },
  "mbie-eb": { maxReward: 3, bonus: 1 },
  ucbvi: { maxReward: 3, bonusScale: 0.1 },
  "ucb-h": { maxReward: 3 },
  psrl: { priorMean: 5, priorDeviation: 5 },
};
const NAMES = Object.keys(CURIOUS);

function trained(name: string, env: MdpEnv, episodes: number, options: Record<string, unknown>): Agent {
  const actionCount = env.actionSpace.n;
  const agent = createAgent(name, { actionCount, discount: DISCOUNT, ...CURIOUS[name], ...options });
  train({ env, agent, episodes, evaluateEvery: 0 });
  return agent;
}

describe("values without randomness", () => {
  const exact = optimalValues(RING, DISCOUNT);

  it.each(NAMES.filter((name) => name !== "ucb-h"))("are found exactly by %s", (name) => {
    expect(largestError(trained(name, new MdpEnv(RING), 600, {}), exact)).toBeLessThan(1e-6);
  });

  it("are neared by ucb-h, which leaves a part of the past in its values and tries less what is worse", () => {
    const agent = trained("ucb-h", new MdpEnv(RING), 4000, { bonusScale: 0.1 });
    const masks = [Uint8Array.of(1, 1, 1), Uint8Array.of(1, 1, 0), Uint8Array.of(1, 1, 1)];
    expect(masks.map((mask, state) => agent.actGreedily(state, mask))).toEqual([0, 0, 0]);
    expect(Math.abs((agent.explain(2).values[0] ?? 0) - (exact[2]?.[0] ?? 0))).toBeLessThan(0.05);
  });
});

describe("values where transitions are random", () => {
  const exact = optimalValues(PAIR, DISCOUNT);
  const slow: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    "dyna-q": { stepSize: "visits(0.7)", planningSteps: 3 },
    "dyna-q-plus": { stepSize: "visits(0.7)", planningSteps: 3, recall: "frequent" },
    "prioritized-sweeping": { threshold: 1e-4 },
    "count-bonus-q-learning": { stepSize: "visits(0.7)" },
    "batch-q-learning": { stepSize: "visits(0.7)", memory: 50_000, replays: 3 },
    "r-max": { knownAfter: 2000 },
    "mbie-eb": { bonus: 20, planEvery: 10 },
    ucbvi: { bonusScale: 1, planEvery: 10 },
    psrl: { priorDeviation: 30, planEvery: 5 },
    "ucb-h": { bonusScale: 1 },
  };

  it.each(NAMES)("lead %s to the best behaviour, and near the values where it tries everything", (name) => {
    const agent = trained(name, new MdpEnv(PAIR), 1500, slow[name] ?? {});
    const best = exact.map((row) => row.indexOf(Math.max(...row)));
    expect([0, 1].map((state) => agent.actGreedily(state, fullMask(2)))).toEqual(best);
    const isThorough = name !== "psrl" && name !== "ucb-h";
    if (isThorough) expect(largestError(agent, exact)).toBeLessThan(0.5);
  });
});

describe("an episode that was stopped from outside", () => {
  it.each(NAMES)("goes on for %s: a loop that pays 1 is worth 10 at γ = 0.9", (name) => {
    const agent = createAgent(name, { actionCount: 1, discount: DISCOUNT, ...CURIOUS[name] });
    train({ env: new LimitedLoop(), agent, episodes: 400, evaluateEvery: 0 });
    expect(agent.explain(0).values[0]).toBeCloseTo(10, name === "ucb-h" ? 1 : 6);
  });
});

describe("a row that tells the step", () => {
  /** Q of the time that is left, by backward induction, shape [layers · rooms][actions]. */
  function layeredValues(): number[][] {
    let next = [0, 0];
    const rows: number[][] = [];
    for (let step = LAYERS - 1; step >= 0; step -= 1) {
      const after = next;
      const layer = [0, 1].map((room) =>
        [0, 1].map((action) => payOf(step, room, action) + (after[roomAfter(room, action)] ?? 0)),
      );
      next = layer.map((row) => Math.max(...row));
      rows.unshift(...layer);
    }
    return rows;
  }

  const Finite = { stepHorizon: LAYERS };

  it.each(["r-max", "mbie-eb", "ucbvi", "psrl"])("gives %s the values of backward induction", (name) => {
    const options = name === "psrl" ? { ...Finite, priorDeviation: 3 } : Finite;
    const agent = createAgent(name, { actionCount: 2, ...options });
    train({ env: new LayeredRooms(true), agent, episodes: 300, evaluateEvery: 0 });
    expect(largestError(agent, layeredValues())).toBeLessThan(1e-12);
  });

  it("gives ucb-h the best actions of every layer", () => {
    const agent = createAgent("ucb-h", { actionCount: 2, ...Finite, bonusScale: 0.05 });
    train({ env: new LayeredRooms(true), agent, episodes: 2000, evaluateEvery: 0 });
    const values = layeredValues();
    for (const room of [0, 1]) {
      for (let step = 0, place = room; step < LAYERS; step += 1) {
        const row = values[step * 2 + place] ?? [];
        const action = agent.actGreedily(step * 2 + place, fullMask(2));
        expect(row[action]).toBe(Math.max(...row));
        place = roomAfter(place, action);
      }
    }
  });

  it.each(["ucbvi", "ucb-h"])(
    "is what %s can go without: it then has one set of values for all steps",
    (name) => {
      const agent = createAgent(name, { actionCount: 2, ...Finite, bonusScale: 0.05 });
      train({ env: new LayeredRooms(false), agent, episodes: 500, evaluateEvery: 0 });
      const { table } = agent.toJSON().state as unknown as { table: { keys: number[]; values: number[][] } };
      expect([...table.keys].sort()).toEqual([0, 1]);
      const values = [0, 1].flatMap((room) => [...agent.explain(room).values]);
      expect(values.every((value) => value >= 0 && value < LAYERS)).toBe(true);
      expect(table.values.flat().every((value) => value <= LAYERS * 2)).toBe(true);
    },
  );
});

describe("exploration by optimism", () => {
  const settings = { "mbie-eb": { bonus: 0.1 }, ucbvi: { bonusScale: 0.02 }, "ucb-h": { bonusScale: 0.001 } };

  it.each(["r-max", "mbie-eb", "ucbvi", "ucb-h", "psrl"])(
    "leads %s past a precipice that random steps cross once in 4⁸ episodes",
    (name) => {
      const given = { ...settings[name as keyof typeof settings], stepHorizon: Precipice.steps };
      const options = name === "psrl" ? { ...given, priorDeviation: 1 } : given;
      const agent = createAgent(name, { actionCount: 4, ...options });
      train({ env: new Precipice(), agent, episodes: 800, evaluateEvery: 0 });
      const path = Array.from({ length: Precipice.steps }, (_, state) =>
        agent.actGreedily(state, fullMask(4)),
      );
      expect(path).toEqual(path.map((_, state) => state % 4));
    },
  );
});
