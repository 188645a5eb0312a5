import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { CheckResult } from "../../../src/openenv/conformance/report.ts";
import { type RunProgram, runProgram } from "../../../src/openenv/conformance/submission/programs.ts";
import { checkSubmission } from "../../../src/openenv/index.ts";
import { restatused } from "./defects.ts";
import { spoil } from "./spoiled-server.ts";
import { outline, soundServer } from "./support.ts";

const root = mkdtempSync(join(tmpdir(), "submission-"));
afterAll(() => rmSync(root, { recursive: true }));

const DOCKERFILE = "Dockerfile";
const APP = `import os


def main():
    os.execvp("node", ["node", "main.js"])


if __name__ == "__main__":
    main()
`;
const SOUND: Readonly<Record<string, string>> = {
  "openenv.yaml": "spec_version: 1\nname: supportdesk_env\nport: 8000\n",
  "pyproject.toml": `[project]
name = "supportdesk-env" # the package
dependencies = [
  "openenv-core>=0.2.2", # "#" in a comment
  'pydantic',
]

[project.scripts]
server = "server.app:main"
`,
  "uv.lock": "",
  "server/app.py": APP,
  [DOCKERFILE]: "FROM node:20\n",
};

let folders = 0;

/** A folder with the sound files, changed; a file that is `undefined` is left out. */
function folder(changes: Readonly<Record<string, string | undefined>> = {}): string {
  folders += 1;
  const path = join(root, String(folders));
  for (const [name, text] of Object.entries({ ...SOUND, ...changes })) {
    if (text === undefined) continue;
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

const noEngine: RunProgram = async () => ({ exitCode: 1, output: "Cannot connect to the Docker daemon" });
const failed = (checks: readonly CheckResult[]): string[] =>
  checks.filter(({ status }) => status === "failed").map(({ id }) => id);

describe("the check of a submission", () => {
  const { url } = soundServer();

  it("passes a server and a folder that have everything", async () => {
    const ran: string[] = [];
    const run: RunProgram = async (program, args) => {
      ran.push([program, ...args].join(" "));
      return { exitCode: 0, output: "" };
    };
    const directory = folder();
    const report = await checkSubmission(url(), { directory, run });
    expect(report).toMatchObject({ passed: true, target: url(), directory });
    expect(report.counts).toEqual({ passed: 11, failed: 0, skipped: 0 });
    expect(ran).toEqual(["docker info", `docker build ${directory}`]);
  });

  it("does not build where no engine answers", async () => {
    const { checks, passed } = await checkSubmission(url(), { directory: folder(), run: noEngine });
    expect(checks.at(-1)).toMatchObject({
      status: "skipped",
      reason: "no Docker engine answers on this machine",
    });
    expect(passed).toBe(true);
  });

  it("shows the end of a build that fails", async () => {
    const run: RunProgram = async (_program, [command]) =>
      command === "info" ? { exitCode: 0, output: "" } : { exitCode: 1, output: "no space left" };
    const { checks } = await checkSubmission(url(), { directory: folder(), run });
    expect(checks.at(-1)).toMatchObject({ status: "failed", got: "no space left" });
  });

  it("checks the server alone where no folder is given", async () => {
    const seen: string[] = [];
    const { checks } = await checkSubmission(url(), { onCheck: ({ id }) => seen.push(id) });
    expect(checks.slice(0, 3).map(outline)).toEqual(["reset passed", "health passed", "openapi passed"]);
    expect(checks.slice(3).every(({ reason }) => reason === "no folder was given")).toBe(true);
    expect(seen).toEqual(checks.map(({ id }) => id));
  });

  it.each([
    ["reset", "POST /reset", 201],
    ["reset", "POST /reset", 307],
    ["health", "GET /health", 503],
    ["openapi", "GET /openapi.json", 404],
  ])("notices that %s answers %s with %i", async (id, route, status) => {
    const spoiled = await spoil(url(), restatused(route, 200, status));
    const { checks } = await checkSubmission(spoiled.url);
    await spoiled.close();
    expect(failed(checks)).toEqual([id]);
  });

  it.each<[string, string, Readonly<Record<string, string | undefined>>]>([
    ["dockerfile", "no Dockerfile", { [DOCKERFILE]: undefined }],
    ["openenv-yaml", "no openenv.yaml", { "openenv.yaml": undefined }],
    ["openenv-yaml", "a manifest that is a list", { "openenv.yaml": "- a\n" }],
    ["openenv-yaml", "a manifest that is no YAML", { "openenv.yaml": "name: [a\n" }],
    ["openenv-yaml", "a manifest without a name", { "openenv.yaml": "port: 8000\n" }],
    ["openenv-yaml", "a port that is none", { "openenv.yaml": "name: a\nport: 99999\n" }],
    ["uv-lock", "no uv.lock", { "uv.lock": undefined }],
    [
      "server-script",
      "another script",
      { "pyproject.toml": (SOUND["pyproject.toml"] ?? "").replace(":main", ":run") },
    ],
    [
      "server-script",
      "a script elsewhere",
      { "pyproject.toml": (SOUND["pyproject.toml"] ?? "").replace(".scripts]", ".tools]") },
    ],
    [
      "dependency",
      "a package of a similar name",
      { "pyproject.toml": (SOUND["pyproject.toml"] ?? "").replace("-core", "-extras") },
    ],
    ["server-app", "no server/app.py", { "server/app.py": undefined }],
    ["server-app", "no main", { "server/app.py": APP.replace("def main()", "def start()") }],
    ["server-app", "no guard", { "server/app.py": APP.replace("if __name__", "if name") }],
    [
      "server-app",
      "a guard inside a function",
      { "server/app.py": APP.replace("if __name__", "  if __name__") },
    ],
    [
      "server-app",
      "a guard that does nothing",
      { "server/app.py": APP.replace("    main()\n", "    pass\n\nmain()\n") },
    ],
  ])("%s notices %s", async (id, _defect, changes) => {
    const { checks } = await checkSubmission(url(), { directory: folder(changes), run: noEngine });
    expect(failed(checks)).toEqual([id]);
  });

  it("notices a pyproject.toml that is missing or no TOML, wherever it is read", async () => {
    const readers = ["pyproject", "server-script", "dependency"];
    for (const text of [undefined, "[project\nname = 1\n", "name: x\n", 'a = "b\n', "a = [1,\n"]) {
      const { checks } = await checkSubmission(url(), {
        directory: folder({ "pyproject.toml": text }),
        run: noEngine,
      });
      expect(failed(checks)).toEqual(readers);
    }
  });

  it.each<[string, Readonly<Record<string, string | undefined>>]>([
    ["a Dockerfile in server/", { [DOCKERFILE]: undefined, "server/Dockerfile": "FROM node:20\n" }],
    [
      "a dependency in the Dockerfile only",
      {
        "pyproject.toml": '[project]\nscripts = { server = "server.app:main" }\n',
        [DOCKERFILE]: "FROM node:20\nLABEL requires=openenv-core\n",
      },
    ],
    [
      "dotted keys",
      { "pyproject.toml": "project.dependencies = [\"openenv\"]\nproject.scripts.server = 'a:main'\n" },
    ],
    ["a guard with other quotes", { "server/app.py": APP.replaceAll('"__main__"', "'__main__'") }],
  ])("accepts %s", async (_case, changes) => {
    const { checks } = await checkSubmission(url(), { directory: folder(changes), run: noEngine });
    expect(failed(checks)).toEqual([]);
  });
});

describe("checking a submission", () => {
  it("says in one line what is wrong before it begins", async () => {
    await expect(checkSubmission("http://127.0.0.1:1")).rejects.toMatchObject({ code: "CONNECTION" });
    await expect(checkSubmission("http://127.0.0.1:1", { directory: join(root, "none") })).rejects.toThrow(
      "Expected a folder at",
    );
    await expect(checkSubmission("http://127.0.0.1:1", { timeoutMs: 0 })).rejects.toThrow("[1, 600000]");
    await expect(checkSubmission("x", { folder: "." } as object)).rejects.toThrow(
      'Unknown submission option "folder".',
    );
  });
});

describe("running a program", () => {
  it("tells how it ended and what it said", async () => {
    const script = 'console.log("a"); console.error("b"); process.exit(3);';
    expect(await runProgram(process.execPath, ["-e", script], 10_000)).toEqual({
      exitCode: 3,
      output: "a\nb",
    });
  });

  it("knows none that does not exist", async () => {
    expect(await runProgram("no-such-program", [], 1000)).toMatchObject({ exitCode: undefined });
  });
});
