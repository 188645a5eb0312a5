import { describe, expect, it } from "vitest";
import "../../src/agents/register.ts";
import type { Agent } from "../../src/core/agent.ts";
import { agentFromJSON, createAgent } from "../../src/core/agent-registry.ts";
import { bestAgent } from "../../src/training/callbacks/index.ts";
import { evaluate } from "../../src/training/evaluate.ts";
import { train } from "../../src/training/train.ts";
import { Corridor, MaskedBandit } from "../support/toy-envs.ts";

describe("bestAgent", () => {
  const learner = (): Agent =>
    createAgent("q-learning", { actionCount: 2, epsilon: 1, stepSize: 0.5, seed: 3 });

  it("keeps the first of the best evaluations as it was then, not as it is in the end", () => {
    const best = bestAgent();
    const seen: { readonly raw: number; readonly mean: number; readonly json: string }[] = [];
    const note = {
      onEvaluate: ({
        evaluation,
        agent,
      }: {
        evaluation: ReturnType<typeof evaluate>;
        agent: Agent<never>;
      }) => {
        const { rawScore, return: mean } = evaluation.mean;
        seen.push({ raw: rawScore ?? 0, mean, json: JSON.stringify(agent) });
        return undefined;
      },
    };
    train({ env: new Corridor(), agent: learner(), episodes: 60, evaluateEvery: 2, callbacks: [best, note] });
    const order = seen.toSorted((a, b) => b.raw - a.raw || b.mean - a.mean);
    expect(JSON.stringify(best.best?.agent)).toBe(order[0]?.json);
    expect(JSON.stringify(best.best?.agent)).not.toBe(seen.at(-1)?.json);
    expect(best.best).toMatchObject({ rawScore: order[0]?.raw, return: order[0]?.mean });
    expect(best.evaluations).toBe(30);
  });

  it("evaluates the best again, on fresh seeds where anything is random", () => {
    const deterministic = bestAgent();
    train({ env: new Corridor(), agent: learner(), episodes: 60, callbacks: [deterministic] });
    const again = deterministic.reevaluate({ env: new Corridor() });
    expect(again.episodes).toBe(1);
    expect(again.mean.rawScore).toBe(deterministic.best?.rawScore);

    const random = bestAgent();
    const agent = createAgent("epsilon-greedy", { actionCount: 3 });
    const seeds: number[] = [];
    train({ env: new MaskedBandit(), agent, episodes: 5, callbacks: [random] });
    random.reevaluate({ env: new MaskedBandit(), onEpisode: ({ seed }) => seeds.push(seed) });
    expect(seeds).toEqual(Array.from({ length: 100 }, (_, index) => 100 + index));
  });

  it("saves and restores what it has", () => {
    const first = bestAgent();
    train({ env: new Corridor(), agent: learner(), episodes: 20, callbacks: [first] });
    const second = bestAgent();
    second.restore?.(JSON.parse(JSON.stringify(first.save?.())));
    expect(second.best).toEqual(first.best);
    expect(second.evaluations).toBe(first.evaluations);
    if (second.best === undefined) throw new Error("Expected a best agent.");
    expect(agentFromJSON(second.best.agent).name).toBe("q-learning");
    expect(() => second.restore?.({})).toThrow('the training callback "bestAgent"');
  });

  it("keeps a copy, also of an agent that hands out what it goes on to change", () => {
    const state = { value: 1 };
    const agent = { ...learner(), name: "live", toJSON: () => ({ ...learner().toJSON(), state }) };
    const best = bestAgent();
    const evaluation = evaluate({ env: new Corridor(), agent: learner() });
    const point = { episodes: 1, steps: 1, trainReturn: 0, greedyRaw: 0 };
    best.onEvaluate?.({ point, evaluation, agent });
    state.value = 2;
    expect(best.best?.agent.state).toEqual({ value: 1 });
  });

  it("has nothing before the first evaluation", () => {
    const empty = bestAgent();
    expect(empty.best).toBeUndefined();
    expect(() => empty.reevaluate({ env: new Corridor() })).toThrow(
      "No agent was evaluated yet: train first.",
    );
  });
});
