import { describe, expect, it } from "vitest";
import { CANONICAL_SCENARIOS } from "../../../src/supportdesk/index.ts";
import { call, type Json, open, serve } from "../../support/openenv-server.ts";

const keysOf = (schema: unknown): string[] =>
  Object.keys((schema as { readonly properties: object }).properties);

describe("the routes that describe a server", () => {
  it("say that it is healthy", async () => {
    const { status, json } = await call(await serve(), "/health");
    expect([status, json]).toEqual([200, { status: "healthy" }]);
  });

  it("name the environment with six keys, nulls kept", async () => {
    const { json } = await call(await serve(), "/metadata");
    expect(Object.keys(json)).toEqual([
      "name",
      "description",
      "readme_content",
      "version",
      "author",
      "documentation_url",
    ]);
    expect([json["name"], typeof json["description"]]).toEqual(["SupportDesk", "string"]);
    expect(json["version"]).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("publish schemas of draft 2020-12 with local references alone", async () => {
    const { text, json } = await call(await serve(), "/schema");
    const schemas = Object.values(json) as readonly Json[];
    expect(Object.keys(json)).toEqual(["action", "observation", "state"]);
    expect(schemas.map((schema) => schema["type"])).toEqual(["object", "object", "object"]);
    expect(new Set(schemas.map((schema) => schema["$schema"]))).toEqual(
      new Set(["https://json-schema.org/draft/2020-12/schema"]),
    );
    expect([...text.matchAll(/"\$ref":"(?!#)/g)]).toEqual([]);
  });

  it("publish an action without further keys, an observation with what the wire moves out, and the whole state", async () => {
    const server = await serve();
    const { json } = await call(server, "/schema");
    const { action, observation, state } = json as Readonly<Record<string, Json>>;
    expect(action?.["additionalProperties"]).toBe(false);
    expect(action?.["required"]).toEqual(["operation"]);
    expect(keysOf(action)).toContain("metadata");
    expect(keysOf(observation)).toEqual(expect.arrayContaining(["ticket", "done", "reward", "metadata"]));
    const { data } = await (await open(server)).ask({ type: "state" });
    expect(keysOf(state)).toEqual(expect.arrayContaining(Object.keys(data)));
  });

  it("list themselves in an OpenAPI document of version 1.0.0", async () => {
    const { json } = await call(await serve(), "/openapi.json");
    expect(json["openapi"]).toBe("3.1.0");
    expect(json["info"]).toMatchObject({ version: "1.0.0" });
    expect(Object.keys(json["paths"] as object)).toEqual(
      expect.arrayContaining(["/reset", "/step", "/state", "/health", "/metadata", "/schema", "/mcp"]),
    );
    expect(Object.keys((json["components"] as { readonly schemas: object }).schemas)).toEqual(
      expect.arrayContaining(["Action", "Observation", "State", "StepRequest", "HTTPValidationError"]),
    );
  });

  it("resolve every reference of the OpenAPI document", async () => {
    const { text, json } = await call(await serve(), "/openapi.json");
    const { schemas } = json["components"] as { readonly schemas: Json };
    const names = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name = ""]) => name);
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !(name in schemas))).toEqual([]);
  });

  it("answer 404 with a detail on an unknown path, and 405 with `allow` on a wrong method", async () => {
    const server = await serve();
    expect(await call(server, "/nothing")).toMatchObject({ status: 404, json: { detail: "Not Found" } });
    const wrong = await call(server, "/step");
    expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "POST, OPTIONS"]);
    expect((await call(server, "/health", { method: "DELETE" })).status).toBe(405);
  });

  it("answer HEAD and OPTIONS, and lead from a trailing slash to the route alone", async () => {
    const server = await serve();
    expect((await call(server, "/health", { method: "HEAD" })).status).toBe(200);
    const options = await call(server, "/tasks", { method: "OPTIONS" });
    expect([options.status, options.headers.get("allow")]).toEqual([204, "GET, HEAD, POST, OPTIONS"]);
    const slash = await call(server, "/health/?a=1");
    expect([slash.status, slash.headers.get("location")]).toEqual([307, "/health?a=1"]);
    expect((await call(server, "//example.org/")).status).toBe(404);
  });

  it("show a page of the routes that loads nothing from elsewhere", async () => {
    const { status, text, headers } = await call(await serve(), "/docs");
    expect(status).toBe(200);
    expect(headers.get("content-type")).toMatch(/^text\/html/);
    expect(text).toContain("/{env}/splits");
    expect(text).not.toMatch(/src=|https?:|@import/);
  });

  it("serve no page at / unless the web page is on", async () => {
    expect((await call(await serve(), "/")).status).toBe(404);
    expect((await call(await serve(), "/web")).status).toBe(404);
    const withPage = await serve({ web: true });
    const root = await call(withPage, "/");
    expect(root.status).toBe(307);
    expect((await call(withPage, root.headers.get("location") ?? "")).status).toBe(200);
  });
});

describe("the web page of a server", () => {
  it("has a socket that tells what happens, outside of the capacity", async () => {
    const server = await serve({ web: true, maxSessions: 1 });
    await (await open(server)).ask({ type: "state" });
    const socket = await open(server, "/ws/ui");
    expect((await socket.next()).type).toBe("state_update");
  });
});

describe("production mode", () => {
  const Playing = ["/reset", "/step", "/state"];

  it("has no routes that play, neither in the document nor on the wire", async () => {
    const server = await serve({ mode: "production" });
    const { json } = await call(server, "/openapi.json");
    expect(Object.keys(json["paths"] as object).filter((path) => Playing.includes(path))).toEqual([]);
    const answers = [
      await call(server, "/reset", { body: {} }),
      await call(server, "/step", { body: { action: { operation: "wait" } } }),
      await call(server, "/state"),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });

  it("keeps everything else, the socket too", async () => {
    const server = await serve({ mode: "production" });
    for (const path of ["/health", "/schema", "/metadata", "/openapi.json"]) {
      expect((await call(server, path)).status).toBe(200);
    }
    expect((await call(server, "/mcp", { body: {} })).json["jsonrpc"]).toBe("2.0");
    expect((await (await open(server)).ask({ type: "reset" })).type).toBe("observation");
  });
});

describe("what is published", () => {
  it("never holds a text of the gold answers", async () => {
    const server = await serve();
    const texts = await Promise.all(["/schema", "/tasks", "/openapi.json"].map((path) => call(server, path)));
    const gold = CANONICAL_SCENARIOS.flatMap(({ answer }) => [
      ...answer.reply.groups.flat(),
      answer.resolution_code,
    ]).filter((text) => text.includes(" ") || text.includes("_"));
    expect(gold.length).toBeGreaterThan(4);
    for (const { text } of texts) expect(gold.filter((each) => text.includes(each))).toEqual([]);
  });
});
