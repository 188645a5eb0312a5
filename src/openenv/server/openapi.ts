import { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "zod";
import type { ServedEnvironment } from "../served-environment.ts";
import { PROTOCOL_VERSION } from "../wire.ts";
import { StepBody } from "./routes/control.ts";
import { publishedSchemas } from "./routes/info.ts";
import type { Route } from "./routes/route.ts";
import { RangeBody, SplitBody, TaskBody } from "./routes/task-api.ts";
import { BaselineBody, GraderBody } from "./routes/tasks.ts";

type JsonSchema = Readonly<Record<string, unknown>>;
type Registry = OpenAPIHono["openAPIRegistry"];
type Operation = Parameters<Registry["registerPath"]>[0];

const text = z.string();
const shortText = z.string().max(255).nullish();
const record = z.record(z.string(), z.unknown());
const anything = z.unknown();

const Metadata = z.object({
  name: text,
  description: text,
  readme_content: text.nullable(),
  version: text.nullable(),
  author: text.nullable(),
  documentation_url: text.nullable(),
});

const Reset = z.looseObject({
  seed: z.int().min(0).nullish(),
  episode_id: shortText,
  task_id: text.nullish(),
  session_id: shortText,
});

const Problem = z.object({
  type: text,
  loc: z.array(z.union([text, z.int()])),
  msg: text,
  input: anything.optional(),
  ctx: record.optional(),
});

const RpcAnswer = z.object({
  jsonrpc: z.literal("2.0"),
  id: z.union([text, z.int(), z.null()]),
  result: anything.optional(),
  error: z.object({ code: z.int(), message: text, data: anything }).optional(),
});

/** Every record of the API by name. */
function schemasOf(served: ServedEnvironment): readonly (readonly [string, z.ZodType])[] {
  const payload = z.object({
    observation: served.observation,
    reward: z.number().nullable(),
    done: z.boolean(),
    metadata: record,
  });
  return [
    ["ResetRequest", Reset],
    ["ResetResponse", payload],
    ["StepRequest", StepBody.extend({ action: served.action })],
    ["StepResponse", payload],
    ["EnvironmentMetadata", Metadata],
    ["HealthResponse", z.object({ status: z.enum(["healthy", "unhealthy", "degraded"]) })],
    ["SchemaResponse", z.object({ action: record, observation: record, state: record })],
    ["McpRequest", z.object({ jsonrpc: z.literal("2.0"), method: text, params: record.optional() })],
    ["McpResponse", RpcAnswer],
    ["GraderRequest", GraderBody],
    ["BaselineRequest", BaselineBody],
    ["SplitRequest", SplitBody],
    ["TaskRequest", TaskBody],
    ["TaskRangeRequest", RangeBody],
    ["ValidationError", Problem],
    ["HTTPValidationError", z.object({ detail: z.array(Problem) })],
  ];
}

function withoutDraft({ $schema: _draft, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

function componentsOf(served: ServedEnvironment): readonly (readonly [string, JsonSchema])[] {
  const { action, observation, state } = publishedSchemas(served);
  const records = schemasOf(served).map(
    ([name, schema]) => [name, z.toJSONSchema(schema, { io: "input" })] as const,
  );
  return [...records, ["Action", action], ["Observation", observation], ["State", state]];
}

function contentOf(name: string) {
  const reference = { ["$ref"]: `#/components/schemas/${name}` };
  return { "application/json": { schema: reference } };
}

function operationOf({ method, path, tag, summary, body, answer }: Route): Operation {
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path" as const,
    required: true,
    schema: { type: "string" as const },
  }));
  return {
    method,
    path,
    tags: [tag],
    summary,
    operationId: `${method}${path.replaceAll(/\W+/g, "_").replace(/_$/, "")}`,
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && { request: { body: { content: contentOf(body) } } }),
    responses: {
      200: { description: "Done", ...(answer !== undefined && { content: contentOf(answer) }) },
      ...(method === "post" && {
        422: { description: "The request does not fit", content: contentOf("HTTPValidationError") },
      }),
    },
  };
}

/** The OpenAPI 3.1 document of the routes. */
export function openApiDocument(served: ServedEnvironment, routes: readonly Route[]): object {
  const site = new OpenAPIHono();
  for (const [name, schema] of componentsOf(served)) {
    site.openAPIRegistry.registerComponent("schemas", name, withoutDraft(schema));
  }
  for (const route of routes) site.openAPIRegistry.registerPath(operationOf(route));
  return site.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: `${served.name} over OpenEnv`,
      description: `${served.description}\n\nPlay it over the WebSocket at \`/ws\`, or over HTTP.`,
      version: PROTOCOL_VERSION,
    },
  });
}
