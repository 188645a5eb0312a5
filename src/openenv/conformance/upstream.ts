import { isRecord } from "../client/text.ts";
import type { Answer, Request } from "./http.ts";
import { Failure } from "./outcome.ts";
import type { UpstreamCriterion, UpstreamReport } from "./report.ts";
import type { Server } from "./trial.ts";

type Data = Readonly<Record<string, unknown>>;

interface Question {
  readonly id: string;
  readonly description: string;
  readonly path: string;
  readonly request?: Request;
  readonly expected: Data;
  /** What a 200 gave, or `undefined` if it is not enough. */
  readonly accept: (body: Data) => boolean;
  readonly actual: (body: Data) => Data;
}

const OPENAPI: Question = {
  id: "openapi_version_available",
  description: "GET /openapi.json returns OpenAPI info.version",
  path: "/openapi.json",
  expected: { status_code: 200, "info.version": "string" },
  accept: (body) => typeof versionOf(body) === "string",
  actual: (body) => ({ "info.version": versionOf(body) ?? null }),
};

const QUESTIONS: readonly Question[] = [
  {
    id: "health_endpoint",
    description: "GET /health returns healthy status",
    path: "/health",
    expected: { status_code: 200, status: "healthy" },
    accept: ({ status }) => status === "healthy",
    actual: ({ status }) => ({ status: status ?? null }),
  },
  {
    id: "metadata_endpoint",
    description: "GET /metadata returns name and description",
    path: "/metadata",
    expected: { status_code: 200, fields: ["name", "description"] },
    accept: ({ name, description }) => typeof name === "string" && typeof description === "string",
    actual: ({ name, description }) => ({ name: name ?? null, description: description ?? null }),
  },
  {
    id: "schema_endpoint",
    description: "GET /schema returns action, observation, and state schemas",
    path: "/schema",
    expected: { status_code: 200, fields: ["action", "observation", "state"] },
    accept: ({ action, observation, state }) => [action, observation, state].every(isRecord),
    actual: ({ action, observation, state }) => ({
      has_action: isRecord(action),
      has_observation: isRecord(observation),
      has_state: isRecord(state),
    }),
  },
  {
    id: "mcp_endpoint",
    description: "POST /mcp is reachable and returns JSON-RPC payload",
    path: "/mcp",
    request: { method: "POST", body: "{}" },
    expected: { status_code: 200, jsonrpc: "2.0" },
    accept: ({ jsonrpc }) => jsonrpc === "2.0",
    actual: ({ jsonrpc }) => ({ jsonrpc: jsonrpc ?? null }),
  },
];

function versionOf({ info }: Data): unknown {
  return isRecord(info) ? info["version"] : undefined;
}

async function ask(server: Server, { path, request }: Question): Promise<Answer | Failure> {
  try {
    return await server.http.ask(path, { ...request, redirect: "follow" });
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

function judge(question: Question, answer: Answer | Failure): UpstreamCriterion {
  const { id, description, expected } = question;
  const criterion = { id, description, required: true, expected };
  if (answer instanceof Failure)
    return { ...criterion, passed: false, details: `Request failed: ${answer.got}` };
  const { status, body } = answer;
  const record = isRecord(body) ? body : {};
  const passed = status === 200 && question.accept(record);
  return { ...criterion, passed, actual: { status_code: status, ...question.actual(record) } };
}

function judgeMode(paths: Data): UpstreamCriterion {
  const control = ["/reset", "/step", "/state"];
  const found = control.map((path) => path in paths);
  const [simulation = false] = found;
  const known = Object.keys(paths).length > 0;
  const asRecord = (flags: readonly boolean[]): Data =>
    Object.fromEntries(control.map((path, i) => [path, flags[i]]));
  return {
    id: "mode_endpoint_consistency",
    description: "OpenAPI endpoint set matches OpenEnv mode contract",
    passed: known && found.every((flag) => flag === simulation),
    required: true,
    ...(!known && { details: "Cannot determine mode without OpenAPI paths" }),
    expected: known ? asRecord(control.map(() => simulation)) : { "openapi.paths": "present" },
    actual: known ? asRecord(found) : { "openapi.paths": "missing" },
  };
}

/** The six criteria of `openenv validate --url`, in its own form. */
export async function upstreamReport(server: Server): Promise<UpstreamReport> {
  const openapi = await ask(server, OPENAPI);
  const document = !(openapi instanceof Failure) && isRecord(openapi.body) ? openapi.body : {};
  const first = judge(OPENAPI, openapi);
  const version = first.passed ? String(versionOf(document)) : "unknown";
  const paths = first.passed && isRecord(document["paths"]) ? document["paths"] : {};
  const criteria = [first];
  for (const question of QUESTIONS) criteria.push(judge(question, await ask(server, question)));
  criteria.push(judgeMode(paths));
  const failed = criteria.filter(({ passed }) => !passed).map(({ id }) => id);
  const counts = { passed: criteria.length - failed.length, total: criteria.length };
  const mode = "/reset" in paths ? "simulation" : "production";
  return {
    target: server.base,
    validation_type: "running_environment",
    standard_version: version,
    standard_profile: version.startsWith("1.") ? "openenv-http/1.x" : "openenv-http/unknown",
    mode: Object.keys(paths).length === 0 ? "unknown" : mode,
    passed: failed.length === 0,
    summary: {
      passed_count: counts.passed,
      total_count: counts.total,
      failed_criteria: failed,
      required_passed_count: counts.passed,
      required_total_count: counts.total,
    },
    criteria,
  };
}
