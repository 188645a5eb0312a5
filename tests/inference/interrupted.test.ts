import { describe, expect, it } from "vitest";
import { runBaseline } from "../../src/inference/baseline.ts";
import { localDesk } from "../../src/inference/desk.ts";
import { HeuristicPlayer, type Player } from "../../src/inference/player.ts";

const SETTINGS = { task: undefined, benchmark: "supportdesk_env", maxSteps: 8, successThreshold: 0.9 };

/** Plays two steps by the heuristic, then stops the run and never answers again. */
function stalling(stop: () => void): Player {
  const heuristic = new HeuristicPlayer();
  let steps = 0;
  return {
    name: "stalling",
    act: (observation) => {
      steps += 1;
      if (steps <= 2) return heuristic.act(observation);
      stop();
      return new Promise(() => {});
    },
  };
}

describe("a run that is stopped while a model thinks", () => {
  it("ends its episode with its end line, starts no other, and says why", async () => {
    const controller = new AbortController();
    const lines: string[] = [];
    const run = runBaseline({
      desk: localDesk(),
      player: stalling(() => controller.abort(new Error("stopped"))),
      settings: SETTINGS,
      print: (line) => lines.push(line),
      signal: controller.signal,
    });
    await expect(run).rejects.toThrow("stopped");
    expect(lines.map((line) => line.split(" ")[0])).toEqual(["[START]", "[STEP]", "[STEP]", "[END]"]);
    expect(lines[3]).toBe("[END] success=false steps=2 score=0.75 rewards=0.50,0.25");
  });
});
