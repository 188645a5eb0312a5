import type { Env } from "../../../env.ts";
import { GymError } from "../../../errors.ts";
import type { JsonValue } from "../../../json.ts";
import type { Observed, Report } from "../../check.ts";
import { firstDifference } from "../../difference.ts";
import type { EnvCheck, EnvTrial } from "../trial.ts";
import { placeOf, type RecordedEpisode, recordingOf } from "./recording.ts";
import { firstDivergence, follow, type Position, said } from "./replay.ts";

/** Episodes that are played with snapshots. */
const EPISODES = 4;
const GARBAGE: readonly JsonValue[] = [null, 3, "nonsense", [], {}, { nonsense: 1 }];

/** Whether the environment has snapshots; one that has none says so with a `GymError` `UNSUPPORTED`. */
function hasSnapshots(trial: EnvTrial): boolean {
  const env = trial.make();
  env.reset({ seed: trial.seed });
  try {
    env.snapshot();
    return true;
  } catch (error) {
    if (error instanceof GymError && error.code === "UNSUPPORTED") return false;
    throw error;
  }
}

/** The first recorded episodes, if snapshots can be checked: there are some, and plain play comes again. */
function episodesFor(trial: EnvTrial): readonly RecordedEpisode[] {
  const episodes = recordingOf(trial).slice(0, EPISODES);
  return hasSnapshots(trial) && firstDivergence(trial.make(), episodes) === undefined ? episodes : [];
}

/** Before the first step, in the middle and after the end of the second episode, and in the middle of the first. */
function positionsIn(episodes: readonly RecordedEpisode[]): Position[] {
  return episodes.slice(0, 2).flatMap(({ steps }, episode) => {
    const places = new Set([0, Math.floor(steps.length / 2), steps.length]);
    return [...places].map((step) => ({ episode, step }));
  });
}

/** Plays recorded episodes up to a position. */
function playTo(env: Env, episodes: readonly RecordedEpisode[], { episode, step }: Position): void {
  const before = episodes.slice(0, episode + 1).map((each, index) => ({
    ...each,
    steps: index < episode ? each.steps : each.steps.slice(0, step),
  }));
  firstDivergence(env, before);
}

/** A snapshot that went through JSON, taken just after a step (0 is the reset) of an episode. */
function snapshotAt(env: Env, episodes: readonly RecordedEpisode[], position: Position): JsonValue {
  playTo(env, episodes, position);
  return JSON.parse(JSON.stringify(env.snapshot())) as JsonValue;
}

/** Restores a snapshot and plays on; where that first differs from the record. */
function divergenceFrom(
  saved: JsonValue,
  env: Env,
  { episodes, from }: { readonly episodes: readonly RecordedEpisode[]; readonly from: Position },
): Observed | undefined {
  try {
    env.restore(saved);
  } catch (error) {
    return { path: "restore", expected: "no error", got: said(error) };
  }
  return firstDivergence(env, episodes, { from });
}

/** The call that comes after a position. */
function after(episodes: readonly RecordedEpisode[], { episode, step }: Position): Position {
  const isLast = step >= (episodes[episode]?.steps.length ?? 0);
  return isLast ? { episode: episode + 1, step: 0 } : { episode, step: step + 1 };
}

function checkNoSideEffect(trial: EnvTrial, report: Report): void {
  const episodes = episodesFor(trial);
  const env = trial.make();
  const found = firstDivergence(env, episodes, { after: () => void env.snapshot() });
  if (found !== undefined) report({ ...found, path: `with a snapshot after every call · ${found.path}` });
}

function checkSameInstance(trial: EnvTrial, report: Report): void {
  const episodes = episodesFor(trial);
  for (const position of positionsIn(episodes)) {
    const env = trial.make();
    const saved = snapshotAt(env, episodes, position);
    const from = after(episodes, position);
    if (firstDivergence(env, episodes, { from }) !== undefined) continue;
    const found = divergenceFrom(saved, env, { episodes, from });
    if (found === undefined) continue;
    report({
      ...found,
      path: `from a snapshot at ${placeOf(position.episode, position.step)} · ${found.path}`,
    });
    return;
  }
}

function checkOtherInstance(trial: EnvTrial, report: Report): void {
  const episodes = episodesFor(trial);
  for (const position of positionsIn(episodes)) {
    const saved = snapshotAt(trial.make(), episodes, position);
    for (const [name, env] of [
      ["a new instance", trial.make()] as const,
      ["a used instance", usedInstance(trial)] as const,
    ]) {
      const found = divergenceFrom(saved, env, { episodes, from: after(episodes, position) });
      if (found === undefined) continue;
      const place = placeOf(position.episode, position.step);
      report({ ...found, path: `from a snapshot at ${place}, in ${name} · ${found.path}` });
      return;
    }
  }
}

/** An instance in the middle of another episode. */
function usedInstance(trial: EnvTrial): Env {
  const env = trial.make();
  const [first] = recordingOf(trial);
  if (first !== undefined) {
    const calls = follow(env, [{ ...first, options: { seed: trial.seed + 1 } }]);
    for (let call = 0; call < Math.max(1, first.steps.length / 2); call += 1) calls.next();
  }
  return env;
}

function checkKept(trial: EnvTrial, report: Report): void {
  const episodes = episodesFor(trial);
  for (const position of positionsIn(episodes)) {
    const env = trial.make();
    playTo(env, episodes, position);
    const snapshot = env.snapshot();
    const before = plain(snapshot);
    const from = after(episodes, position);
    for (const [what, use] of [
      ["later steps and another snapshot", () => goOn(env, episodes, from)],
      ["a restore and later steps", () => divergenceFrom(snapshot, env, { episodes, from })],
    ] as const) {
      use();
      const changed = firstDifference(before, plain(snapshot));
      if (changed === undefined) continue;
      const place = placeOf(position.episode, position.step);
      report({
        ...changed,
        path: `snapshot at ${place}, after ${what} · ${changed.path.replace(/^\./, "")}`,
      });
      return;
    }
  }
}

/** Plays on from a position and takes a snapshot at the end. */
function goOn(env: Env, episodes: readonly RecordedEpisode[], from: Position): void {
  firstDivergence(env, episodes, { from });
  env.snapshot();
}

const plain = (snapshot: JsonValue): unknown => JSON.parse(JSON.stringify(snapshot ?? null));

function checkGarbage(trial: EnvTrial, report: Report): void {
  const episodes = episodesFor(trial);
  const [first] = episodes;
  if (first === undefined) return;
  const position = { episode: 0, step: Math.floor(first.steps.length / 2) };
  for (const garbage of GARBAGE) {
    const env = trial.make();
    playTo(env, episodes, position);
    const path = `restore(${JSON.stringify(garbage)})`;
    const thrown = refusal(env, garbage);
    if (thrown !== undefined) {
      report({ path, expected: "a typed error, such as SnapshotError", got: thrown });
      return;
    }
    const found = firstDivergence(env, episodes, { from: after(episodes, position) });
    if (found === undefined) continue;
    report({ ...found, path: `after the refused ${path} · ${found.path}` });
    return;
  }
}

/** What is wrong with how a value is refused, or `undefined` if it is refused with a typed error. */
function refusal(env: Env, garbage: JsonValue): string | undefined {
  try {
    env.restore(garbage);
  } catch (error) {
    return error instanceof GymError ? undefined : said(error);
  }
  return "no error";
}

/** Checks of `snapshot` and `restore`. */
export const SNAPSHOT_CHECKS: readonly EnvCheck[] = [
  {
    code: "ENV-SNAPSHOT-001",
    severity: "error",
    title: "taking a snapshot changes nothing",
    hint: "Only read in `snapshot`: draw nothing and copy what it returns.",
    run: checkNoSideEffect,
  },
  {
    code: "ENV-SNAPSHOT-002",
    severity: "error",
    title: "a restored snapshot goes on exactly as before, at the start, in mid-episode and after the end",
    hint: "Save every field that changes during an episode, the state of the random streams and the task cycle included.",
    run: checkSameInstance,
  },
  {
    code: "ENV-SNAPSHOT-003",
    severity: "error",
    title: "a snapshot goes on in another instance, new or used, as in its own",
    hint: "Keep nothing that a snapshot needs in the instance or the module, and set every field in `restore`.",
    run: checkOtherInstance,
  },
  {
    code: "ENV-SNAPSHOT-004",
    severity: "error",
    title: "what is no snapshot is refused with a typed error, and nothing changes",
    hint: "Check the whole snapshot before anything is written, and throw a SnapshotError.",
    run: checkGarbage,
  },
  {
    code: "ENV-SNAPSHOT-005",
    severity: "error",
    title: "a snapshot stays as it was taken, whatever is played or restored afterwards",
    hint: "Copy state in `snapshot` and in `restore`: neither may share an object with the environment.",
    run: checkKept,
  },
];
