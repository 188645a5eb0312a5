import { describe, expect, it } from "vitest";
import "../../src/agents/register.ts";
import { createAgent } from "../../src/core/agent-registry.ts";
import { monitor } from "../../src/training/callbacks/index.ts";
import { train } from "../../src/training/train.ts";
import { Corridor, MaskedBandit } from "../support/toy-envs.ts";

function ticking(start: number, step: number): () => number {
  let now = start - step;
  return () => {
    now += step;
    return now;
  };
}

describe("monitor", () => {
  it("writes a line of JSON, a header and a line for each episode", () => {
    const lines: string[] = [];
    const agent = createAgent("q-learning", { actionCount: 2, epsilon: 0 });
    const callback = monitor({
      sink: (line) => lines.push(line),
      clock: ticking(1000, 0.25),
      envId: "toy/C",
    });
    const ends: string[] = [];
    const note = {
      onEpisodeEnd: (event: { readonly return: number; readonly steps: number }): undefined => {
        ends.push(`${Number(event.return.toFixed(6))},${event.steps}`);
      },
    };
    train({ env: new Corridor(), agent, episodes: 3, callbacks: [callback, note] });
    const rows = ["0.25,near", "0.5,far", "0.75,near"];
    expect(lines.slice(0, 2)).toEqual(['#{"t_start":1000,"env_id":"toy/C"}', "r,l,t,task,rawScore"]);
    expect(lines.slice(2).map((line) => line.replace(/,[01]$/, ""))).toEqual(
      rows.map((row, index) => `${ends[index]},${row}`),
    );
  });

  it("rounds to six decimals and quotes a task with a comma", () => {
    const lines: string[] = [];
    const callback = monitor({ sink: (line) => lines.push(line), clock: () => 7, envId: "e" });
    const ending = { taskId: 'a,"b"', rawScore: 1 / 3, score: 0, outcome: "", success: false };
    callback.onRunStart?.({ episodes: 1, done: 0 });
    callback.onEpisodeReport?.({ episodes: 1, return: 0.1 + 0.2, steps: 4, ending });
    expect(lines[2]).toBe(`0.3,4,0,"a,""b""",${1 / 3}`);
  });

  it("leaves task and score empty where the environment tells none", () => {
    const lines: string[] = [];
    const agent = createAgent("epsilon-greedy", { actionCount: 3 });
    const callbacks = [monitor({ sink: (line) => lines.push(line), clock: () => 0, envId: "e" })];
    train({ env: new MaskedBandit(), agent, episodes: 1, callbacks });
    expect(lines[2]).toMatch(/^[12],1,0,,$/);
  });

  it("goes on with the same start and no second header", () => {
    const lines: string[] = [];
    const sink = (line: string): void => {
      lines.push(line);
    };
    const first = monitor({ sink, clock: () => 100, envId: "e" });
    first.onRunStart?.({ episodes: 2, done: 0 });
    const second = monitor({ sink, clock: () => 130, envId: "e" });
    second.restore?.(first.save?.() ?? null);
    second.onRunStart?.({ episodes: 2, done: 1 });
    second.onEpisodeReport?.({ episodes: 2, return: 1, steps: 2, ending: undefined });
    expect(lines).toHaveLength(3);
    expect(lines[2]).toBe("1,2,30,,");
  });
});
