import type { Agent, Policy } from "../core/agent.ts";
import type { BaseInfo, Env } from "../core/env.ts";
import { InvalidArgumentError } from "../core/errors.ts";
import { fullMask, type Mask } from "../core/mask.ts";
import { Box } from "../core/spaces/box.ts";
import { Discrete } from "../core/spaces/discrete.ts";

/** Someone who plays whole episodes without learning: a scripted policy, or an agent that acts greedily. */
export interface Player {
  readonly name: string;
  /** Whether the same observation can get different actions. */
  readonly stochastic: boolean;
  /** What it plays; the innermost environment for policies that act on that. */
  readonly env: Env;
  readonly discount: number;
  startEpisode(seed: number): void;
  choose(observation: unknown, info: BaseInfo): unknown;
}

/**
 * Makes an agent or a policy play an environment.
 * @throws {InvalidArgumentError} If an agent does not fit the environment.
 */
export function createPlayer(env: Env, agent: Agent<never> | Policy): Player {
  return "learn" in agent ? greedyPlayer(env, agent) : policyPlayer(env, agent);
}

function greedyPlayer(env: Env, agent: Agent<never>): Player {
  checkFit(env, agent);
  const every = fullMask(agent.actionCount);
  return {
    name: agent.name,
    stochastic: false,
    env,
    discount: agent.discount,
    startEpisode: () => {},
    // The agent checks what it reads: an observation of another kind is its error.
    choose: (observation, info) => agent.actGreedily(observation as never, info.actionMask ?? every),
  };
}

function policyPlayer(wrapped: Env, policy: Policy): Player {
  const env = policy.plays === "unwrapped" ? wrapped.unwrapped : wrapped;
  const every = everyAction(env);
  return {
    name: policy.name,
    stochastic: policy.stochastic,
    env,
    discount: 1,
    startEpisode: (seed) => policy.seed?.(seed),
    choose: (observation, info) => policy.act(observation, info.actionMask ?? every),
  };
}

function everyAction(env: Env): Mask | undefined {
  const space: unknown = env.actionSpace;
  return space instanceof Discrete ? fullMask(space.n) : undefined;
}

const READS = {
  key: {
    space: Discrete,
    what: "table rows (a Discrete observation)",
    instead: "TabularKey numbers any observation",
  },
  features: { space: Box, what: "vectors (a Box observation)", instead: "FlattenObservation makes vectors" },
} as const;

/** @throws {InvalidArgumentError} If an agent does not have the actions of an environment or cannot read what it shows. */
export function checkFit(env: Env, agent: Agent<never>): void {
  const { observationSpace } = env;
  const actionSpace: unknown = env.actionSpace;
  if (!(actionSpace instanceof Discrete) || actionSpace.start !== 0) {
    throw new InvalidArgumentError(
      `${agent.name} chooses among actions 0 to ${agent.actionCount - 1} (a Discrete action space), got ${actionSpace}: the wrappers FlattenActions, DiscretizeAction and TransformAction number any actions from 0.`,
    );
  }
  if (actionSpace.size !== agent.actionCount) {
    throw new InvalidArgumentError(
      `Expected an agent with the ${actionSpace.size} actions of the environment, got ${agent.name} with ${agent.actionCount}.`,
    );
  }
  if (agent.reads === undefined) return;
  const { space, what, instead } = READS[agent.reads];
  if (observationSpace instanceof space) return;
  throw new InvalidArgumentError(
    `${agent.name} reads ${what}, got ${observationSpace}: choose another environment or agent; the wrapper ${instead}.`,
  );
}
