import { describe } from "vitest";
import { changed, replaced, restatused } from "./defects.ts";
import { type DefectRow, describeDefects, soundServer } from "./support.ts";

type Schemas = Record<string, Record<string, unknown> & { properties: Record<string, unknown> }>;
type Document = { info: Record<string, unknown>; paths: Record<string, unknown> };

const schema = (change: (schemas: Schemas) => unknown): DefectRow[2] =>
  changed("GET /schema", (body) => change(body as Schemas));
const reference = (target: string): object => JSON.parse(`{"$ref":"${target}"}`);
const openapi = (change: (document: Document) => unknown): DefectRow[2] =>
  changed("GET /openapi.json", (body) => change(body as Document));

const ROWS: readonly DefectRow[] = [
  ["1", "another status", replaced("GET /health", 200, { status: "ok" })],
  ["1", "a health that is no 200", restatused("GET /health", 200, 503)],
  ["2", "a description that is null", changed("GET /metadata", (body) => ({ ...body, description: null }))],
  [
    "2",
    "a key left out because it is null",
    changed("GET /metadata", (body) => {
      delete body["author"];
    }),
  ],
  [
    "3",
    "a schema that is missing",
    schema((all) => {
      delete all["state"];
    }),
  ],
  [
    "3",
    "a type that does not exist",
    schema((all) => Object.assign(all["action"] ?? {}, { type: "struct" })),
  ],
  ["3", "a list where a schema belongs", schema((all) => Object.assign(all["action"] ?? {}, { not: [] }))],
  [
    "3",
    "a reference to somewhere else",
    schema((all) => {
      const { observation } = all;
      if (observation !== undefined)
        observation.properties["reward"] = reference("https://example.org/reward.json");
    }),
  ],
  [
    "3",
    "a reference to nowhere",
    schema((all) => {
      const { observation } = all;
      if (observation !== undefined) observation.properties["reward"] = reference("#/$defs/Reward");
    }),
  ],
  [
    "4",
    "an action that allows unknown fields",
    schema((all) => Object.assign(all["action"] ?? {}, { additionalProperties: true })),
  ],
  [
    "4",
    "an action that needs metadata",
    schema((all) => Object.assign(all["action"] ?? {}, { required: ["operation", "metadata"] })),
  ],
  ["4", "an observation without done", schema((all) => void delete all["observation"]?.properties["done"])],
  ["4", "a state that hides a field", schema((all) => void delete all["state"]?.properties["task_id"])],
  ["5", "another version", openapi(({ info }) => void Object.assign(info, { version: "2.0.0" }))],
  ["5", "a path that is not listed", openapi(({ paths }) => void delete paths["/schema"])],
  ["7", "a page for every path", replaced("GET /no-such-path", 200, {})],
  ["7", "an unknown path without detail", replaced("GET /no-such-path", 404, {})],
  ["7", "a wrong method that is not found", restatused("DELETE /health", 405, 404)],
  ["7", "a 405 without the methods", replaced("DELETE /health", 405, { detail: "Method Not Allowed" })],
  ["8", "another JSON-RPC", changed("POST /mcp", (body) => ({ ...body, jsonrpc: "1.0" }))],
  ["8", "steps without a reset", openapi(({ paths }) => void delete paths["/reset"])],
  ["9", "a root that is no page", replaced("GET /", 404, { detail: "Not Found" })],
];

describe("the checks of what a server tells about itself", () => {
  const { url } = soundServer({ web: true });
  describeDefects(url, ROWS);
  describeDefects(url, [["6", "control routes in production", {}]], { production: true });
});

describe("the check of production mode", () => {
  const { url } = soundServer({ mode: "production" });
  describeDefects(url, [
    ["6", "a reset that is still there", replaced("POST /reset", 200, {})],
    ["6", "a reset that is still listed", openapi(({ paths }) => void Object.assign(paths, { "/step": {} }))],
    ["6", "a schema that is gone too", replaced("GET /schema", 404, {})],
    ["6", "a socket that is gone too", { upgrade: () => 404 }],
    ["8", "a state without a reset", openapi(({ paths }) => void Object.assign(paths, { "/state": {} }))],
  ]);
});
