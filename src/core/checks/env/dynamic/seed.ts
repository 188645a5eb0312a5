import type { Report } from "../../check.ts";
import type { EnvCheck, EnvTrial, Outcome } from "../trial.ts";
import { type RecordedEpisode, recordingOf } from "./recording.ts";
import { firstDivergence } from "./replay.ts";

/** Episodes that are played again after a second seeded reset. */
const EPISODES_AGAIN = 5;
const SEEDS = 100;
const STEPS_PER_SEED = 20;

function checkStreamsRestart(trial: EnvTrial, report: Report): void {
  const episodes = recordingOf(trial).slice(0, Math.max(EPISODES_AGAIN, trial.make().taskIds.length + 1));
  const env = trial.make();
  if (firstDivergence(env, episodes) !== undefined) return;
  const found = firstDivergence(env, episodes);
  if (found !== undefined)
    report({ ...found, path: `played again after a second reset({ seed }) · ${found.path}` });
}

function checkCompleteReset(trial: EnvTrial, report: Report): void {
  const episodes = recordingOf(trial).slice(0, EPISODES_AGAIN);
  const [first] = episodes;
  const env = trial.make();
  if (first === undefined || firstDivergence(env, episodes) !== undefined) return;
  const half: RecordedEpisode = { ...first, steps: first.steps.slice(0, Math.ceil(first.steps.length / 2)) };
  const running = trial.make();
  if (firstDivergence(running, [half]) !== undefined) return;
  const found = firstDivergence(running, episodes);
  if (found !== undefined) report({ ...found, path: `after a seeded reset in mid-episode · ${found.path}` });
}

/** Whether another seed changes what the first actions of an episode give; the infos are left out. */
function* seedsThatDiffer(trial: EnvTrial): Generator<{ readonly seed: number; readonly path: string }> {
  const [first] = recordingOf(trial);
  if (first === undefined) return;
  const env = trial.make();
  const bare = { ...first, steps: first.steps.slice(0, STEPS_PER_SEED) };
  for (let seed = trial.seed + 1; seed <= trial.seed + SEEDS; seed += 1) {
    const found = firstDivergence(env, [{ ...bare, options: { seed } }], { part: withoutInfo });
    if (found !== undefined) yield { seed, path: found.path };
  }
}

function withoutInfo({ info: _info, ...outcome }: Outcome): unknown {
  return outcome;
}

function checkClaimedRandomness(trial: EnvTrial, report: Report): void {
  if (!trial.make().metadata.stochastic) return;
  for (const _ of seedsThatDiffer(trial)) return;
  const got = `the same episode for ${SEEDS + 1} seeds`;
  report({ path: "metadata.stochastic", expected: "seeds that lead to different episodes", got });
}

function checkClaimedDeterminism(trial: EnvTrial, report: Report): void {
  if (trial.make().metadata.stochastic) return;
  for (const { seed, path } of seedsThatDiffer(trial)) {
    const got = `seed ${seed} and seed ${trial.seed} differ`;
    report({ path, expected: "the same for every seed, as `metadata.stochastic` is false", got });
    return;
  }
}

/** Checks of what a seed does. */
export const SEED_CHECKS: readonly EnvCheck[] = [
  {
    code: "ENV-SEED-001",
    severity: "error",
    title: "a seeded reset restarts every stream, so that the episodes after it come again too",
    hint: "Recreate the generators on a seeded reset, also those that only later episodes draw from, and restart the task cycle.",
    run: checkStreamsRestart,
  },
  {
    code: "ENV-SEED-002",
    severity: "error",
    title: "a seeded reset in mid-episode leaves nothing of that episode behind",
    hint: "Set every field of the episode in `reset`, not only where an episode ends.",
    run: checkCompleteReset,
  },
  {
    code: "ENV-SEED-003",
    severity: "warning",
    title: "seeds lead to different episodes where `metadata.stochastic` is true",
    hint: "Draw from the seeded stream, or set `metadata.stochastic` to false.",
    run: checkClaimedRandomness,
  },
  {
    code: "ENV-SEED-004",
    severity: "error",
    title: "seeds make no difference where `metadata.stochastic` is false",
    hint: "Set `metadata.stochastic` to true: planners take the dynamics for certain otherwise.",
    run: checkClaimedDeterminism,
  },
];
