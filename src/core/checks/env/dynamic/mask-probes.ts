import type { BaseInfo, Env, StepResult } from "../../../env.ts";
import { firstDifference } from "../../difference.ts";
import type { EnvTrial } from "../trial.ts";
import { actionsOf } from "./actions.ts";
import { copyOf } from "./copy.ts";
import { placeOf, type RecordedEpisode, seededRecordingOf } from "./recording.ts";

/** What became of one action in one state. */
export interface Probe {
  readonly place: string;
  readonly action: unknown;
  readonly isAllowed: boolean;
  /** What was thrown, if anything; a step that was carried out has none. */
  readonly error?: unknown;
  /** Whether the recorded action gave something else afterwards, though this one was refused. */
  readonly changed?: boolean;
}

/** Steps that the probing takes at most, those to get to the probed states included. */
const MOST_STEPS = 4000;
/** States of an episode that are probed at most. */
const MOST_STATES = 12;

const probes = new WeakMap<EnvTrial, readonly Probe[]>();

/** Tries every action in states of random play, allowed or not. Done once; none without masks or a list of actions. */
export function probesOf(trial: EnvTrial): readonly Probe[] {
  const known = probes.get(trial);
  if (known !== undefined) return known;
  const found = [...new Prober(trial).probe()];
  probes.set(trial, found);
  return found;
}

class Prober {
  readonly #env: Env;
  readonly #actions: readonly unknown[];
  readonly #episodes: readonly RecordedEpisode[];
  #left = MOST_STEPS;

  constructor(trial: EnvTrial) {
    this.#env = trial.make();
    this.#actions = actionsOf(this.#env) ?? [];
    this.#episodes = seededRecordingOf(trial);
  }

  *probe(): Generator<Probe> {
    for (const [number, episode] of this.#episodes.entries()) {
      const { actions, failure } = episode;
      const states = actions.length + (failure === undefined ? 0 : 1);
      const stride = Math.max(1, Math.floor(states / MOST_STATES));
      for (let step = 0; step < states && this.#left > 0; step += stride) {
        yield* this.#probeState(episode, step, `seeded ${placeOf(number, step)}`);
      }
    }
  }

  *#probeState(episode: RecordedEpisode, step: number, place: string): Generator<Probe> {
    this.#goTo(episode, step);
    const mask = this.#env.actionMask();
    if (mask?.length !== this.#actions.length) return;
    for (const [index, action] of this.#actions.entries()) {
      if (index > 0) this.#goTo(episode, step);
      const probed = this.#try(action);
      const isAllowed = mask[index] === 1;
      if ("result" in probed) yield { place, action, isAllowed };
      else yield { place, action, isAllowed, error: probed.error, changed: this.#hasChanged(episode, step) };
    }
  }

  #goTo({ options, actions }: RecordedEpisode, step: number): void {
    this.#env.reset(copyOf(options));
    for (const action of actions.slice(0, step)) this.#env.step(copyOf(action));
    this.#left -= step + 1;
  }

  #try(action: unknown): { readonly result: StepResult<unknown, BaseInfo> } | { readonly error: unknown } {
    try {
      return { result: this.#env.step(copyOf(action)) };
    } catch (error) {
      return { error };
    }
  }

  /** Whether the recorded action gives something else than it did. */
  #hasChanged({ actions, steps }: RecordedEpisode, step: number): boolean {
    if (step >= steps.length) return false;
    const next = this.#try(actions[step]);
    return !("result" in next) || firstDifference(steps[step], next.result) !== undefined;
  }
}
