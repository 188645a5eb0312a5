import { z } from "zod";
import type { ServedEnvironment } from "../../served-environment.ts";
import { fixedJson, type Route, type Site } from "./route.ts";

type JsonSchema = Readonly<Record<string, unknown>>;

/** The schemas that `/schema` publishes. The observation there has what the wire carries beside it, too. */
export interface PublishedSchemas {
  readonly action: JsonSchema;
  readonly observation: JsonSchema;
  readonly state: JsonSchema;
}

/** JSON Schemas, draft 2020-12, of what crosses the wire. */
export function publishedSchemas({ action, observation, state }: ServedEnvironment): PublishedSchemas {
  const whole = observation.extend({
    done: z.boolean().default(false).describe("Whether the episode has ended."),
    reward: z.union([z.number(), z.boolean(), z.null()]).default(null).describe("null after a reset."),
    metadata: z.record(z.string(), z.unknown()).default({}).describe("How the episode went."),
  });
  const titled = (title: string, schema: z.ZodType): JsonSchema => ({
    title,
    ...z.toJSONSchema(schema, { io: "input" }),
  });
  return {
    action: titled("Action", action),
    observation: titled("Observation", whole),
    state: titled("State", state),
  };
}

function metadataOf({ name, description, readme, version }: ServedEnvironment): JsonSchema {
  return {
    name,
    description,
    readme_content: readme ?? null,
    version,
    author: null,
    documentation_url: null,
  };
}

/** The routes that describe the server. */
export function infoRoutes({ served, metrics }: Site): readonly Route[] {
  const info = { method: "get", tag: "Environment Info" } as const;
  return [
    {
      ...info,
      path: "/metadata",
      summary: "Name and version of the environment",
      answer: "EnvironmentMetadata",
      handle: fixedJson(() => metadataOf(served)),
    },
    {
      ...info,
      path: "/health",
      tag: "Health",
      summary: "Whether the server is up",
      answer: "HealthResponse",
      handle: fixedJson(() => ({ status: "healthy" })),
    },
    {
      ...info,
      path: "/schema",
      tag: "Schema",
      summary: "Schemas of action, observation and state",
      answer: "SchemaResponse",
      handle: fixedJson(() => publishedSchemas(served)),
    },
    {
      ...info,
      path: "/metrics",
      tag: "Health",
      summary: "Counters and latencies, for Prometheus",
      handle: async () =>
        new Response(await metrics.text(), { headers: { "content-type": metrics.contentType } }),
    },
  ];
}
