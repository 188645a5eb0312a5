import { z } from "zod";
import { SpecRecord } from "./agent-file.ts";
import { JsonRecord } from "./canonical-json.ts";

/** Version of the layout of a manifest. */
export const MANIFEST_SCHEMA = "supportdesk.manifest/1";

const Seed = z.int().nonnegative();

/** All that is needed to repeat a run. */
export const Manifest = z.strictObject({
  schema: z.literal(MANIFEST_SCHEMA),
  command: z.string().describe("Command line that repeats the run."),
  spec: SpecRecord,
  agent: z.strictObject({ name: z.string(), hyperparameters: JsonRecord }),
  seed: Seed.describe("Seed of the agent and of the training, in [0, 2^53)."),
  episodes: z.int().positive().describe("Episodes asked for."),
  evaluation: z.strictObject({
    seeds: z.array(Seed).min(1),
    tasks: z.array(z.string()),
    every: z.int().nonnegative().describe("Episodes between evaluations; 0 is at the end only."),
    discount: z.number().gte(0).lte(1).describe("γ of the discounted returns."),
    spec: SpecRecord.optional().describe(
      "Environment of the evaluation, where it is not that of the training.",
    ),
  }),
  versions: z.strictObject({ package: z.string(), node: z.string() }),
  git: z.strictObject({ commit: z.string(), dirty: z.boolean() }).optional(),
});
export type Manifest = z.infer<typeof Manifest>;
