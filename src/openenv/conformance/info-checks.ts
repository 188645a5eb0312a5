import { isRecord } from "../client/text.ts";
import type { Check } from "./check.ts";
import { type Answer, demandStatus, objectOf, shown } from "./http.ts";
import { propertiesOf, schemaProblem } from "./json-schema.ts";
import { demand, need } from "./outcome.ts";
import { demandType, type Trial } from "./trial.ts";
import { upstreamReport } from "./upstream.ts";

type Data = Readonly<Record<string, unknown>>;

const CONTROL = ["/reset", "/step", "/state"];
const INFO = ["/health", "/metadata", "/schema", "/mcp"];

async function health({ http }: Trial): Promise<void> {
  const answer = await http.ask("/health");
  demand(objectOf(answer)["status"] === "healthy", 'status "healthy"', shown(answer));
}

async function metadata({ http }: Trial): Promise<void> {
  const body = await http.object("/metadata");
  for (const key of ["name", "description"])
    demand(typeof body[key] === "string", `${key} to be a text`, body);
  const others = ["readme_content", "version", "author", "documentation_url"];
  const missing = others.filter((key) => !(key in body));
  demand(
    missing.length === 0,
    `the keys ${others.join(", ")}, with null where unknown`,
    `no ${missing.join(", ")}`,
  );
}

const SCHEMAS = ["action", "observation", "state"];

async function schemas({ http }: Trial): Promise<void> {
  const body = await http.object("/schema");
  for (const name of SCHEMAS) {
    demand(isRecord(body[name]), `${name} to be a JSON Schema object`, body[name]);
    const problem = schemaProblem(body[name]);
    demand(problem === undefined, `${name} to be valid draft 2020-12 with local references only`, problem);
  }
}

async function schemaFields(trial: Trial): Promise<void> {
  const body = (await trial.http.object("/schema")) as Readonly<Record<string, Data>>;
  const [action = {}, observation = {}, state = {}] = SCHEMAS.map((name) =>
    isRecord(body[name]) ? body[name] : {},
  );
  demand(
    action["additionalProperties"] === false,
    "action with additionalProperties false",
    action["additionalProperties"],
  );
  const required = Array.isArray(action["required"]) ? action["required"] : [];
  const optional = "metadata" in propertiesOf(action) && !required.includes("metadata");
  demand(optional, "action with an optional metadata", propertiesOf(action));
  demandFields("observation", observation, ["done", "reward", "metadata"]);
  demandFields("state", state, ["episode_id", "step_count"]);
  const socket = await trial.episode();
  const sent = await socket.ask({ type: "state" });
  demandType(sent, "state");
  demandFields("state", state, Object.keys(sent.data));
}

function demandFields(name: string, schema: Data, fields: readonly string[]): void {
  const known = Object.keys(propertiesOf(schema));
  const missing = fields.filter((field) => !known.includes(field));
  demand(missing.length === 0, `${name} with ${fields.join(", ")}`, `no ${missing.join(", ")}`);
}

async function openapi(trial: Trial): Promise<void> {
  const { info, paths } = await trial.http.object("/openapi.json");
  const version = isRecord(info) ? info["version"] : undefined;
  demand(typeof version === "string" && /^1\./.test(version), 'info.version like "1.0.0"', version);
  const wanted = (await trial.mode()) === "production" ? INFO : [...CONTROL, ...INFO];
  const missing = wanted.filter((path) => !isRecord(paths) || !(path in paths));
  demand(missing.length === 0, `paths with ${wanted.join(", ")}`, `no ${missing.join(", ")}`);
}

async function production(trial: Trial): Promise<void> {
  need(
    (await trial.mode()) === "production",
    "the server runs in simulation mode (--production demands the other)",
  );
  const { paths } = await trial.http.object("/openapi.json");
  const listed = CONTROL.filter((path) => isRecord(paths) && path in paths);
  demand(listed.length === 0, `paths without ${CONTROL.join(", ")}`, listed.join(", "));
  for (const path of ["/reset", "/step"]) demandStatus(await trial.http.post(path, {}), 404, 405);
  demandStatus(await trial.http.ask("/state"), 404, 405);
  for (const path of ["/health", "/schema", "/metadata"]) demandStatus(await trial.http.ask(path), 200);
  demandStatus(await trial.http.post("/mcp", {}), 200);
  await trial.episode();
}

async function unknownRoutes({ http }: Trial): Promise<void> {
  const unknown = await http.ask("/no-such-path");
  demandStatus(unknown, 404);
  demand(isRecord(unknown.body) && "detail" in unknown.body, "a JSON body with detail", shown(unknown));
  const wrong: Answer = await http.ask("/health", { method: "DELETE" });
  demandStatus(wrong, 405);
  demand(wrong.headers.has("allow"), "405 with an allow header", "no allow header");
}

async function upstream({ server }: Trial): Promise<void> {
  const { passed, summary } = await server.learn("upstream", () => upstreamReport(server));
  demand(
    passed,
    "all six criteria of the reference validator",
    `failed: ${summary.failed_criteria.join(", ")}`,
  );
}

async function frontPage({ http }: Trial): Promise<void> {
  const web = await http.ask("/web", { redirect: "follow" });
  need(web.status !== 404, "the web page is off");
  demandStatus(await http.ask("/", { redirect: "follow" }), 200);
}

/** What a server tells about itself. */
export const INFO_CHECKS: readonly Check[] = [
  {
    id: "1",
    group: "info",
    title: "GET /health says healthy",
    hint: 'Answer 200 with {"status":"healthy"}; launchers wait for it.',
    run: health,
  },
  {
    id: "2",
    group: "info",
    title: "GET /metadata has its six keys",
    hint: "Send name and description as texts and the other four keys even where they are null.",
    run: metadata,
  },
  {
    id: "3",
    group: "info",
    title: "GET /schema has three valid schemas",
    hint: "Publish action, observation and state as JSON Schema draft 2020-12 and keep every $ref inside.",
    run: schemas,
  },
  {
    id: "4",
    group: "info",
    title: "The schemas describe what is sent",
    hint: "Forbid unknown action fields, allow metadata, and publish done, reward, metadata and the whole state.",
    run: schemaFields,
  },
  {
    id: "5",
    group: "info",
    title: "GET /openapi.json has a version and the paths",
    hint: "Clients tell the mode of a server from these paths.",
    run: openapi,
  },
  {
    id: "6",
    group: "info",
    title: "Production mode has no control routes, and all others",
    hint: "Remove /reset, /step and /state from routes and paths; keep /ws and the rest.",
    run: production,
  },
  {
    id: "7",
    group: "info",
    title: "Unknown paths are 404, wrong methods 405",
    hint: 'Answer {"detail":...} with 404, and name the methods in an allow header with 405.',
    run: unknownRoutes,
  },
  {
    id: "8",
    group: "info",
    title: "The six criteria of openenv validate --url hold",
    hint: "See `upstream` in the JSON report for the criterion that fails.",
    run: upstream,
  },
  {
    id: "9",
    group: "info",
    title: "GET / leads to a page where the web page is on",
    hint: "Redirect / to /web/: a Space whose root is no page counts as broken.",
    run: frontPage,
  },
];
