import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CANONICAL_TASK_IDS } from "../../src/supportdesk/canonical/task-ids.ts";
import type { EpisodeReport, Signal } from "../../src/training/callbacks.ts";
import { createTraining } from "../../src/training/train.ts";
import { left, made, PLAIN, watching } from "../support/kernel-trainings.ts";
import { anyTraining, type Training } from "../support/training-arbitraries.ts";

/** A whole run, its result included, with a line for each report; its callback stops or throws where told to. */
function withReports(training: Training, at: { stop?: number; fail?: number }, watched: boolean): string {
  const setup = made(training);
  const { seed, episodes, evaluateEvery } = training;
  const lines: string[] = [];
  const onEpisodeReport = (event: EpisodeReport): Signal => {
    lines.push(JSON.stringify(event));
    if (event.episodes === at.fail) throw new Error("full disk");
    return event.episodes === at.stop ? "stop" : undefined;
  };
  const callbacks = [{ onEpisodeReport }, watched ? watching() : {}];
  const run = createTraining({ ...setup, seed, episodes, evaluateEvery, callbacks });
  if (at.fail === undefined) run.advance();
  else expect(() => run.advance()).toThrow("full disk");
  return left(setup, { lines, saved: run.save(), result: at.fail === undefined ? run.finish() : undefined });
}

describe("a training on compiled arrays that reports its episodes", () => {
  it("reports the same, and ends the same where a callback stops it or throws", () => {
    const where = fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined });
    fc.assert(
      fc.property(anyTraining, where, where, (training, stop, fail) => {
        const episodes = 30;
        const at = { ...(stop && { stop }), ...(fail && fail < (stop ?? 31) && { fail }) };
        const [compiled, watched] = [false, true].map((each) =>
          withReports({ ...training, episodes }, at, each),
        );
        expect(compiled).toBe(watched);
      }),
      { numRuns: 60 },
    );
  });

  it("tells how an episode ended", () => {
    const reports: EpisodeReport[] = [];
    const onEpisodeReport = (event: EpisodeReport): undefined => void reports.push(event);
    const setup = made({ ...PLAIN, desk: { actions: "minimal~submit+submit" } });
    const run = createTraining({ ...setup, episodes: 8, callbacks: [{ onEpisodeReport }] });
    run.advance();
    expect(run.stepByStepReason).toBeUndefined();
    expect(reports.map(({ episodes, ending }) => [episodes, ending?.taskId, ending?.outcome])).toEqual(
      [...CANONICAL_TASK_IDS, ...CANONICAL_TASK_IDS].map((task, index) => [
        index + 1,
        task,
        expect.any(String),
      ]),
    );
  });
});
