import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ConformanceReport, RunningServer, SubmissionReport } from "../../src/openenv/index.ts";
import { startServer } from "../../src/openenv/index.ts";
import { run, runJson, temporaryFolder } from "./command-line.ts";

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ port: 0, host: "127.0.0.1", maxSessions: 2, refusalMs: 50, token: "secret" });
});
afterAll(() => server.close());

const validate = (...args: readonly string[]) => run(["validate", server.url, "--token", "secret", ...args]);

describe("supportdesk validate", () => {
  it("prints a table and ends with 0 where all is well", async () => {
    const { code, out, error } = await validate("--only", "1..3,46", "--only", "25", "--max-sessions", "2");
    expect({ code, error }).toEqual({ code: 0, error: "" });
    expect(out).toContain(`OpenEnv conformance of ${server.url} (simulation mode)`);
    expect(out).toMatch(/^ {4}1 │ GET \/health says healthy +│ passed$/m);
    expect(out).toMatch(/^ {3}46 │ A full server says so and closes with 1000 +│ passed$/m);
    expect(out).toContain("5 passed, 0 failed, 0 skipped.\nopenenv validate --url: 6 of 6 criteria met.\n");
  });

  it("says what failed, what to do, and ends with 1", async () => {
    const { code, out, error } = await validate("--only", "6,18", "--production");
    expect(code).toBe(1);
    expect(error).toBe("1 of 1 checks failed: 6.\n");
    expect(out).toContain("  expected paths without /reset, /step, /state ");
    expect(out).toContain("  got /reset, /step, /state ");
    expect(out).toContain("Remove /reset, /step and /state");
    expect(out).toContain("because production mode has no such routes");
  });

  it("prints one document with --json", async () => {
    const args = ["validate", server.url, "--token", "secret", "--only", "1"];
    const report = await runJson<ConformanceReport>(...args);
    expect(report).toMatchObject({
      schema: "supportdesk.conformance/1",
      passed: true,
      counts: { passed: 1 },
    });
    expect(report.upstream.criteria).toHaveLength(6);
  });

  it("tries the action it is given", async () => {
    const action = JSON.stringify({ operation: "dance" });
    expect(await validate("--only", "18", "--action", action)).toMatchObject({ code: 1 });
    expect(await validate("--only", "18", "--action", '{"operation":"submit"}')).toMatchObject({ code: 0 });
  });

  it("takes the token from the environment too", async () => {
    process.env["SUPPORTDESK_TOKEN"] = "secret";
    const { code } = await run(["validate", server.url, "--only", "3"]);
    delete process.env["SUPPORTDESK_TOKEN"];
    expect(code).toBe(0);
    expect(await run(["validate", server.url, "--only", "3"])).toMatchObject({ code: 1 });
  });

  it("says in one line that nothing answers, and ends with 1", async () => {
    const { code, out, error } = await run(["validate", "http://127.0.0.1:1"]);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(error).toMatch(/^Cannot reach http:\/\/127\.0\.0\.1:1: .*\.\n$/);
  });
});

describe("supportdesk validate --submission", () => {
  it("checks the server, and skips what is about a folder", async () => {
    const { code, out } = await validate("--submission");
    expect(code).toBe(0);
    expect(out).toContain("3 passed, 0 failed, 8 skipped.\n");
  });

  it("checks the folder that is given", async () => {
    const folder = join(temporaryFolder(), "space");
    mkdirSync(folder);
    const { code, out, error } = await validate("--submission", folder, "--json");
    const report: SubmissionReport = JSON.parse(out);
    expect(code).toBe(1);
    expect(error).toMatch(/checks failed: dockerfile, openenv-yaml, pyproject, uv-lock, /);
    expect(report).toMatchObject({ schema: "supportdesk.submission/1", directory: folder, passed: false });
  });
});

describe("supportdesk validate", () => {
  it.each<[readonly string[], number, string]>([
    [[], 2, "Missing required argument `url`. See supportdesk validate --help."],
    [["ftp://host"], 2, "Expected a URL like http://127.0.0.1:8000"],
    [["127.0.0.1:1", "--only", "99"], 2, 'Unknown check "99".'],
    [["127.0.0.1:1", "--only", "9..3"], 2, 'Expected --only like 1,24..30, got "9..3".'],
    [["127.0.0.1:1", "--timeout", "0"], 2, "Expected --timeout to be an integer in [1,"],
    [["127.0.0.1:1", "--max-sessions", "999"], 2, "Expected `maxSessions` to be an integer in [1, 256]"],
    [["127.0.0.1:1", "--action", "[1]"], 2, 'Expected --action to be a JSON object, got "[1]".'],
    [["127.0.0.1:1", "--action", "{"], 2, 'Expected --action to be a JSON object, got "{".'],
    [
      ["127.0.0.1:1", "--submission", "--max-sessions", "2"],
      2,
      "--max-sessions has no meaning with --submission.",
    ],
    [["127.0.0.1:1", "--submission", "/no/such/folder"], 1, "Expected a folder at /no/such/folder"],
  ])("refuses %j with %i", async (args, expected, message) => {
    const { code, out, error } = await run(["validate", ...args]);
    expect({ code, out }).toEqual({ code: expected, out: "" });
    expect(error).toContain(message);
    expect(error.trimEnd().split("\n")).toHaveLength(1);
  });
});
