import { describe, expect, it } from "vitest";
import "../../../src/agents/register.ts";
import "../../../src/agents/linear/register.ts";
import type { FeatureVector } from "../../../src/agents/linear/context.ts";
import type { Agent } from "../../../src/core/agent.ts";
import { agentFromJSON, createAgent } from "../../../src/core/agent-registry.ts";
import { InvalidArgumentError, SnapshotError } from "../../../src/core/errors.ts";
import { createRng } from "../../../src/core/random.ts";
import { stepOver } from "./one-hot.ts";

const HALF = { actionCount: 2, stepSize: 0.5, discount: 0.5, perActiveFeature: false };

function valuesAt(agent: Agent<FeatureVector>, ...contexts: (readonly number[])[]): number[][] {
  return contexts.map((context) => [...agent.explain(context).values]);
}

describe("linear Q-learning", () => {
  it("makes these five updates of its weights, worked out by hand", () => {
    const agent = createAgent<FeatureVector>("linear-q-learning", HALF);
    const weights = (): number[] => valuesAt(agent, [1, 0], [0, 1]).flat();

    agent.learn(stepOver({ context: [1, 1], reward: 1 })); // w₀ = ½ (1 + 0 − 0) · (1, 1)
    expect(weights()).toEqual([0.5, 0, 0.5, 0]);
    agent.learn(stepOver({ context: [0, 2], action: 1, reward: 2, terminated: true })); // w₁ = ½ · 2 · (0, 2)
    expect(weights()).toEqual([0.5, 0, 0.5, 2]);
    agent.learn(stepOver({ context: [1, 0], reward: 1, nextContext: [0, 1] })); // w₀ += ½ (1 + ½ · 2 − ½) · (1, 0)
    expect(weights()).toEqual([1.25, 0, 0.5, 2]);
    // Q = 1.75, the next is worth max(1.25, 0): w₀ += ½ (0 + ½ · 1.25 − 1.75) · (1, 1)
    agent.learn(stepOver({ context: [1, 1], nextContext: [1, 0], truncated: true }));
    expect(weights()).toEqual([0.6875, 0, -0.0625, 2]);
    // Q(s, 1) = −2, action 1 is barred next: w₁ += ½ (−1 + ½ · −0.0625 + 2) · (0, −1)
    agent.learn(
      stepOver({ context: [0, -1], action: 1, reward: -1, nextMask: Uint8Array.of(1, 0), truncated: true }),
    );
    expect(weights()).toEqual([0.6875, 0, -0.0625, 2 - 0.484375]);
    expect(agent.explain([1, 0]).counts).toEqual([3, 2]);
  });

  it("divides the step size by the number of active features, so that a value moves by the share α", () => {
    const agent = createAgent<FeatureVector>("linear-q-learning", { actionCount: 2, stepSize: 0.5 });
    agent.learn(
      stepOver({ context: [1, 0, 1, 1, 0, 1], reward: 8, nextContext: [0, 0, 0, 0, 0, 0], terminated: true }),
    );
    expect(agent.explain([1, 0, 1, 1, 0, 1]).values[0]).toBe(4);
    expect(agent.explain([1, 0, 0, 0, 0, 0]).values[0]).toBe(1);
  });

  it("learns nothing at the zero vector, and divides by nothing there", () => {
    const agent = createAgent<FeatureVector>("linear-q-learning", { actionCount: 2 });
    agent.learn(stepOver({ context: [0, 0], reward: 5, terminated: true }));
    expect(valuesAt(agent, [0, 0], [1, 1]).flat()).toEqual([0, 0, 0, 0]);
  });

  it("bootstraps from barred actions when the bootstrap is not masked", () => {
    const agent = createAgent<FeatureVector>("linear-q-learning", {
      ...HALF,
      stepSize: 1,
      bootstrapMask: false,
    });
    agent.learn(stepOver({ context: [0, 1], action: 1, reward: 100, terminated: true }));
    agent.learn(stepOver({ reward: 1, nextMask: Uint8Array.of(1, 0) }));
    expect(agent.explain([1, 0]).values[0]).toBe(51);
  });

  it("weighs what follows an action of three steps by γ³", () => {
    const agent = createAgent<FeatureVector>("linear-q-learning", { ...HALF, stepSize: 1 });
    agent.learn(stepOver({ context: [0, 1], action: 1, reward: 16, terminated: true }));
    agent.learn(stepOver({ reward: 1, duration: 3 }));
    expect(agent.explain([1, 0]).values[0]).toBe(3);
  });

  it("gives up with one line before its weights are no numbers any more", () => {
    const agent = createAgent<FeatureVector>("linear-q-learning", { ...HALF, stepSize: 1, discount: 1 });
    const diverge = (): void => {
      // Each of these multiplies the value by 1 + (1000 · 1001 − 1000²): it leaves every range.
      for (let step = 0; step < 200; step += 1) {
        agent.learn(stepOver({ context: [1000, 0], reward: 1, nextContext: [1001, 0] }));
      }
    };
    expect(diverge).toThrow(InvalidArgumentError);
    expect(agent.explain([1, 0]).values.every(Number.isFinite)).toBe(true);
  });
});

describe("linear SARSA", () => {
  it("learns a step once the next action is known, worked out by hand", () => {
    const agent = createAgent<FeatureVector>("linear-sarsa", { ...HALF, epsilon: 0 });
    const weights = (): number[] => valuesAt(agent, [1, 0], [0, 1]).flat();

    agent.learn(stepOver({ reward: 1 }));
    expect(weights()).toEqual([0, 0, 0, 0]);
    agent.learn(stepOver({ context: [0, 1], action: 1, reward: 2, terminated: true }));
    // First w₀ = ½ (1 + ½ · 0) · (1, 0), then w₁ = ½ · 2 · (0, 1).
    expect(weights()).toEqual([0.5, 0, 0, 1]);
    agent.learn(stepOver({ reward: 1 }));
    agent.learn(stepOver({ context: [0, 1], reward: 0, nextContext: [1, 0] }));
    // It went on with action 0, which is worth 0 there: w₀ += ½ (1 + ½ · 0 − ½) · (1, 0)
    expect(weights()).toEqual([0.75, 0, 0, 1]);
    agent.learn(stepOver({ context: [1, 0], action: 1, nextContext: [0, 1], truncated: true }));
    // w₀ += ½ (0 + ½ · 0 − 0) · (0, 1); then the greedy policy is worth 1: w₁ += ½ (0 + ½ · 1 − 0) · (1, 0)
    expect(weights()).toEqual([0.75, 0.25, 0, 1]);
  });

  it("takes a step that is not gone on with as truncated there", () => {
    const agent = createAgent<FeatureVector>("linear-sarsa", { ...HALF, epsilon: 0 });
    agent.learn(stepOver({ context: [0, 1], action: 1, reward: 4, terminated: true }));
    agent.learn(stepOver({ reward: 1, nextContext: [0, 1] }));
    agent.learn(stepOver({ context: [1, 0], action: 1, terminated: true }));
    // ½ (1 + ½ · max(0, 2)), though the next step was taken elsewhere.
    expect(agent.explain([1, 0]).values[0]).toBe(1);
  });

  it("refuses a step that waits for another agent", () => {
    const agent = createAgent<FeatureVector>("linear-sarsa", HALF);
    agent.learn(stepOver({ reward: 1 }));
    const saved = agent.toJSON();
    const { state } = saved as unknown as { state: { model: { pending: { context: number[] } } } };
    state.model.pending.context = [1];
    expect(() => agentFromJSON(saved)).toThrow(SnapshotError);
  });
});

describe("linear Expected SARSA", () => {
  it("bootstraps from the mean under its own behaviour, worked out by hand", () => {
    const agent = createAgent<FeatureVector>("linear-expected-sarsa", { ...HALF, epsilon: 0.5 });
    agent.learn(stepOver({ context: [0, 1], action: 1, reward: 4, terminated: true })); // w₁ = (0, 2)
    agent.learn(stepOver({ reward: 1 })); // the next is worth ¼ · 0 + ¾ · 2: w₀ = ½ (1 + ½ · 1.5) · (1, 0)
    expect(agent.explain([1, 0]).values[0]).toBe(0.875);
    agent.learn(stepOver({ reward: 1, nextMask: Uint8Array.of(1, 0), truncated: true }));
    expect(agent.explain([1, 0]).values[0]).toBe(0.875 + 0.5 * (1 - 0.875)); // action 0 alone is worth 0
    agent.learn(stepOver({ reward: 1, terminated: true }));
    expect(agent.explain([1, 0]).values[0]).toBe(0.9375 + 0.5 * (1 - 0.9375));
    agent.learn(stepOver({ action: 1, reward: -1, truncated: true }));
    expect(agent.explain([1, 0]).values[1]).toBe(0.5 * (-1 + 0.5 * 1.5));
  });

  it("is linear Q-learning where it never explores", () => {
    const [left, right] = ["linear-q-learning", "linear-expected-sarsa"].map((name) =>
      createAgent<FeatureVector>(name, { actionCount: 3, epsilon: 0, discount: 0.8 }),
    );
    const rng = createRng(5);
    const draw = (): number[] => [rng.next(), rng.next() - 0.5, 1];
    for (let step = 0; step < 300; step += 1) {
      const moved = {
        ...stepOver({ context: draw(), nextContext: draw(), action: rng.integer(3), reward: rng.next() }),
        ...{ mask: Uint8Array.of(1, 1, 1), nextMask: Uint8Array.of(1, rng.integer(2), 1) },
        terminated: rng.integer(4) === 0,
      };
      left?.learn(moved);
      right?.learn(moved);
      expect(left?.explain(moved.context).values).toEqual(right?.explain(moved.context).values);
    }
  });
});

describe("a context", () => {
  it.each(["linear-q-learning", "linear-sarsa", "linear-expected-sarsa"])(
    "of %s keeps its length",
    (name) => {
      const agent = createAgent<FeatureVector>(name, { actionCount: 2 });
      const both = Uint8Array.of(1, 1);
      agent.act([1, 0], both);
      expect(() => agent.act([1, 0, 0], both)).toThrow(
        "Expected `context` to have 2 numbers as before, got 3.",
      );
      expect(() => agent.explain([1])).toThrow(InvalidArgumentError);
      expect(() => agent.learn(stepOver({ nextContext: [1, 0, 0] }))).toThrow("`nextContext`");
      expect(() => agent.actGreedily([1, Number.NaN], both)).toThrow("got NaN in `context[1]`");
      expect(() => agent.act(3 as never, both)).toThrow(
        "Expected `context` to be a vector of numbers, got number.",
      );
    },
  );

  it("may be a list or a typed array", () => {
    const make = (): Agent<FeatureVector> =>
      createAgent<FeatureVector>("linear-q-learning", { actionCount: 2 });
    const [list, typed] = [make(), make()];
    list.learn(stepOver({ reward: 1 }));
    typed.learn({
      ...stepOver({ reward: 1 }),
      context: Float64Array.of(1, 0),
      nextContext: Float32Array.of(0, 1),
    });
    expect(typed.toJSON()).toEqual(list.toJSON());
  });
});
