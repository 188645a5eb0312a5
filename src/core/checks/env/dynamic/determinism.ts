import type { Report } from "../../check.ts";
import { canSample, type EnvCheck, type EnvTrial, goesOn, sampleAllowed } from "../trial.ts";
import { recordingOf } from "./recording.ts";
import { firstDivergence, follow } from "./replay.ts";

function checkEpisodes(trial: EnvTrial, report: Report): void {
  const found = firstDivergence(trial.make(), recordingOf(trial));
  if (found !== undefined) report(found);
}

/** Plays on and on, one step at each call, whatever another environment does. */
function disturber({ make, seed }: EnvTrial): () => void {
  const env = make();
  let isRunning = false;
  return () => {
    if (!isRunning || !canSample(env)) env.reset({ seed: seed + 1 });
    isRunning = canSample(env) && goesOn(env.step(sampleAllowed(env)));
  };
}

/** Two instances with the same seed in lock-step, and a third with another seed between them. */
function checkInterleaved(trial: EnvTrial, report: Report): void {
  const episodes = recordingOf(trial);
  if (firstDivergence(trial.make(), episodes) !== undefined) return;
  const [left, right] = [follow(trial.make(), episodes), follow(trial.make(), episodes)];
  const disturb = disturber(trial);
  for (;;) {
    disturb();
    const turns = [left.next(), right.next()];
    if (turns.some(({ done }) => done)) return;
    const found = turns.find(({ value }) => value !== undefined)?.value;
    if (found !== undefined) {
      report({ ...found, path: `with other instances in between · ${found.path}` });
      return;
    }
  }
}

/** Checks that play depends on seed and actions alone. */
export const DETERMINISM_CHECKS: readonly EnvCheck[] = [
  {
    code: "ENV-DETERMINISM-001",
    severity: "error",
    title: "whole episodes come again in another instance with the same seed and actions",
    hint: "Draw every random number from the seeded stream, and keep no state outside the instance.",
    run: checkEpisodes,
  },
  {
    code: "ENV-DETERMINISM-002",
    severity: "error",
    title: "instances played by turns go as they go alone",
    hint: "Keep the episode in fields of the instance: module variables and static fields are shared by all.",
    run: checkInterleaved,
  },
];
