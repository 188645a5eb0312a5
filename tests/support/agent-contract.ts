import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Agent, Transition } from "../../src/core/agent.ts";
import { agentFromJSON } from "../../src/core/agent-registry.ts";
import { MaskError } from "../../src/core/errors.ts";
import { countAllowed, type Mask } from "../../src/core/mask.ts";
import { createRng, type Rng } from "../../src/core/random.ts";
import { train } from "../../src/training/train.ts";
import { Corridor } from "./toy-envs.ts";

/** Builds the agent under test; its schedules should be stretched over `horizon` episodes. */
export type MakeAgent = (setup: {
  readonly actionCount: number;
  readonly seed: number;
  readonly horizon: number;
}) => Agent;

const ACTION_COUNT = 4;
const ROWS = 6;

function randomMask(rng: Rng): Mask {
  const mask = Uint8Array.from({ length: ACTION_COUNT }, () => rng.integer(2));
  mask[rng.integer(ACTION_COUNT)] = 1;
  return mask;
}

/** Acts and learns on random masks, rewards and ends; returns what was done. */
function experience(agent: Agent, rng: Rng, steps: number): Transition[] {
  return Array.from({ length: steps }, () => {
    const context = rng.integer(ROWS);
    const mask = randomMask(rng);
    const transition = {
      ...{ context, mask, ...agent.act(context, mask) },
      ...{ reward: rng.integer(5) - 2, nextContext: rng.integer(ROWS), nextMask: randomMask(rng) },
      ...{ terminated: rng.integer(5) === 0, truncated: rng.integer(7) === 0 },
    };
    agent.learn(transition);
    return transition;
  });
}

const text = (agent: Agent): string => JSON.stringify(agent.toJSON());

/** What every agent over table rows must do, whatever it learns. */
export function describeAgentContract(name: string, makeAgent: MakeAgent): void {
  const make = (seed = 0): Agent => makeAgent({ actionCount: ACTION_COUNT, seed, horizon: 20 });
  const experienced = (seed = 0, steps = 300): Agent => {
    const agent = make(seed);
    experience(agent, createRng(seed).fork("experience"), steps);
    return agent;
  };

  describe(`${name} as an agent`, () => {
    it("takes allowed actions only, with a propensity in (0, 1]", () => {
      const property = fc.property(fc.nat(), (seed) => {
        const agent = make(seed);
        for (const { mask, action, propensity } of experience(agent, createRng(seed), 100)) {
          expect(mask[action]).toBe(1);
          expect(propensity).toBeGreaterThan(0);
          expect(propensity).toBeLessThanOrEqual(1);
        }
      });
      fc.assert(property, { numRuns: 20 });
    });

    it("takes an allowed action of highest value greedily", () => {
      const agent = experienced();
      const rng = createRng(1);
      for (let i = 0; i < 200; i += 1) {
        const context = rng.integer(ROWS + 2);
        const mask = randomMask(rng);
        const action = agent.actGreedily(context, mask);
        expect(mask[action]).toBe(1);
        expect(agent.explain(context, mask).greedy).toContain(action);
      }
    });

    it("chooses the only allowed action with certainty", () => {
      expect(make().act(0, Uint8Array.of(0, 0, 1, 0))).toEqual({ action: 2, propensity: 1 });
    });

    it("changes neither by acting greedily nor by explaining", () => {
      const agent = experienced();
      const before = text(agent);
      const mask = Uint8Array.of(1, 1, 1, 1);
      const first = agent.actGreedily(1_000_000, mask);
      for (let i = 0; i < 20; i += 1) expect(agent.actGreedily(1_000_000, mask)).toBe(first);
      agent.explain(999_999);
      expect(text(agent)).toBe(before);
    });

    it("continues after a round trip through JSON as if nothing had happened", () => {
      const agent = experienced(3);
      const copy = agentFromJSON(JSON.parse(text(agent)));
      expect(text(copy)).toBe(text(agent));
      const rest = experience(agent, createRng(4), 300);
      expect(experience(copy, createRng(4), 300)).toEqual(rest);
      expect(text(copy)).toBe(text(agent));
    });

    it("learns in 10 + 10 episodes what it learns in 20", () => {
      const atOnce = makeAgent({ actionCount: 2, seed: 5, horizon: 20 });
      const inParts = makeAgent({ actionCount: 2, seed: 5, horizon: 20 });
      train({ env: new Corridor(), agent: atOnce, episodes: 20 });
      const env = new Corridor();
      train({ env, agent: inParts, episodes: 10 });
      train({ env, agent: inParts, episodes: 10, seed: "continue" });
      expect(text(inParts)).toBe(text(atOnce));
    });

    it("learns the same from the same seed and something else from another", () => {
      expect(text(experienced(7))).toBe(text(experienced(7)));
      const choices = (seed: number): number[] =>
        experience(make(seed), createRng(0), 50).map((t) => t.action);
      expect(choices(7)).not.toEqual(choices(8));
    });

    it("refuses a mask that allows nothing or is of another length", () => {
      const agent = make();
      for (const mask of [new Uint8Array(ACTION_COUNT), Uint8Array.of(1, 1), new Uint8Array(9).fill(1)]) {
        expect(() => agent.act(0, mask)).toThrow(MaskError);
        expect(() => agent.actGreedily(0, mask)).toThrow(MaskError);
      }
    });

    it("refuses an action that it does not have and leaves the table alone", () => {
      const agent = experienced();
      const before = text(agent);
      const mask = new Uint8Array(ACTION_COUNT).fill(1);
      const step = { context: 0, mask, propensity: 1, reward: 0, nextContext: 1, nextMask: mask };
      for (const action of [-1, ACTION_COUNT, 0.5]) {
        expect(() => agent.learn({ ...step, action, terminated: false, truncated: false })).toThrow(
          "Expected `action` to be an integer in [0, 4)",
        );
      }
      const reward = Number.NaN;
      expect(() => agent.learn({ ...step, action: 0, reward, terminated: true, truncated: false })).toThrow(
        "Expected finite rewards",
      );
      expect(text(agent)).toBe(before);
    });

    it("spreads its choices as the propensities say", () => {
      const agent = experienced(2);
      const propensities = new Map<number, number>();
      const counts = new Map<number, number>();
      const mask = Uint8Array.of(1, 0, 1, 1);
      for (let i = 0; i < 20_000; i += 1) {
        const { action, propensity } = agent.act(0, mask);
        propensities.set(action, propensity);
        counts.set(action, (counts.get(action) ?? 0) + 1);
      }
      const total = [...propensities.values()].reduce((sum, each) => sum + each, 0);
      expect(propensities.size).toBe(countAllowed(mask));
      expect(total).toBeCloseTo(1, 12);
      for (const [action, propensity] of propensities) {
        const deviation = 4 * Math.sqrt((propensity * (1 - propensity)) / 20_000);
        expect(Math.abs((counts.get(action) ?? 0) / 20_000 - propensity)).toBeLessThan(deviation);
      }
    });
  });
}
