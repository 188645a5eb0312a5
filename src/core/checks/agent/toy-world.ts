import type { Agent, Transition } from "../../agent.ts";
import { countAllowed, type Mask, nthAllowed } from "../../mask.ts";
import type { Rng } from "../../random.ts";

/** What a toy world is made of. */
export interface ToyWorldOptions {
  readonly actionCount: number;
  /** A new context that stands for a row number. */
  readonly contexts: (row: number) => unknown;
  readonly rng: Rng;
}

/** Rows of the world. */
export const ROWS = 6;
const ENDING = 0.15;

/**
 * A problem with random masks, moves and ends that an agent plays. Half of the ends are terminations. Rewards are 0 or
 * 1, which every learner takes, and the first allowed action pays more often.
 *
 * The world depends on its stream and on the actions alone, so equal agents in equal worlds have equal experience.
 */
export class ToyWorld {
  readonly #actionCount: number;
  readonly #contexts: (row: number) => unknown;
  readonly #rng: Rng;
  #row = 0;
  #mask: Mask;
  #running = false;

  constructor({ actionCount, contexts, rng }: ToyWorldOptions) {
    this.#actionCount = actionCount;
    this.#contexts = contexts;
    this.#rng = rng;
    this.#mask = new Uint8Array(actionCount).fill(1);
  }

  /** Whether an episode has begun and not ended. */
  get running(): boolean {
    return this.#running;
  }

  /** Lets an agent act once and learn from it. @returns What it learned from. */
  step(agent: Agent<unknown>): Transition<unknown> {
    const transition = this.move((context, mask) => agent.act(context, mask));
    agent.learn(transition);
    return transition;
  }

  /** An allowed action taken at random, as experience that no agent chose. */
  wander(): Transition<unknown> {
    return this.move((_, mask) => {
      const allowed = countAllowed(mask);
      return { action: nthAllowed(mask, this.#rng.integer(allowed)), propensity: 1 / allowed };
    });
  }

  /** One step with the action that is chosen. */
  move(
    choose: (context: unknown, mask: Mask) => { action: number; propensity: number },
  ): Transition<unknown> {
    const rng = this.#rng;
    if (!this.#running) this.#enter(rng.integer(ROWS));
    const [row, mask] = [this.#row, this.#mask];
    const { action, propensity } = choose(this.#contexts(row), mask.slice());
    const pays = action === nthAllowed(mask, 0) ? 0.75 : 0.25;
    const reward = rng.next() < pays ? 1 : 0;
    const end = rng.next();
    this.#enter(rng.integer(ROWS));
    const terminated = end < ENDING;
    const truncated = !terminated && end < 2 * ENDING;
    this.#running = !terminated && !truncated;
    return {
      ...{ context: this.#contexts(row), mask: mask.slice(), action, propensity, reward },
      ...{ nextContext: this.#contexts(this.#row), nextMask: this.#mask.slice(), terminated, truncated },
    };
  }

  #enter(row: number): void {
    this.#row = row;
    this.#mask = randomMask(this.#rng, this.#actionCount);
    this.#running = true;
  }
}

/** A mask that allows each action with probability ½, and at least one. */
export function randomMask(rng: Rng, actionCount: number): Mask {
  const mask = Uint8Array.from({ length: actionCount }, () => rng.integer(2));
  mask[rng.integer(actionCount)] = 1;
  return mask;
}

/** Lets an agent act and learn. @returns What it learned from. */
export function playSteps(agent: Agent<unknown>, world: ToyWorld, steps: number): Transition<unknown>[] {
  return Array.from({ length: steps }, () => world.step(agent));
}

/** Lets an agent act and learn to the ends of some episodes. */
export function playEpisodes(agent: Agent<unknown>, world: ToyWorld, episodes: number): void {
  for (let episode = 0; episode < episodes; episode += 1) {
    do world.step(agent);
    while (world.running);
  }
}
