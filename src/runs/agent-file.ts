import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { describeIssue } from "../agents/issues.ts";
import type { Agent, SavedAgent } from "../core/agent.ts";
import { agentFromJSON } from "../core/agent-registry.ts";
import { GymError } from "../core/errors.ts";
import type { JsonValue } from "../core/json.ts";
import { checksum, Json, JsonRecord } from "./canonical-json.ts";
import { codeOf, reasonOf } from "./file-errors.ts";
import { isTaken, writeAside } from "./write-aside.ts";

/** Version of the layout of an agent file. */
export const AGENT_FILE_SCHEMA = "supportdesk.agent/1";

/** Name of the agent file in a run folder. */
export const AGENT_FILE_NAME = "agent.json";

const WrapperRecord = z.strictObject({
  name: z.string().min(1),
  kwargs: JsonRecord.exactOptional(),
  changesTask: z.boolean().exactOptional(),
});

/** What an environment was made from, as `env.spec.toJSON()` gives it. */
export const SpecRecord = z.strictObject({
  id: z.string().min(1),
  kwargs: JsonRecord,
  wrappers: z.array(WrapperRecord).readonly().exactOptional(),
});
export type SpecRecord = z.infer<typeof SpecRecord>;

/** What an agent was trained with. */
export const TrainingRecord = z.strictObject({
  seed: z.int().nonnegative().describe("Seed of the training, in [0, 2^53)."),
  episodes: z.int().nonnegative().describe("Episodes trained, over all tasks."),
  steps: z.int().nonnegative().describe("Steps trained."),
});
export type TrainingRecord = z.infer<typeof TrainingRecord>;

/** How the best agent of a run was chosen. */
export const SelectionRecord = z.strictObject({
  rule: z.string(),
  evaluations: z.int().positive().describe("Evaluations that it was chosen from."),
  rawScore: z.number().nullable().describe("Mean raw score of the evaluation that chose it."),
  return: z.number().describe("Mean return of that evaluation."),
  again: z
    .strictObject({ episodes: z.int().positive(), rawScore: z.number().nullable(), return: z.number() })
    .describe("The same means, evaluated anew: on fresh seeds where anything is random."),
});
export type SelectionRecord = z.infer<typeof SelectionRecord>;

/** An agent file: where the agent was trained, how, what it has learned, and a checksum of all that. */
export const AgentFile = z.strictObject({
  schema: z.literal(AGENT_FILE_SCHEMA),
  spec: SpecRecord,
  training: TrainingRecord,
  selection: SelectionRecord.exactOptional(),
  agent: z.strictObject({
    schema: z.string(),
    name: z.string(),
    hyperparameters: JsonRecord,
    state: Json,
  }),
  checksum: z.string().describe("SHA-256 of the rest as canonical JSON, in hexadecimal."),
});
export type AgentFile = z.infer<typeof AgentFile>;

/** An agent with what it was trained in and how. */
export interface TrainedAgent {
  readonly spec: SpecRecord;
  readonly agent: Agent;
  readonly training: TrainingRecord;
}

/**
 * Writes an agent file in one step; parent folders are created.
 * @throws {GymError} `FILE_EXISTS` if there is something at `path`, `BAD_FILE` if it cannot be written.
 */
export function saveAgentFile(path: string, trained: TrainedAgent): void {
  if (isTaken(path)) {
    throw new GymError("FILE_EXISTS", `"${path}" exists already: choose another name or remove it first.`);
  }
  writeAside(path, (temporary) =>
    writeFileSync(temporary, agentFileText({ ...trained, agent: trained.agent.toJSON() })),
  );
}

/** What an agent file is written from. */
export interface AgentFileContent extends Omit<TrainedAgent, "agent"> {
  readonly agent: SavedAgent;
  readonly selection?: SelectionRecord;
}

/** The text of an agent file. */
export function agentFileText({ spec, agent, training, selection }: AgentFileContent): string {
  const chosen = selection === undefined ? {} : { selection };
  const content = { schema: AGENT_FILE_SCHEMA, spec, training, ...chosen, agent };
  return `${JSON.stringify({ ...content, checksum: checksum(content) })}\n`;
}

/**
 * Reads an agent file, or the one in a run folder.
 * @throws {GymError} `BAD_FILE` if it cannot be read, is cut off, is of another version or was changed by hand.
 */
export function loadAgentFile(path: string): TrainedAgent {
  const file = locate(path);
  const document = parse(file, read(file));
  const agent = restore(file, document);
  const { checksum: expected, spec, training, ...rest } = document;
  if (checksum({ spec, training, ...rest }) !== expected) {
    throw bad(
      file,
      "it was changed after it was written (its checksum does not fit); train or save the agent again",
    );
  }
  return { spec, training, agent };
}

function locate(path: string): string {
  const stats = attempt(path, () => statSync(path));
  if (!stats.isDirectory()) return path;
  const file = join(path, AGENT_FILE_NAME);
  if (isTaken(file)) return file;
  throw bad(path, `it is a folder without an ${AGENT_FILE_NAME}; name a run folder or an agent file`);
}

function read(file: string): JsonValue {
  const text = attempt(file, () => readFileSync(file, "utf8"));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw bad(file, "it is not complete JSON: cut off, or no agent file", error);
  }
}

function parse(file: string, value: JsonValue): AgentFile {
  const schema = z.looseObject({ schema: z.string() }).safeParse(value).data?.schema;
  if (schema === undefined) throw bad(file, `it is no agent file (no \`schema\` "${AGENT_FILE_SCHEMA}")`);
  if (schema !== AGENT_FILE_SCHEMA) {
    const written = `it was written by another version, with schema "${schema}"`;
    throw bad(file, `${written}; this one reads "${AGENT_FILE_SCHEMA}"`);
  }
  const { success, data, error } = AgentFile.safeParse(value);
  if (!success) throw bad(file, `it was edited by hand: ${describeIssue(error)}`);
  return data;
}

function restore(file: string, { agent }: AgentFile): Agent {
  try {
    return agentFromJSON(agent);
  } catch (error) {
    throw bad(file, reasonOf(error).replace(/\.$/, ""), error);
  }
}

function attempt<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (codeOf(error) === "") throw error;
    throw bad(path, reasonOf(error), error);
  }
}

function bad(path: string, problem: string, cause?: unknown): GymError {
  return new GymError("BAD_FILE", `Cannot use the agent file "${path}": ${problem}.`, { cause });
}
