import { describe, expect, it } from "vitest";
import "../../../src/agents/one-step/register.ts";
import type { Transition } from "../../../src/core/agent.ts";
import { createAgent } from "../../../src/core/agent-registry.ts";
import { train } from "../../../src/training/train.ts";
import { MacroActions } from "../../../src/wrappers/action/macro-actions.ts";
import { MdpEnv, RING } from "../../support/toy-envs.ts";

const DISCOUNT = 0.9;
const MACROS = { round: [0, 0, 0], "on and leave": [0, 1], "stay and shy": [2, 2] };
/** Every action of the ring as a list of moves: its own three, then the macros. */
const PLANS = [[0], [1], [2], ...Object.values(MACROS)];

/** The ring without a limit of time, which would interrupt macros. */
class EndlessRing extends MdpEnv {
  protected override readonly stepLimit = Number.POSITIVE_INFINITY;

  constructor() {
    super(RING);
  }
}

/** What a plan pays from a state, where it leads and what the value there counts for; it stops before a barred move. */
function follow(state: number, plan: readonly number[]) {
  let [at, reward, weight] = [state, 0, 1];
  for (const action of plan) {
    const move = RING[at]?.[action]?.[0];
    if (move === undefined) break;
    reward += weight * move.reward;
    weight *= DISCOUNT;
    at = move.next;
    if (move.terminated) return { reward, weight: 0, next: at };
  }
  return { reward, weight, next: at };
}

type Summary = (values: readonly number[]) => number;
const largest: Summary = (values) => Math.max(...values);
const mean: Summary = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Exact values of all plans, for states that are worth a summary of theirs; plans that cannot begin are left out as −∞. */
function exactValues(summary: Summary): number[][] {
  let worth = [0, 0, 0];
  const backup = (): number[][] =>
    worth.map((_, state) =>
      PLANS.map((plan) => {
        if (RING[state]?.[plan[0] ?? 0]?.length === 0) return Number.NEGATIVE_INFINITY;
        const { reward, weight, next } = follow(state, plan);
        return reward + weight * (worth[next] ?? 0);
      }),
    );
  for (let sweep = 0; sweep < 1000; sweep += 1) {
    worth = backup().map((row) => summary(row.filter(Number.isFinite)));
  }
  return backup();
}

function learnedValues(name: string): number[][] {
  const macros = { macros: MACROS, discount: DISCOUNT };
  const env = new MacroActions(new EndlessRing(), macros);
  const evaluationEnv = new MacroActions(new MdpEnv(RING), macros);
  const options = { actionCount: PLANS.length, discount: DISCOUNT, epsilon: 1, stepSize: 1 };
  const agent = createAgent(name, options);
  train({ env, agent, episodes: 4000, evaluateEvery: 0, evaluationEnv });
  return [0, 1, 2].map((state) => [...agent.explain(state).values]);
}

describe("over macro actions", () => {
  it.each<[string, string, Summary]>([
    ["q-learning", "best", largest],
    ["double-q-learning", "best", largest],
    ["expected-sarsa", "random", mean],
  ])("%s learns the exact values of %s behaviour in the semi-MDP", (name, _, summary) => {
    const learned = learnedValues(name);
    for (const [state, row] of exactValues(summary).entries()) {
      for (const [action, value] of row.entries()) {
        if (Number.isFinite(value)) expect(learned[state]?.[action]).toBeCloseTo(value, 9);
        else expect(learned[state]?.[action]).toBe(0);
      }
    }
  });
});

describe("an action of three steps", () => {
  const mask = Uint8Array.of(1, 1);
  const step: Transition = {
    ...{ context: 0, mask, action: 0, propensity: 1, reward: 1, nextContext: 1, nextMask: mask },
    ...{ terminated: false, truncated: true, duration: 3 },
  };

  it.each(["q-learning", "sarsa", "expected-sarsa", "double-q-learning"])(
    "is followed at γ³ by %s: 1 + ⅛ · 16",
    (name) => {
      const options = { actionCount: 2, stepSize: 1, discount: 0.5, epsilon: 0 };
      const agent = createAgent(name, { ...options, initialValue: 16 });
      agent.learn(step);
      const { values } = agent.explain(0);
      // Double Q-learning updates one of its two tables: the mean of 3 and 16.
      expect(values[0]).toBe(name === "double-q-learning" ? 9.5 : 3);
    },
  );
});
