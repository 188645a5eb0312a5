import { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "zod";
import type { ServedEnvironment } from "../served-environment.ts";
import { PROTOCOL_VERSION } from "../wire.ts";
import { publishedSchemas } from "./routes/info.ts";
import type { Route } from "./routes/route.ts";
import { RangeBody, SplitBody, TaskBody } from "./routes/task-api.ts";

type JsonSchema = Readonly<Record<string, unknown>>;

const nullable = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: "null" }] });
const ref = (name: string): { readonly $ref: string } => ({ $ref: `#/components/schemas/${name}` });
const text = { type: "string" };
const shortText = { type: "string", maxLength: 255 };
const record = { type: "object", additionalProperties: true };

function object(properties: JsonSchema, required: readonly string[] = []): JsonSchema {
  return { type: "object", properties, required, additionalProperties: true };
}

function fromZod(schema: z.ZodType): JsonSchema {
  const { $schema: _draft, ...rest } = z.toJSONSchema(schema, { io: "input" });
  return rest;
}

const PAYLOAD = object(
  {
    observation: ref("Observation"),
    reward: nullable({ type: "number" }),
    done: { type: "boolean" },
    metadata: record,
  },
  ["observation", "reward", "done"],
);

const FIXED: Readonly<Record<string, JsonSchema>> = {
  ResetRequest: object({
    seed: nullable({ type: "integer", minimum: 0 }),
    episode_id: nullable(shortText),
    task_id: nullable(text),
    session_id: nullable(shortText),
  }),
  ResetResponse: PAYLOAD,
  StepRequest: object(
    {
      action: ref("Action"),
      timeout_s: nullable({ type: "number", exclusiveMinimum: 0 }),
      request_id: nullable(shortText),
      session_id: nullable(shortText),
    },
    ["action"],
  ),
  StepResponse: PAYLOAD,
  EnvironmentMetadata: object(
    {
      name: text,
      description: text,
      readme_content: nullable(text),
      version: nullable(text),
      author: nullable(text),
      documentation_url: nullable(text),
    },
    ["name", "description"],
  ),
  HealthStatus: { type: "string", enum: ["healthy", "unhealthy", "degraded"] },
  HealthResponse: object({ status: ref("HealthStatus") }, ["status"]),
  SchemaResponse: object({ action: record, observation: record, state: record }, [
    "action",
    "observation",
    "state",
  ]),
  McpRequest: object({ jsonrpc: { const: "2.0" }, method: text, params: record, id: {} }, [
    "jsonrpc",
    "method",
  ]),
  McpResponse: object({ jsonrpc: { const: "2.0" }, id: {}, result: {}, error: record }, ["jsonrpc", "id"]),
  GraderRequest: object({
    task_id: nullable(text),
    session_id: nullable(text),
    seed: nullable({ type: "integer", minimum: 0 }),
    actions: nullable({ type: "array", items: ref("Action"), maxItems: 1000 }),
  }),
  BaselineRequest: object({ task_id: nullable(text) }),
  SplitRequest: fromZod(SplitBody),
  TaskRequest: fromZod(TaskBody),
  TaskRangeRequest: fromZod(RangeBody),
  ValidationError: object(
    {
      loc: { type: "array", items: { anyOf: [text, { type: "integer" }] } },
      msg: text,
      type: text,
      input: {},
      ctx: record,
    },
    ["loc", "msg", "type"],
  ),
  HTTPValidationError: object({ detail: { type: "array", items: ref("ValidationError") } }),
};

function componentsOf(served: ServedEnvironment): Readonly<Record<string, JsonSchema>> {
  const published = Object.entries(publishedSchemas(served)).map(([name, { $schema: _draft, ...schema }]) => [
    `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    schema,
  ]);
  return { ...FIXED, ...Object.fromEntries(published) };
}

function operationOf({ method, path, tag, summary, body, answer }: Route): Operation {
  const content = (name: string) => ({ "application/json": { schema: ref(name) } });
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
    ...(body !== undefined && { request: { body: { content: content(body) } } }),
    responses: {
      200: { description: "Done", ...(answer !== undefined && { content: content(answer) }) },
      ...(method === "post" && {
        422: { description: "The request does not fit", content: content("HTTPValidationError") },
      }),
    },
  };
}

type Registry = OpenAPIHono["openAPIRegistry"];
type Operation = Parameters<Registry["registerPath"]>[0];

/** The OpenAPI 3.1 document of the routes. */
export function openApiDocument(served: ServedEnvironment, routes: readonly Route[]): object {
  const site = new OpenAPIHono();
  for (const [name, schema] of Object.entries(componentsOf(served))) {
    site.openAPIRegistry.registerComponent("schemas", name, schema);
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
