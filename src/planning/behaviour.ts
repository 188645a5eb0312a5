import type { Agent } from "../core/agent.ts";
import { agentFromJSON } from "../core/agent-registry.ts";
import { GymError, InvalidArgumentError } from "../core/errors.ts";
import { countAllowed, type Mask } from "../core/mask.ts";

/**
 * A memoryless policy: the probability of each action, given what an agent sees. Shape [actionCount]; those of allowed
 * actions sum to 1.
 */
export type TablePolicy = (key: number, mask: Mask) => ArrayLike<number>;

/** Every allowed action equally often. */
export function uniformPolicy(_key: number, mask: Mask): ArrayLike<number> {
  return Float64Array.from(mask, (bit) => bit / countAllowed(mask));
}

/**
 * What an agent does when it does not explore; tied actions equally often, so that no tie rule shows.
 * @throws {InvalidArgumentError} If the agent reads features.
 */
export function greedyPolicyOf(agent: Agent): TablePolicy {
  requireRows(agent);
  return (key, mask) => {
    const probabilities = new Float64Array(agent.actionCount);
    const { greedy } = agent.explain(key, mask);
    for (const action of greedy) probabilities[action] = 1 / greedy.length;
    return probabilities;
  };
}

const MAX_DRAWS = 200_000;
const TOLERANCE = 1e-9;

/**
 * What an agent does while it learns, as it is now: the propensities it names for its own choices, drawn from a copy
 * until they sum to 1. The agent is left as it is.
 *
 * @returns A policy that throws `UNSUPPORTED` where the propensities do not settle within 200,000 draws, as with an
 * agent that draws a new plan for each episode.
 * @throws {InvalidArgumentError} If the agent reads features.
 */
export function behaviourPolicyOf(agent: Agent): TablePolicy {
  requireRows(agent);
  const copy = agentFromJSON(agent.toJSON());
  const known = new Map<string, Float64Array>();
  return (key, mask) => {
    const id = `${key}|${mask.join("")}`;
    const probabilities = known.get(id) ?? propensities(copy, key, mask);
    known.set(id, probabilities);
    return probabilities;
  };
}

function propensities(agent: Agent, key: number, mask: Mask): Float64Array {
  const found = new Float64Array(agent.actionCount);
  let sum = 0;
  for (let draw = 0; draw < MAX_DRAWS && sum < 1 - TOLERANCE; draw += 1) {
    const { action, propensity } = agent.act(key, mask);
    const before = found[action] ?? 0;
    if (before !== 0 && Math.abs(before - propensity) > TOLERANCE) throw unsettled(agent, key);
    if (before === 0) sum += propensity;
    found[action] = propensity;
  }
  if (Math.abs(sum - 1) > TOLERANCE) throw unsettled(agent, key);
  return found;
}

function requireRows({ name, reads }: Agent): void {
  if (reads !== "features") return;
  throw new InvalidArgumentError(
    `Expected an agent that reads table rows, got ${name}, which reads features: play it instead, with \`evaluate\`.`,
  );
}

function unsettled({ name }: Agent, key: number): GymError {
  return new GymError(
    "UNSUPPORTED",
    `The propensities of ${name} in row ${key} do not settle to a distribution: evaluate its greedy policy, or give the probabilities yourself.`,
  );
}
