import { z } from "zod";
import { SpecRecord } from "./agent-file.ts";
import { JsonRecord } from "./canonical-json.ts";

/** Version of the layout of a manifest. */
export const MANIFEST_SCHEMA = "supportdesk.manifest/1";

const Seed = z.int().nonnegative();

/** When a run stops before its last episode: at the first of these. */
export const Stopping = z.strictObject({
  rawScore: z.number().exactOptional().describe("Mean greedy raw score to reach, in [0, 1]."),
  patience: z.int().positive().exactOptional().describe("Evaluations running without a better one."),
  stable: z.int().min(2).exactOptional().describe("Evaluations running with the same greedy actions."),
});
export type Stopping = z.infer<typeof Stopping>;

/** All that is needed to repeat a run, or to go on with it. */
export const Manifest = z.strictObject({
  schema: z.literal(MANIFEST_SCHEMA),
  command: z.string().describe("Command line that repeats the run."),
  suite: z.string().exactOptional().describe("Name of the set of tasks, where it has one."),
  spec: SpecRecord,
  agent: z.strictObject({ name: z.string(), hyperparameters: JsonRecord }),
  seed: Seed.describe("Seed of the agent and of the training, in [0, 2^53)."),
  episodes: z.int().positive().describe("Episodes asked for."),
  evaluation: z.strictObject({
    seeds: z.array(Seed).min(1),
    tasks: z.array(z.string()),
    every: z.int().nonnegative().describe("Episodes between evaluations; 0 is at the end only."),
    exactCurve: z.literal(true).exactOptional().describe("Whether the curve has exact scores as well."),
    discount: z.number().gte(0).lte(1).describe("γ of the discounted returns."),
    spec: SpecRecord.optional().describe(
      "Environment of the evaluation, where it is not that of the training.",
    ),
  }),
  stopping: Stopping.exactOptional(),
  checkpointEvery: z
    .int()
    .positive()
    .exactOptional()
    .describe("Episodes between checkpoints; absent: after evaluations."),
  traces: z.literal(true).exactOptional().describe("Whether each training step is traced."),
  versions: z.strictObject({ package: z.string(), node: z.string() }),
  git: z.strictObject({ commit: z.string(), dirty: z.boolean() }).optional(),
});
export type Manifest = z.infer<typeof Manifest>;
