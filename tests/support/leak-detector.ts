import type { Env, ResetOptions } from "../../src/core/env.ts";
import { GymError } from "../../src/core/errors.ts";
import { createRng, type Rng } from "../../src/core/random.ts";
import type { State } from "../../src/supportdesk/models.ts";
import { malformedAction, randomAction } from "./leak-actions.ts";
import {
  type Difference,
  firstDifference,
  withoutGrade,
  withoutRewards,
  withoutScore,
  withoutScoreInPicture,
} from "./leak-compare.ts";

/** What an agent could tell two scenarios apart by. */
export interface Leak extends Difference {
  /** Steps played before it showed. */
  readonly step: number;
}

interface Search {
  /** Steps to play in all, over as many episodes as they fill. */
  readonly steps: number;
  readonly seed: number;
}

/** An environment with the operator's side of the desk that it looks at. */
interface Side {
  readonly env: Env;
  readonly desk: { state(): State };
}

type Pair = readonly [original: Side, twin: Side];

function sideOf(env: Env): Side {
  return { env, desk: env.unwrapped as unknown as Side["desk"] };
}

type Outcome = { readonly error: string } | { readonly observation: unknown; readonly info: object };

/** The result of a call or the message it was refused with; a defect in the environment is no refusal. */
function attempt(call: () => { readonly observation: unknown; readonly info: object }): Outcome {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof GymError)) throw error;
    return { error: String(error) };
  }
}

/** Everything an agent is shown after a call, without what the rules let the grader tell it. */
function shown({ env }: Side, outcome: Outcome, state: State): unknown {
  if ("error" in outcome) return outcome;
  const { observation, info, ...rest } = outcome;
  return {
    observation: withoutRewards(observation),
    flags: { ...rest, reward: 0 },
    info: withoutGrade(info, state.done),
    mask: env.actionMask(),
    state: withoutScore(state),
    picture: withoutScoreInPicture(env.render(), state.done),
  };
}

/** What a call did on both sides: the first difference, if any, and where the episode stands. */
interface Played {
  readonly difference: Difference | undefined;
  readonly state: State;
  /** The answer that has just come in differs between the two, so that from now on they may be told apart. */
  readonly revealed: boolean;
}

function playBoth([original, twin]: Pair, call: (env: Env) => Outcome, wasPending: boolean): Played {
  const [mine, other] = [call(original.env), call(twin.env)];
  const [state, twinState] = [original.desk.state(), twin.desk.state()];
  const revealed =
    wasPending &&
    state.action_history.at(-1)?.operation === "wait" &&
    firstDifference(state.follow_up, twinState.follow_up) !== undefined;
  const difference = revealed
    ? undefined
    : firstDifference(shown(original, mine, state), shown(twin, other, twinState));
  return { difference, state, revealed };
}

const step =
  (action: unknown) =>
  (env: Env): Outcome =>
    attempt(() => env.step(action));

const reset =
  (options: ResetOptions) =>
  (env: Env): Outcome =>
    attempt(() => env.reset(options));

/** Makes both sides refuse an action and a task that they must refuse. */
function playRefusals(pair: Pair, action: unknown): Difference | undefined {
  return (
    playBoth(pair, step(action), false).difference ??
    playBoth(pair, reset({ options: { task_id: "nope" } }), false).difference
  );
}

/** Plays one episode of at most `limit` steps; the first difference, and how many steps it took. */
function playEpisode(
  pair: Pair,
  rng: Rng,
  options: ResetOptions,
  limit: number,
): [Difference | undefined, number] {
  let played = playBoth(pair, (env) => env.reset(options), false);
  let steps = 0;
  while (played.difference === undefined && !played.revealed && !played.state.done && steps < limit) {
    const [{ env }] = pair;
    const refused = rng.next() < 0.02 ? playRefusals(pair, malformedAction(env, rng)) : undefined;
    if (refused !== undefined) return [refused, steps];
    played = playBoth(pair, step(randomAction(env, rng)), played.state.follow_up.status === "pending");
    steps += 1;
  }
  return [played.difference, steps];
}

/**
 * Plays the same random actions in an environment and in its twin, whose scenario looks the same and has another
 * answer, and compares everything an agent is shown: observation, mask, info, state, pictures and error messages,
 * as JSON, key order included. Left out are rewards, their parts and sums, the score, and at the end of an episode its
 * grade. An episode is followed until an answer is delivered that the two scenarios script differently.
 *
 * @returns The first difference, or `undefined` if there is none.
 */
export function findLeak(
  makeOriginal: () => Env,
  makeTwin: () => Env,
  { steps, seed }: Search,
): Leak | undefined {
  const rng = createRng(seed).fork("leak");
  const pair: Pair = [sideOf(makeOriginal()), sideOf(makeTwin())];
  pair[0].env.actionSpace.seed(seed);
  let played = 0;
  for (let options: ResetOptions = { seed }; played < steps; options = {}) {
    const [difference, episodeSteps] = playEpisode(pair, rng, options, steps - played);
    played += episodeSteps;
    if (difference !== undefined) return { step: played, ...difference };
  }
  return undefined;
}
