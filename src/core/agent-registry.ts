import type { Agent, AgentReads, Policy, SavedAgent } from "./agent.ts";
import { GymError, InvalidArgumentError, SnapshotError, show } from "./errors.ts";
import type { JsonValue } from "./json.ts";
import { unknownName } from "./names.ts";
import { type Parameter, readParameters } from "./parameters.ts";
import { isPlainObject } from "./plain-json.ts";
import { checkSeed } from "./random.ts";

interface Described {
  /** Kind of method, such as `tabular` or `bandit`. */
  readonly family: string;
  readonly summary: string;
  /** Paper or book section. */
  readonly source: string;
}

/** Values of all hyperparameters of a learner, by name. */
export type Hyperparameters = Readonly<Record<string, JsonValue>>;

/** What a learner is built from: everything but its hyperparameters. */
export interface AgentSetup {
  readonly actionCount: number;
  readonly seed: number;
  /** Checked values of every parameter of the definition. */
  readonly hyperparameters: Hyperparameters;
}

/** A learner that `createAgent` can build by name. */
export interface AgentDefinition extends Described {
  readonly kind: "agent";
  /** What it acts on. @defaultValue "key" */
  readonly reads?: AgentReads;
  readonly parameters: readonly Parameter[];
  readonly create: (setup: AgentSetup) => Agent<never>;
  /** @throws {SnapshotError} If the state does not fit. */
  readonly restore: (saved: SavedAgent) => Agent<never>;
}

/** A scripted rule that `createPolicy` can build by name. */
export interface PolicyDefinition extends Described {
  readonly kind: "policy";
  readonly create: (setup: { readonly seed: number }) => Policy;
}

/** A learner or a scripted policy. */
export type PlayerDefinition = AgentDefinition | PolicyDefinition;

const players = new Map<string, PlayerDefinition>();

/**
 * Makes a learner or a scripted policy available by name.
 * @throws {GymError} `REGISTRATION` if the name is taken or not kebab-case.
 */
export function registerAgent(name: string, definition: PlayerDefinition): void {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
    throw new GymError("REGISTRATION", `Expected a kebab-case agent name, got "${name}".`);
  }
  if (players.has(name)) throw new GymError("REGISTRATION", `The agent "${name}" is registered already.`);
  players.set(name, definition);
}

/** Every registered player with its name, in order of registration. */
export function listPlayers(): readonly (PlayerDefinition & { readonly name: string })[] {
  return [...players].map(([name, definition]) => ({ name, ...definition }));
}

/** @throws {UnknownNameError} If nothing is registered by that name. */
export function findPlayer(name: string): PlayerDefinition {
  const definition = players.get(name);
  if (definition === undefined) throw unknownName("agent", name, [...players.keys()]);
  return definition;
}

function findLearner(name: string): AgentDefinition {
  const definition = players.get(name);
  if (definition?.kind === "agent") return definition;
  const learners = [...players].filter(([, each]) => each.kind === "agent").map(([each]) => each);
  if (definition === undefined) throw unknownName("agent", name, learners);
  throw new InvalidArgumentError(
    `"${name}" is scripted and cannot be trained. Allowed: ${learners.join(", ")}.`,
  );
}

/** Most actions of an agent: all of them keep a number for each, in every state they meet. */
const MOST_ACTIONS = 1_000_000;

/** What `createAgent` takes. */
export interface CreateAgentOptions {
  /** Number of actions, an integer in [1, 1,000,000]. */
  readonly actionCount: number;
  /** Root seed of the agent's streams. @defaultValue 0 */
  readonly seed?: number;
  /** Hyperparameters of the agent; `agents` lists them. */
  readonly [hyperparameter: string]: unknown;
}

/**
 * Builds a learner by name. `Context` is what it reads: a table row for most, `ArrayLike<number>` for linear ones.
 * @throws {GymError} If the name or a hyperparameter is unknown, or a value is out of range.
 */
export function createAgent<Context = number>(name: string, options: CreateAgentOptions): Agent<Context> {
  const definition = findLearner(name);
  const { actionCount, seed = 0, ...given } = options;
  if (!Number.isSafeInteger(actionCount) || actionCount < 1 || actionCount > MOST_ACTIONS) {
    throw new InvalidArgumentError(
      `Expected \`actionCount\` to be an integer in [1, ${MOST_ACTIONS}], got ${show(actionCount)}.`,
    );
  }
  const hyperparameters = readParameters(name, definition.parameters, given);
  // The caller names the contexts; training and evaluation check them against the environment.
  return definition.create({
    actionCount,
    seed: checkSeed(seed),
    hyperparameters,
  }) as unknown as Agent<Context>;
}

/** Builds a scripted policy by name. @throws {GymError} If the name is unknown or belongs to a learner. */
export function createPolicy(name: string, { seed = 0 }: { readonly seed?: number } = {}): Policy {
  const definition = findPlayer(name);
  if (definition.kind === "agent") {
    throw new InvalidArgumentError(`"${name}" learns: train it first, or build it with \`createAgent\`.`);
  }
  return definition.create({ seed: checkSeed(seed) });
}

/** Version of the layout of a saved agent. */
export const AGENT_STATE_SCHEMA = "supportdesk.agent-state/1";

/** Rebuilds a learner from `agent.toJSON()`. @throws {GymError} If it was saved otherwise or does not fit. */
export function agentFromJSON<Context = number>(saved: SavedAgent): Agent<Context> {
  if (!isPlainObject(saved)) {
    throw new SnapshotError(`Expected a saved agent, as \`toJSON()\` gives it, got ${show(saved)}.`);
  }
  if (saved.schema !== AGENT_STATE_SCHEMA) {
    throw new SnapshotError(
      `Expected a saved agent with schema "${AGENT_STATE_SCHEMA}", got ${show(saved.schema)}.`,
    );
  }
  if (typeof saved.name !== "string") {
    throw new SnapshotError(`Expected the \`name\` of a saved agent as text, got ${show(saved.name)}.`);
  }
  const definition = findLearner(saved.name);
  readParameters(saved.name, definition.parameters, saved.hyperparameters);
  return definition.restore(saved) as unknown as Agent<Context>;
}
