import { describe, expect, it } from "vitest";
import "../../src/agents/register.ts";
import { createAgent } from "../../src/core/agent-registry.ts";
import type { Signal, TrainingCallback, TrainingResult } from "../../src/training/callbacks.ts";
import { train } from "../../src/training/train.ts";
import { Corridor, LimitedLoop } from "../support/toy-envs.ts";

type Event = keyof TrainingCallback;

/** Notes every event in `log`, and asks to stop at the `nth` of one kind. */
function logger(log: string[], stopAt?: Event, nth = 1): TrainingCallback {
  let count = 0;
  const note = (event: Event, detail: number | string): Signal => {
    log.push(`${event} ${detail}`);
    if (event === stopAt) count += 1;
    return event === stopAt && count === nth ? "stop" : undefined;
  };
  return {
    onRunStart: ({ episodes }) => note("onRunStart", episodes),
    onEpisodeStart: ({ episodes }) => note("onEpisodeStart", episodes),
    onStep: ({ steps }) => note("onStep", steps),
    onEpisodeEnd: (event) => note("onEpisodeEnd", `${event.episodes} ${event.steps} ${event.return}`),
    onEpisodeReport: (event) => note("onEpisodeReport", event.episodes),
    onEvaluate: ({ point }) => note("onEvaluate", point.episodes),
    onRunEnd: ({ episodes }) => note("onRunEnd", episodes),
  };
}

function run(callbacks: readonly TrainingCallback[], episodes = 2): TrainingResult {
  const agent = createAgent("q-learning", { actionCount: 1 });
  return train({ env: new LimitedLoop(), agent, episodes, evaluateEvery: 2, callbacks });
}

describe("training callbacks", () => {
  it("are called in the order in which things happen", () => {
    const log: string[] = [];
    run([logger(log)], 3);
    const episode = (index: number): string[] => [
      `onEpisodeStart ${index}`,
      ...[1, 2, 3, 4, 5].map((step) => `onStep ${5 * index + step}`),
      `onEpisodeEnd ${index + 1} 5 5`,
      `onEpisodeReport ${index + 1}`,
    ];
    expect(log).toEqual([
      "onRunStart 3",
      ...episode(0),
      ...episode(1),
      "onEvaluate 2",
      ...episode(2),
      "onEvaluate 3",
      "onRunEnd 3",
    ]);
  });

  it.each<[Event, number, number, number, readonly number[]]>([
    ["onRunStart", 1, 0, 0, []],
    ["onEpisodeStart", 1, 0, 0, []],
    ["onEpisodeStart", 4, 3, 15, [2, 3]],
    ["onStep", 3, 0, 3, []],
    ["onStep", 10, 2, 10, [2]],
    ["onStep", 12, 2, 12, [2]],
    ["onEpisodeEnd", 1, 1, 5, [1]],
    ["onEpisodeEnd", 2, 2, 10, [2]],
    ["onEpisodeReport", 3, 3, 15, [2, 3]],
    ["onEvaluate", 1, 2, 10, [2]],
    ["onEvaluate", 2, 4, 20, [2, 4]],
    ["onRunEnd", 1, 6, 30, [2, 4, 6]],
  ])("stop cleanly after %s number %i", (event, nth, episodes, steps, points) => {
    const log: string[] = [];
    const result = run([logger(log, event, nth)], 6);
    expect(result).toMatchObject({ episodes, steps });
    expect(result.curve.map((point) => point.episodes)).toEqual(points);
    expect(result.evaluation.mean.return).toBe(5);
    expect(log.at(-1)).toBe(`onRunEnd ${episodes}`);
  });

  it("all see the event at which one of them stops", () => {
    const logs: string[][] = [[], []];
    run(logs.map((log, i) => logger(log, i === 0 ? "onStep" : undefined)));
    expect(logs[1]).toEqual(logs[0]);
  });

  it("see an evaluation of the agent as it is when it stopped within an episode", () => {
    const agent = createAgent("q-learning", { actionCount: 2, stepSize: 1, epsilon: 0 });
    let steps = 0;
    const stop: TrainingCallback = {
      onStep() {
        steps += 1;
        return agent.explain(3).values[1] === 0.9 ? "stop" : undefined;
      },
    };
    const { evaluation } = train({ env: new Corridor(), agent, episodes: 1000, callbacks: [stop] });
    expect(steps).toBeGreaterThan(0);
    expect(evaluation.tasks[0]).toMatchObject({ taskId: "near", rawScore: 1 });
  });

  it("may be objects with a state of their own", () => {
    class Counter implements TrainingCallback {
      steps = 0;
      onStep(): Signal {
        this.steps += 1;
        return undefined;
      }
    }
    const counter = new Counter();
    run([counter]);
    expect(counter.steps).toBe(10);
  });
});
