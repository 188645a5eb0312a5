import fc from "fast-check";
import { describe, expect, it } from "vitest";
import "../../src/agents/register.ts";
import { createAgent } from "../../src/core/agent-registry.ts";
import {
  bestAgent,
  monitor,
  stopOnNoImprovement,
  stopOnStablePolicy,
  stopOnThreshold,
  stopOnValueChange,
} from "../../src/training/callbacks/index.ts";
import type { TrainingCallback } from "../../src/training/callbacks.ts";
import { createTraining, resumeTraining, train } from "../../src/training/train.ts";
import { Corridor, MdpEnv, PAIR } from "../support/toy-envs.ts";

/** Everything that remembers something, but never stops before the others. */
function callbacks(lines: string[]): readonly TrainingCallback[] {
  return [
    monitor({ sink: (line) => lines.push(line), clock: () => 0, envId: "toy" }),
    bestAgent(),
    stopOnThreshold({ return: 0.7, patience: 3 }),
    stopOnNoImprovement({ evaluations: 9 }),
    stopOnStablePolicy({ evaluations: 8 }),
    stopOnValueChange({ tolerance: 1e-6, evaluations: 2 }),
  ];
}

const plan = { episodes: 60, evaluateEvery: 3, evaluationSeeds: [0, 1] };

/** A training, put away as JSON and taken up again after each of the portions. */
function inPieces(make: () => Corridor | MdpEnv, portions: readonly number[]): object {
  const lines: string[] = [];
  let agent = createAgent("q-learning", { actionCount: 2, horizon: 60, seed: 5 });
  let run = createTraining({ ...plan, env: make(), agent, seed: 5, callbacks: callbacks(lines) });
  for (const steps of portions) {
    run.advance(steps);
    const state: unknown = JSON.parse(JSON.stringify(run.save()));
    ({ run, agent } = resumeTraining({ ...plan, env: make(), state, callbacks: callbacks(lines) }));
  }
  run.advance();
  return { result: run.finish(), agent: JSON.stringify(agent), lines };
}

describe("a training that is put away and taken up again", () => {
  it.each([
    ["deterministic", () => new Corridor()],
    ["random", () => new MdpEnv(PAIR)],
  ])("ends in the same bits in a %s environment, callbacks included", (_, make) => {
    const whole = inPieces(make, []);
    expect(inPieces(make, [0, 1])).toEqual(whole);
    const portions = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 12 });
    fc.assert(
      fc.property(portions, (cuts) => {
        expect(inPieces(make, cuts)).toEqual(whole);
      }),
      { numRuns: 25 },
    );
  });

  it("stays stopped", () => {
    const agent = createAgent("q-learning", { actionCount: 2 });
    const stop: TrainingCallback = { onEpisodeEnd: ({ episodes }) => (episodes === 7 ? "stop" : undefined) };
    const run = createTraining({ ...plan, env: new Corridor(), agent, callbacks: [stop] });
    expect(run.advance()).toBe(true);
    const state = JSON.parse(JSON.stringify(run.save()));
    const { run: again } = resumeTraining({ ...plan, env: new Corridor(), state, callbacks: [stop] });
    expect(again.advance()).toBe(true);
    expect(again.finish()).toEqual(run.finish());
    expect(again.episodes).toBe(7);
  });
});

describe("evaluation while training", () => {
  it("meets the same episodes at every checkpoint and for every agent", () => {
    class Noting extends MdpEnv {
      readonly resets: unknown[] = [];
      override reset(options: Parameters<MdpEnv["reset"]>[0] = {}): ReturnType<MdpEnv["reset"]> {
        this.resets.push(options);
        return super.reset(options);
      }
    }
    const resetsOf = (name: string): readonly unknown[] => {
      const evaluationEnv = new Noting(PAIR);
      const agent = createAgent(name, { actionCount: 2 });
      const options = { env: new MdpEnv(PAIR), evaluationEnv, agent, episodes: 6, evaluateEvery: 2 };
      train({ ...options, evaluationSeeds: [4, 9] });
      return evaluationEnv.resets;
    };
    const expected = [4, 9, 4, 9, 4, 9].map((seed) => ({ seed }));
    expect(resetsOf("q-learning")).toEqual(expected);
    expect(resetsOf("epsilon-greedy")).toEqual(expected);
  });

  it("gives an agent that has not changed the same numbers each time", () => {
    const agent = createAgent("q-learning", { actionCount: 2, stepSize: 1e-300, epsilon: 0 });
    const seen: number[] = [];
    train({
      ...{ env: new MdpEnv(PAIR), agent, episodes: 8, evaluateEvery: 2 },
      callbacks: [
        {
          onEvaluate: ({ evaluation }) => {
            seen.push(evaluation.mean.return);
            return undefined;
          },
        },
      ],
    });
    expect(new Set(seen).size).toBe(1);
    expect(seen).toHaveLength(4);
  });
});
