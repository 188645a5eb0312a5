import { z } from "zod";
import type { Agent, SavedAgent } from "../core/agent.ts";
import { type AgentDefinition, type AgentSetup, registerAgent } from "../core/agent-registry.ts";
import { SnapshotError } from "../core/errors.ts";
import { type Parameter, readParameters } from "../core/parameters.ts";
import { describeIssue } from "./issues.ts";

const Count = z.int().nonnegative();
const Fraction = z.number().gte(0).lt(1);

/** What a table agent has learned and where its stream stands. Rows in the order they were first learned in. */
export const TableState = z.strictObject({
  actionCount: z.int().positive(),
  seed: Count,
  episodes: Count.describe("Episodes the agent has seen end, over all tasks."),
  rng: z.strictObject({ key: z.string(), c: Count, s0: Fraction, s1: Fraction, s2: Fraction }),
  table: z.strictObject({
    keys: z.array(Count),
    values: z.array(z.array(z.number())).describe("Action values, shape [rows, actionCount]."),
    counts: z.array(z.array(Count.lte(0xff_ff_ff_ff))).describe("Visits, shape [rows, actionCount]."),
  }),
  extra: z.json().optional().describe("What the agent keeps beside its table."),
});
export type TableState = z.infer<typeof TableState>;

/** What a table agent is built from; `saved` continues an earlier one. */
export interface TableSetup extends AgentSetup {
  readonly saved?: TableState;
}

/** A table agent as it is registered: all of its definition but how to create and restore it. */
export interface TableAgentDefinition extends Omit<AgentDefinition, "kind" | "create" | "restore"> {
  readonly build: (setup: TableSetup) => Agent;
}

/** Registers an agent whose whole state is a {@link TableState}. */
export function registerTableAgent(name: string, definition: TableAgentDefinition): void {
  const { build, ...described } = definition;
  registerAgent(name, {
    ...described,
    kind: "agent",
    create: build,
    restore: (saved) => build(readTableSetup(saved, described.parameters)),
  });
}

/**
 * Checks a saved table agent.
 * @throws {SnapshotError} If its state or hyperparameters are not as `toJSON` writes them.
 */
export function readTableSetup(saved: SavedAgent, parameters: readonly Parameter[]): TableSetup {
  const { success, data, error } = TableState.safeParse(saved.state);
  if (!success) throw new SnapshotError(`The saved ${saved.name} does not fit: ${describeIssue(error)}.`);
  const problem = hyperparameterProblem(saved, parameters) ?? streamProblem(data) ?? tableProblem(data);
  if (problem !== undefined) throw new SnapshotError(`The saved ${saved.name} does not fit: ${problem}.`);
  const { actionCount, seed } = data;
  return { actionCount, seed, hyperparameters: saved.hyperparameters, saved: data };
}

/** A hyperparameter that is not as the agent writes it, in words. */
export function hyperparameterProblem(
  saved: SavedAgent,
  parameters: readonly Parameter[],
): string | undefined {
  const { hyperparameters } = saved;
  const checked = readParameters(saved.name, parameters, hyperparameters);
  const odd = parameters.find(({ name }) => hyperparameters[name] !== checked[name]);
  if (odd === undefined) return undefined;
  return `expected \`${odd.name}\` in ${odd.range}, got ${JSON.stringify(hyperparameters[odd.name])}`;
}

/** A stream that is not the one of the agent's seed, in words. */
export function streamProblem({ rng, seed }: Pick<TableState, "rng" | "seed">): string | undefined {
  const key = `${seed}/agent`;
  return rng.key === key ? undefined : `expected \`rng.key\` to be "${key}", got "${rng.key}"`;
}

function tableProblem({ actionCount, table }: TableState): string | undefined {
  const { keys, values, counts } = table;
  if (new Set(keys).size !== keys.length) return "a row of `table.keys` is there twice";
  for (const [name, rows] of Object.entries({ values, counts })) {
    if (rows.length !== keys.length) {
      return `expected \`table.${name}\` to have ${keys.length} rows, got ${rows.length}`;
    }
    const odd = rows.findIndex((row) => row.length !== actionCount);
    if (odd >= 0) {
      return `expected \`table.${name}[${odd}]\` to have ${actionCount} entries, got ${rows[odd]?.length}`;
    }
  }
  return undefined;
}
