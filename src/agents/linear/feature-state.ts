import { z } from "zod";
import type { Agent, SavedAgent } from "../../core/agent.ts";
import { type AgentDefinition, type AgentSetup, registerAgent } from "../../core/agent-registry.ts";
import { SnapshotError } from "../../core/errors.ts";
import type { Parameter } from "../../core/parameters.ts";
import { describeIssue } from "../issues.ts";
import { hyperparameterProblem, streamProblem, TableState } from "../table-state.ts";
import type { FeatureVector } from "./context.ts";

const { actionCount, seed, episodes, rng } = TableState.shape;

/** What an agent over feature vectors has learned and where its stream stands. */
export const FeatureState = z.strictObject({
  actionCount,
  seed,
  episodes,
  rng,
  dimension: z.int().positive().nullable().describe("Length of its contexts; `null` before the first."),
  counts: z.array(z.int().nonnegative()).describe("Updates of each action, shape [actionCount]."),
  model: z.json().describe("What the agent has learned, in a form of its own."),
});
export type FeatureState = z.infer<typeof FeatureState>;

/** What an agent over feature vectors is built from; `saved` continues an earlier one. */
export interface FeatureSetup extends AgentSetup {
  readonly saved?: FeatureState;
}

/** An agent over feature vectors as it is registered: all of its definition but how to create and restore it. */
export interface FeatureAgentDefinition
  extends Omit<AgentDefinition, "kind" | "reads" | "create" | "restore"> {
  readonly build: (setup: FeatureSetup) => Agent<FeatureVector>;
}

/** Registers an agent whose whole state is a {@link FeatureState}. */
export function registerFeatureAgent(name: string, definition: FeatureAgentDefinition): void {
  const { build, ...described } = definition;
  registerAgent(name, {
    ...described,
    kind: "agent",
    reads: "features",
    create: build,
    restore: (saved) => build(readFeatureSetup(saved, described.parameters)),
  });
}

/**
 * Checks all of a saved agent but its model, which the agent itself reads.
 * @throws {SnapshotError} If its state or hyperparameters are not as `toJSON` writes them.
 */
function readFeatureSetup(saved: SavedAgent, parameters: readonly Parameter[]): FeatureSetup {
  const { success, data, error } = FeatureState.safeParse(saved.state);
  if (!success) throw new SnapshotError(`The saved ${saved.name} does not fit: ${describeIssue(error)}.`);
  const problem = hyperparameterProblem(saved, parameters) ?? streamProblem(data) ?? countProblem(data);
  if (problem !== undefined) throw new SnapshotError(`The saved ${saved.name} does not fit: ${problem}.`);
  const { hyperparameters } = saved;
  return { actionCount: data.actionCount, seed: data.seed, hyperparameters, saved: data };
}

function countProblem({ counts, actionCount: expected }: FeatureState): string | undefined {
  if (counts.length === expected) return undefined;
  return `expected \`counts\` to have ${expected} entries, got ${counts.length}`;
}

/**
 * Reads the model of a saved agent.
 * @throws {SnapshotError} If it does not have the form that the agent writes.
 */
export function readModel<Model>(name: string, schema: z.ZodType<Model>, model: unknown): Model {
  const { success, data, error } = schema.safeParse(model);
  if (success) return data;
  throw new SnapshotError(`The saved ${name} does not fit: \`model\`: ${describeIssue(error)}.`);
}
