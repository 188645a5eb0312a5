import type { Env } from "../../../env.ts";
import type { Report } from "../../check.ts";
import type { EnvCheck, EnvTrial } from "../trial.ts";
import { nameOf } from "./actions.ts";
import { type RecordedEpisode, recordEpisodes } from "./recording.ts";

/** Rounding in which rewards may differ. */
const TOLERANCE = 1e-9;
/** Last actions of a history that are shown. */
const MOST_SHOWN = 6;
/** What follows where something stopped the episode from outside; it equals everything. */
const STOPPED = "a stop from outside";

/** Episodes and steps that are searched for such pairs. */
const EPISODES = 300;
const MOST_STEPS = 5000;

/** What an action led to from an observed key. */
interface Seen {
  readonly episode: RecordedEpisode;
  readonly step: number;
  readonly reward: number;
  readonly terminated: boolean;
  /** Observation and mask that followed. */
  readonly next: string;
}

/** Pairs of histories that look the same and go on differently. */
function* twins(episodes: readonly RecordedEpisode[]): Generator<readonly [Seen, Seen]> {
  const seen = new Map<string, Seen>();
  for (const episode of episodes) {
    for (const step of episode.steps.keys()) {
      const before = look(step === 0 ? episode.reset : episode.steps[step - 1]);
      const choice = `${before} ${JSON.stringify(episode.actions[step])}`;
      const here = seenAt(episode, step);
      const known = seen.get(choice);
      if (known === undefined) seen.set(choice, here);
      else if (differ(known, here)) yield [known, here];
    }
  }
}

function seenAt(episode: RecordedEpisode, step: number): Seen {
  const result = episode.steps[step];
  const { reward = 0, terminated = false, truncated = false } = result ?? {};
  return {
    episode,
    step,
    reward,
    terminated,
    next: terminated ? "the end" : truncated ? STOPPED : look(result),
  };
}

/** Observation and mask as text. */
function look(result: RecordedEpisode["reset"] | undefined): string {
  const mask = result?.info.actionMask;
  return `${String(result?.observation)}${mask === undefined ? "" : ` with mask ${mask.join("")}`}`;
}

function differ(left: Seen, right: Seen): boolean {
  if (Math.abs(left.reward - right.reward) > TOLERANCE || left.terminated !== right.terminated) return true;
  return left.next !== right.next && left.next !== STOPPED && right.next !== STOPPED;
}

function historyOf(env: Env, { episode, step }: Seen): string {
  const names = episode.actions.slice(0, step).map((action) => nameOf(env, action));
  const shown = names.length > MOST_SHOWN ? ["…", ...names.slice(-MOST_SHOWN)] : names;
  const task = episode.steps.at(-1)?.info.episode?.taskId;
  return `${task === undefined ? "" : `${task}: `}${shown.join(", ") || "the reset alone"}`;
}

/** What followed; the mask is left out where the observations tell the two apart. */
function resultOf({ reward, next }: Seen, { next: other }: Seen): string {
  const [observation, otherObservation] = [next.split(" with")[0], other.split(" with")[0]];
  return `reward ${reward}, then ${observation === otherObservation ? next : observation}`;
}

function checkMarkov(trial: EnvTrial, report: Report): void {
  const env = trial.make();
  const { observation } = env.reset({ seed: trial.seed });
  if (env.metadata.stochastic || !Number.isInteger(observation)) return;
  const episodes = recordEpisodes(trial, Math.max(EPISODES, trial.episodes), MOST_STEPS);
  for (const [first, second] of twins(episodes)) {
    const { actions, reset, steps } = first.episode;
    const key = String((first.step === 0 ? reset : steps[first.step - 1])?.observation);
    report({
      path: `observation ${key} · then ${nameOf(env, actions[first.step])}`,
      expected: `the same after [${historyOf(env, first)}] as after [${historyOf(env, second)}]`,
      got: `${resultOf(first, second)}; and ${resultOf(second, first)}`,
    });
  }
}

/** Checks that an integer observation says enough. */
export const KEY_CHECKS: readonly EnvCheck[] = [
  {
    code: "ENV-KEY-001",
    severity: "warning",
    most: 3,
    title: "histories with the same integer observation and mask go on the same way",
    hint: "Not Markov for this encoder: a table learner cannot tell the two apart. Choose an encoder that shows what differs, or live with it.",
    run: checkMarkov,
  },
];
