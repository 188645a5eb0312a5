import type { Agent, SavedAgent, Transition } from "../../agent.ts";
import type { Mask } from "../../mask.ts";
import { createRng } from "../../random.ts";
import type { Check } from "../check.ts";
import { playSteps, ToyWorld } from "./toy-world.ts";

/** What an agent that is checked must be made for. */
export interface AgentCheckSetup {
  /** Number of actions, an integer ≥ 1. */
  readonly actionCount: number;
  /** Root seed of the agent's streams, an integer in [0, 2^53). */
  readonly seed: number;
  /** γ of the agent's targets, in [0, 1]; a bandit has no use for it. */
  readonly discount: number;
  /** Episodes that schedules should be stretched over, an integer ≥ 1. */
  readonly horizon: number;
}

/** Makes a new agent; those it makes from one setup must be equal. */
export type MakeAgent<Context = number> = (setup: AgentCheckSetup) => Agent<Context>;

/**
 * What an agent learns: `value` action values that `explain` shows; `bandit` the values of immediate rewards, γ = 0;
 * `policy` preferences or probabilities of actions.
 */
export type AgentKind = "value" | "bandit" | "policy";

/** Transitions with the values that an agent must show after each of them. */
export interface GoldenSequence<Context = number> {
  readonly title: string;
  /** What the agent is made with. @defaultValue 2 actions, seed 0, γ = 0.9, horizon 20 */
  readonly setup?: Partial<AgentCheckSetup>;
  readonly steps: readonly {
    readonly transition: Transition<Context>;
    /** Contexts with their values, shape [actionCount], compared to 1e-9. */
    readonly values: readonly (readonly [context: Context, values: readonly number[]])[];
  }[];
}

/** Two makers whose agents must show the same values after every update, such as λ = 0 and one-step. */
export interface AgentPair<Context = number> {
  readonly title: string;
  readonly left: MakeAgent<Context>;
  readonly right: MakeAgent<Context>;
}

/** What the checks of an agent work with; contexts are read as unknown. */
export interface AgentTrial {
  readonly make: MakeAgent<unknown>;
  readonly kind: AgentKind;
  /** A new context that stands for a row number. */
  readonly contexts: (row: number) => unknown;
  readonly restore: (saved: SavedAgent) => Agent<unknown>;
  readonly golden: readonly GoldenSequence<unknown>[];
  readonly equals: readonly AgentPair<unknown>[];
  /** A potential of every row, and an agent whose values start higher by it. */
  readonly shaping: Shaping | undefined;
}

/** Two ways to tell an agent the same: initial values, and rewards that are shaped by a potential. */
export interface Shaping {
  readonly potential: ReadonlyMap<number, number>;
  readonly initialised: (setup: AgentCheckSetup) => Agent<unknown>;
}

/** A property of agents that is checked. */
export interface AgentCheck extends Check<AgentTrial> {
  /** The kinds of agents that it can be asked of. @defaultValue all */
  readonly kinds?: readonly AgentKind[];
  /** Why it cannot run with the options given, as a clause; `undefined` where it can. */
  readonly missing?: (trial: AgentTrial) => string | undefined;
}

/** The number of actions most checks use. */
export const ACTION_COUNT = 4;
/** What agents are made with where a check does not need something else. */
export const USUAL: AgentCheckSetup = { actionCount: ACTION_COUNT, seed: 0, discount: 0.9, horizon: 20 };

/** Everything an agent is, as text. */
export function textOf(agent: Agent<unknown>): string {
  return JSON.stringify(agent.toJSON());
}

/** An agent that has acted and learned for some steps, and has seen its episode end. */
export function experienced(
  trial: AgentTrial,
  setup: Partial<AgentCheckSetup> = {},
  steps = 150,
): Agent<unknown> {
  const agent = trial.make({ ...USUAL, ...setup });
  const world = worldOf(trial, setup);
  playSteps(agent, world, steps);
  while (world.running) world.step(agent);
  return agent;
}

/** A toy for the agents of a setup; its stream is its own. */
export function worldOf(trial: AgentTrial, setup: Partial<AgentCheckSetup> = {}, seed = 0): ToyWorld {
  const { actionCount } = { ...USUAL, ...setup };
  return new ToyWorld({ actionCount, contexts: trial.contexts, rng: createRng(seed).fork("toy-world") });
}

/** A step from row 0 to row 1 in which every action is allowed; fields are changed as given. */
export function stepOf(trial: AgentTrial, changed: StepChange = {}): Transition<unknown> {
  const { row = 0, nextRow = 1, ...fields } = changed;
  return {
    context: trial.contexts(row),
    mask: every(),
    action: 0,
    propensity: 1,
    reward: 0,
    nextContext: trial.contexts(nextRow),
    nextMask: every(),
    terminated: false,
    truncated: false,
    ...fields,
  };
}

/** What a step has instead of the usual. */
export interface StepChange extends Partial<Omit<Transition, "context" | "nextContext">> {
  readonly row?: number;
  readonly nextRow?: number;
}

/** A new mask that allows all of the usual actions. */
export function every(): Mask {
  return new Uint8Array(ACTION_COUNT).fill(1);
}

/** Values as an agent explains them for a row. */
export function valuesOf(trial: AgentTrial, agent: Agent<unknown>, row: number): readonly number[] {
  return agent.explain(trial.contexts(row)).values;
}

/** Whether two numbers are equal but for rounding. */
export function near(left: number | undefined, right: number | undefined, tolerance = 1e-9): boolean {
  if (left === undefined || right === undefined) return left === right;
  return Math.abs(left - right) <= tolerance * Math.max(1, Math.abs(left), Math.abs(right));
}

/** Whether two lists of numbers are equal but for rounding. */
export function allNear(left: readonly number[], right: readonly number[], tolerance?: number): boolean {
  return left.length === right.length && left.every((value, index) => near(value, right[index], tolerance));
}
