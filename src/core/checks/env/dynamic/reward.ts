import type { EpisodeSummary } from "../../../env.ts";
import type { Observed, Report } from "../../check.ts";
import { kindOf } from "../../show-value.ts";
import { type EnvCheck, type EnvTrial, goesOn } from "../trial.ts";
import { changesTask } from "./changes-task.ts";
import { isPlain } from "./copy.ts";
import { placeOf, type RecordedEpisode, recordingOf, scriptedEpisode } from "./recording.ts";

/** Rounding that a sum of rewards may show, relative to the sum of their sizes. */
const TOLERANCE = 1e-9;

interface Named {
  readonly name: (step: number) => string;
  readonly episode: RecordedEpisode;
}

function episodesOf(trial: EnvTrial): Named[] {
  const recorded = recordingOf(trial).map((episode, number) => ({
    episode,
    name: (step: number) => placeOf(number, step),
  }));
  const scripted = scriptedEpisode(trial);
  if (scripted === undefined) return recorded;
  return [...recorded, { episode: scripted, name: (step) => `the script · step ${step}` }];
}

function checkParts(trial: EnvTrial, report: Report): void {
  for (const { name, episode } of episodesOf(trial)) {
    for (const [index, { reward, info }] of episode.steps.entries()) {
      const wrong = info.rewardComponents && wrongParts(info.rewardComponents, reward);
      if (wrong === undefined) continue;
      report({ path: `${name(index + 1)} · info.rewardComponents`, ...wrong });
      return;
    }
  }
}

/** What is wrong with the parts of a reward, or `undefined` if they sum to it. */
function wrongParts(components: unknown, reward: number): Omit<Observed, "path"> | undefined {
  if (!isPlain(components)) return { expected: "a record of named parts", got: kindOf(components) };
  const parts = Object.values(components) as number[];
  const sum = parts.length === 0 ? 0 : parts.reduce((total, part) => total + part);
  if (sum === reward) return undefined;
  return { expected: `parts that sum to the reward, ${reward}`, got: `${parts.join(" + ")} = ${sum}` };
}

function checkTooEarly(trial: EnvTrial, report: Report): void {
  for (const { name, episode } of episodesOf(trial)) {
    const results = [episode.reset, ...episode.steps.filter(goesOn)];
    const index = results.findIndex(({ info }) => info.episode !== undefined);
    if (index < 0) continue;
    report({ path: `${name(index)} · info.episode`, expected: "nothing before the end", got: "a summary" });
    return;
  }
}

function checkAtEveryEnd(trial: EnvTrial, report: Report): void {
  const episodes = episodesOf(trial);
  const ends = episodes.flatMap(({ name, episode: { steps } }) => {
    const last = steps.at(-1);
    return last === undefined || goesOn(last)
      ? []
      : [{ path: name(steps.length), summary: last.info.episode }];
  });
  const missing = ends.find(({ summary }) => summary === undefined);
  if (
    missing === undefined ||
    ends.every(({ summary }) => summary === undefined) ||
    changesTask(trial.make())
  )
    return;
  report({ path: `${missing.path} · info.episode`, expected: "a summary, as at other ends", got: "nothing" });
}

function checkSummaries(trial: EnvTrial, report: Report): void {
  const changed = changesTask(trial.make());
  for (const { name, episode } of episodesOf(trial)) {
    const { steps } = episode;
    const summary = steps.at(-1)?.info.episode;
    if (summary === undefined) continue;
    const fault =
      scoreFault(summary) ??
      (changed
        ? undefined
        : sumFault(
            summary,
            steps.map(({ reward }) => reward),
          ));
    if (fault === undefined) continue;
    report({ ...fault, path: `${name(steps.length)} · info.episode.${fault.path}` });
    return;
  }
}

interface Fault {
  readonly path: string;
  readonly expected: string;
  readonly got: string;
}

function scoreFault(summary: EpisodeSummary): Fault | undefined {
  for (const path of ["rawScore", "score"] as const) {
    const score = summary[path];
    if (!(score >= 0 && score <= 1)) return { path, expected: "a number in [0, 1]", got: String(score) };
  }
  return undefined;
}

function sumFault(summary: EpisodeSummary, rewards: readonly number[]): Fault | undefined {
  const sum = rewards.reduce((total, reward) => total + reward, 0);
  const size = rewards.reduce((total, reward) => total + Math.abs(reward), 1);
  if (!(Math.abs(summary.return - sum) <= TOLERANCE * size)) {
    return { path: "return", expected: `the sum of the rewards, ${sum}`, got: String(summary.return) };
  }
  if (summary.steps !== rewards.length) {
    return { path: "steps", expected: `the number of steps, ${rewards.length}`, got: String(summary.steps) };
  }
  return undefined;
}

/** Checks of rewards and of the summaries of episodes. */
export const REWARD_CHECKS: readonly EnvCheck[] = [
  {
    code: "ENV-REWARD-001",
    severity: "error",
    title: "the parts of a reward sum to it exactly, in their order",
    hint: "Compute the reward as the sum of `info.rewardComponents`, from the first part to the last.",
    run: checkParts,
  },
  {
    code: "ENV-EPISODE-001",
    severity: "error",
    title: "`info.episode` is absent before the end",
    hint: "Add the summary to the info of the last step alone: it tells how the episode was graded.",
    run: checkTooEarly,
  },
  {
    code: "ENV-EPISODE-002",
    severity: "error",
    title: "`info.episode` is present at every end, or at none",
    hint: "Add the summary on termination and on truncation alike.",
    run: checkAtEveryEnd,
  },
  {
    code: "ENV-EPISODE-003",
    severity: "error",
    title: "`info.episode` agrees with the episode: its return, its steps, and scores in [0, 1]",
    hint: "Count from the reset on and include the last step; wrappers that change the reward declare `changesTask`.",
    run: checkSummaries,
  },
];
