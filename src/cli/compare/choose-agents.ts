import { type AgentDefinition, listPlayers } from "../../core/agent-registry.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import { unknownName } from "../../core/names.ts";
import type { CompareFlags } from "../commands/compare.ts";
import type { Assignment } from "../parsers.ts";

/** A learner that can be compared. */
export type Learner = AgentDefinition & { readonly name: string };

/** A few of each kind that learn from table rows, all of them quick. */
const USUAL = [
  ...["q-learning", "sarsa", "expected-sarsa", "double-q-learning"],
  ...["n-step-sarsa", "tree-backup", "sarsa-lambda", "watkins-q-lambda", "monte-carlo"],
  ...["dyna-q", "prioritized-sweeping", "r-max", "reinforce", "actor-critic"],
];

/**
 * The learners that flags stand for, in the order they were named in, else in that of the registry.
 * @throws {GymError} If a name or a family is unknown, does not learn, or is given twice.
 */
export function chooseAgents({ agents, family }: CompareFlags): readonly Learner[] {
  const learners = listPlayers().filter((player): player is Learner => player.kind === "agent");
  if (agents !== undefined && family !== undefined) {
    throw new InvalidArgumentError("Expected --agents or --family, got both: leave one out.");
  }
  if (family !== undefined) return ofFamilies(learners, family);
  if (agents === undefined) return USUAL.flatMap((name) => learners.filter((each) => each.name === name));
  if (agents.includes("all")) return everyone(learners, agents);
  return agents.map((name, index) => {
    if (agents.indexOf(name) < index) {
      throw new InvalidArgumentError(`Expected each of --agents once, got "${name}" twice.`);
    }
    return named(learners, name);
  });
}

function everyone(learners: readonly Learner[], agents: readonly string[]): readonly Learner[] {
  if (agents.length === 1) return learners;
  throw new InvalidArgumentError(
    `Expected --agents all, or names, got both: ${agents.join(",")}. Leave the names out.`,
  );
}

function named(learners: readonly Learner[], name: string): Learner {
  const learner = learners.find((each) => each.name === name);
  if (learner !== undefined) return learner;
  const names = learners.map((each) => each.name);
  if (listPlayers().some((each) => each.name === name)) {
    throw new InvalidArgumentError(
      `"${name}" is scripted: it stands beside every comparison. Allowed: all, ${names.join(", ")}.`,
    );
  }
  throw unknownName("agent", name, ["all", ...names]);
}

function ofFamilies(learners: readonly Learner[], families: readonly string[]): readonly Learner[] {
  const known = [...new Set(learners.map(({ family }) => family))];
  const unknown = families.find((family) => !known.includes(family));
  if (unknown !== undefined) throw unknownName("family", unknown, known);
  return learners.filter(({ family }) => families.includes(family));
}

/**
 * Hyperparameters by agent, from assignments such as `sarsa.stepSize=0.2`.
 * @throws {GymError} If one names no agent that is compared.
 */
export function assignmentsOf(
  set: readonly Assignment[],
  learners: readonly Learner[],
): ReadonlyMap<string, readonly Assignment[]> {
  const names = learners.map(({ name }) => name);
  const byAgent = new Map<string, readonly Assignment[]>();
  for (const { name: typed, value } of set) {
    const [agent = "", ...rest] = typed.split(".");
    if (rest.length !== 1 || rest[0] === "") {
      throw new InvalidArgumentError(
        `Expected --set like ${names[0]}.stepSize=0.2, with the agent it is for, got ${typed}=${value}.`,
      );
    }
    if (!names.includes(agent)) throw unknownName("agent in --set", agent, names);
    byAgent.set(agent, [...(byAgent.get(agent) ?? []), { name: rest.join(), value }]);
  }
  return byAgent;
}
