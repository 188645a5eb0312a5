import { z } from "zod";
import type { Transition } from "../../core/agent.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import type { Mask } from "../../core/mask.ts";

/** What is kept of one step until its episode ends. */
export interface EpisodeStep {
  readonly context: number;
  readonly mask: Mask;
  readonly action: number;
  /** b(a | s) of the behaviour, above 0. */
  readonly propensity: number;
  readonly reward: number;
  /** γ^duration, what a reward after the step is worth. */
  readonly discount: number;
}

/** An episode that has ended. */
export interface FinishedEpisode {
  readonly steps: readonly EpisodeStep[];
  /** G_t of every step, in reward units; shape [steps]. */
  readonly returns: Float64Array;
}

/** The steps of a running episode as they are saved, first step first. */
export type SavedEpisode = z.infer<ReturnType<typeof savedEpisode>>;

/** The schema of a saved episode of an agent with so many actions. */
export function savedEpisode(actionCount: number) {
  return z.array(
    z.strictObject({
      context: z.int().nonnegative(),
      mask: z.array(z.int().min(0).max(1)).length(actionCount),
      action: z.int().nonnegative().lt(actionCount),
      propensity: z.number().positive(),
      reward: z.number(),
      discount: z.number().min(0).max(1),
    }),
  );
}

/**
 * Remembers the running episode for methods that learn when it has ended; memory grows with its length. An episode that
 * is left without an end is taken to go on with the next step.
 */
export class EpisodeMemory {
  #steps: EpisodeStep[];

  /** @param saved - The steps of an earlier memory, which the caller has checked. */
  constructor(saved: SavedEpisode = []) {
    this.#steps = saved.map((step) => ({ ...step, mask: Uint8Array.from(step.mask) }));
  }

  /** Whether the next step is the first of its episode. */
  get isEmpty(): boolean {
    return this.#steps.length === 0;
  }

  /**
   * Keeps a copy of a step, or, where it is the last, forgets its episode.
   *
   * @param discount - γ^duration of the step, or anything if it terminated.
   * @param tail - Gives V of the state that the episode was truncated in, in reward units.
   * @returns The episode if it has ended.
   * @throws {InvalidArgumentError} If the propensity is not above 0 or a return is not finite; nothing has changed then.
   */
  take(
    transition: Transition,
    discount: number,
    tail: (transition: Transition) => number,
  ): FinishedEpisode | undefined {
    const step = copyOf(transition, discount);
    const { terminated, truncated } = transition;
    if (!terminated && !truncated) {
      this.#steps.push(step);
      return undefined;
    }
    const steps = [...this.#steps, step];
    const returns = returnsOf(steps, terminated ? 0 : tail(transition));
    this.#steps = [];
    return { steps, returns };
  }

  /** The steps so far, as plain JSON. */
  save(): JsonValue {
    return this.#steps.map((step) => ({ ...step, mask: [...step.mask] }));
  }
}

function copyOf(transition: Transition, discount: number): EpisodeStep {
  const { context, mask, action, propensity, reward } = transition;
  if (!(propensity > 0 && Number.isFinite(propensity))) {
    throw new InvalidArgumentError(`Expected \`propensity\` above 0, got ${propensity} in row ${context}.`);
  }
  return { context, mask: mask.slice(), action, propensity, reward, discount };
}

/** G_t of the steps of an episode whose rest is worth `tail`. */
function returnsOf(steps: readonly EpisodeStep[], tail: number): Float64Array {
  const returns = new Float64Array(steps.length);
  let following = tail;
  for (const [time, { reward, discount }] of [...steps.entries()].reverse()) {
    following = reward + discount * following;
    returns[time] = following;
  }
  if (returns.every(Number.isFinite)) return returns;
  throw new InvalidArgumentError(
    `Expected rewards with finite returns, got ${following} over ${steps.length} steps.`,
  );
}
