import { describe, expect, it } from "vitest";
import "../../src/agents/register.ts";
import { createAgent } from "../../src/core/agent-registry.ts";
import { everyEpisodes, everySteps, isLogSpaced, logSpaced } from "../../src/training/callbacks/index.ts";
import type { TrainingCallback, TrainingResult } from "../../src/training/callbacks.ts";
import { train } from "../../src/training/train.ts";
import { LimitedLoop } from "../support/toy-envs.ts";

function run(callback: TrainingCallback, episodes: number): TrainingResult {
  const agent = createAgent("q-learning", { actionCount: 1 });
  return train({ env: new LimitedLoop(), agent, episodes, evaluateEvery: 0, callbacks: [callback] });
}

describe("log-spaced episodes", () => {
  it("are few, and evenly spread over the decades", () => {
    const all = Array.from({ length: 3000 }, (_, index) => index).filter(isLogSpaced);
    expect(all).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9],
      ...[10, 12, 14, 17, 20, 25, 30, 40, 50, 60, 70, 80, 90],
      ...[100, 120, 140, 170, 200, 250, 300, 400, 500, 600, 700, 800, 900],
      ...[1000, 1200, 1400, 1700, 2000, 2500],
    ]);
  });

  it("are exact in the last decades too", () => {
    expect([1.7e12, 1.4e15, 9e15].every(isLogSpaced)).toBe(true);
    expect([1.7e12 + 1, 1.1e12, 0, -1, 1.5, Number.NaN].some(isLogSpaced)).toBe(false);
  });

  it("are those at which the callback calls", () => {
    const seen: number[] = [];
    run(
      logSpaced(({ episodes }) => seen.push(episodes)),
      15,
    );
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14]);
    expect(
      run(
        logSpaced(() => "stop"),
        15,
      ).episodes,
    ).toBe(1);
  });
});

describe("everySteps and everyEpisodes", () => {
  it("call at every n-th", () => {
    const seen: number[] = [];
    run(
      everySteps(4, ({ steps }) => seen.push(steps)),
      2,
    );
    run(
      everyEpisodes(2, ({ episodes }) => seen.push(episodes)),
      5,
    );
    expect(seen).toEqual([4, 8, 2, 4]);
  });

  it("stop the training where the function says so, whatever else it returns", () => {
    expect(
      run(
        everySteps(3, () => "stop"),
        9,
      ).steps,
    ).toBe(3);
    expect(
      run(
        everyEpisodes(3, () => "stop"),
        9,
      ).episodes,
    ).toBe(3);
    expect(
      run(
        everyEpisodes(3, () => "go on"),
        9,
      ).episodes,
    ).toBe(9);
  });

  it("need an integer from 1", () => {
    expect(() => everySteps(0, () => undefined)).toThrow("Expected `n` to be an integer >= 1, got 0.");
    expect(() => everyEpisodes(1.5, () => undefined)).toThrow("Expected `n` to be an integer >= 1, got 1.5.");
  });
});
