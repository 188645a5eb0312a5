import type { Env } from "../../../env.ts";
import type { Observed } from "../../check.ts";
import { firstDifference } from "../../difference.ts";
import type { Outcome } from "../trial.ts";
import { copyOf } from "./copy.ts";
import { placeOf, type RecordedEpisode } from "./recording.ts";

/** Where a replay begins: with the reset of an episode (step 0) or after some of its steps. */
export interface Position {
  readonly episode: number;
  readonly step: number;
}

/** What is done around each call of a replay. */
export interface Around {
  /** After a call, with what it gave and what it was given. */
  readonly after?: (given: unknown, outcome: Outcome) => void;
  /** What of a result is compared. @defaultValue all of it */
  readonly part?: (outcome: Outcome) => unknown;
}

const START: Position = { episode: 0, step: 0 };

/** What a thrown value says. */
export function said(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/**
 * Plays recorded episodes again, one call at each turn, and yields where the result of the call differs.
 *
 * @param from - Call to begin with; the environment must stand just before it.
 */
export function* follow(
  env: Env,
  episodes: readonly RecordedEpisode[],
  options: Around & { readonly from?: Position } = {},
): Generator<Observed | undefined> {
  const { from = START } = options;
  for (const [number, { options: given, reset, actions, steps }] of episodes.entries()) {
    if (number < from.episode) continue;
    const first = number === from.episode ? from.step : 0;
    if (first === 0) {
      const copy = copyOf(given);
      yield compare(
        { place: placeOf(number, 0), recorded: reset, given: copy },
        () => env.reset(copy),
        options,
      );
    }
    for (let step = Math.max(1, first); step <= steps.length; step += 1) {
      const [copy, recorded] = [copyOf(actions[step - 1]), steps[step - 1]];
      yield compare({ place: placeOf(number, step), recorded, given: copy }, () => env.step(copy), options);
    }
  }
}

interface Call {
  readonly place: string;
  readonly recorded: Outcome | undefined;
  readonly given: unknown;
}

function compare(
  { place, recorded, given }: Call,
  act: () => Outcome,
  { after, part = (outcome) => outcome }: Around,
): Observed | undefined {
  let got: Outcome;
  try {
    got = act();
  } catch (error) {
    return { path: place, expected: "the same result as before", got: said(error) };
  }
  const found = recorded === undefined ? undefined : firstDifference(part(recorded), part(got));
  after?.(given, got);
  if (found === undefined) return undefined;
  return { ...found, path: found.path === "" ? place : `${place} · ${found.path.replace(/^\./, "")}` };
}

/** The first place where a replay differs from the record, or `undefined` if it never does. */
export function firstDivergence(
  env: Env,
  episodes: readonly RecordedEpisode[],
  options: Around & { readonly from?: Position } = {},
): Observed | undefined {
  for (const found of follow(env, episodes, options)) if (found !== undefined) return found;
  return undefined;
}
