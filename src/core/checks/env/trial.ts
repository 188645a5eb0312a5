import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "../../env.ts";
import type { Mask } from "../../mask.ts";
import type { Space } from "../../space.ts";
import { Discrete } from "../../spaces/discrete.ts";
import type { Check } from "../check.ts";

/** What the checks of an environment work with. */
export interface EnvTrial {
  /** A new environment, equal to every other that it makes. */
  readonly make: () => Env;
  /** Seed of the resets and of the actions. */
  readonly seed: number;
  /** How many whole episodes the long checks play. */
  readonly episodes: number;
  /** Steps after which an episode that does not end is left. */
  readonly maxSteps: number;
  /** Actions that end an episode by termination, for environments that random play rarely ends; tried beside it. */
  readonly script: readonly unknown[] | undefined;
}

/** A property of environments that is checked. */
export type EnvCheck = Check<EnvTrial>;

/** What a reset or a step gave: `reward`, `terminated` and `truncated` are there after a step. */
export type Outcome = ResetResult<unknown, BaseInfo> & Partial<StepResult<unknown, BaseInfo>>;

/** What one episode went like: the reset first, then every action with its result. */
export interface PlayedTrial {
  readonly reset: ResetResult<unknown, BaseInfo>;
  readonly actions: readonly unknown[];
  readonly steps: readonly StepResult<unknown, BaseInfo>[];
}

/** Whether a mask has one entry for each action, each 0 or 1, and allows one of them, so that it can be drawn with. */
function isUsable(mask: ArrayLike<number>, { actionSpace: { size } }: Env): boolean {
  const entries = Array.from(mask);
  const fits = !Number.isFinite(size) || entries.length === size;
  return fits && entries.includes(1) && entries.every((entry) => entry === 0 || entry === 1);
}

/** Whether an allowed action can be drawn now: there is no mask, or it is well-formed and not empty. */
export function canSample(env: Env): boolean {
  const mask = env.actionMask();
  return mask === undefined || isUsable(mask, env);
}

/** An allowed action of the running episode, from the sampler of the action space. */
export function sampleAllowed(env: Env): unknown {
  const { actionSpace } = env;
  const mask = env.actionMask();
  if (mask === undefined) return actionSpace.sample();
  return actionSpace instanceof Discrete ? actionSpace.sample(mask) : sampleMember(actionSpace, mask);
}

const TRIES = 10_000;

/** A member that a mask allows, where the mask speaks of the members in the order of `enumerate`. */
function sampleMember(space: Space<unknown>, mask: Mask): unknown {
  const members = [...(space.enumerate?.() ?? [])];
  if (members.length !== mask.length) return space.sample(mask);
  const allowed = members.filter((_, index) => mask[index] === 1);
  const texts = new Set(allowed.map((member) => JSON.stringify(member)));
  for (let tries = 0; tries < TRIES; tries += 1) {
    const member = space.sample();
    if (texts.has(JSON.stringify(member))) return member;
  }
  return allowed[0];
}

/** Whether an episode goes on after a step. */
export function goesOn({ terminated, truncated }: StepResult<unknown, BaseInfo>): boolean {
  return !terminated && !truncated;
}

/** Plays a given list of actions, as far as the episode goes. */
export function playActions(env: Env, actions: readonly unknown[]): StepResult<unknown, BaseInfo>[] {
  const steps: StepResult<unknown, BaseInfo>[] = [];
  for (const action of actions) {
    const step = env.step(action);
    steps.push(step);
    if (!goesOn(step)) break;
  }
  return steps;
}

/** Plays one episode of random allowed actions, at most `maxSteps` of them and none without a usable mask. */
export function playRandomly(env: Env, options: ResetOptions, maxSteps: number): PlayedTrial {
  const reset = env.reset(options);
  const actions: unknown[] = [];
  const steps: StepResult<unknown, BaseInfo>[] = [];
  while (steps.length < maxSteps && canSample(env)) {
    const action = sampleAllowed(env);
    const step = env.step(action);
    actions.push(action);
    steps.push(step);
    if (!goesOn(step)) break;
  }
  return { reset, actions, steps };
}
