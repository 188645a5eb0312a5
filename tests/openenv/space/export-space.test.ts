import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import type { CompiledPackage } from "../../../src/cli/export-space/compiled-package.ts";
import { runExportSpace } from "../../../src/cli/export-space/run-export-space.ts";
import { SERVER_VARIABLES } from "../../../src/cli/export-space/server-variables.ts";
import { serverOptions } from "../../../src/cli/serve/run-serve.ts";
import { PLAIN } from "../../../src/report/style.ts";
import { filesIn, run, temporaryFolder } from "../../cli/command-line.ts";

const FLAGS = { name: "supportdesk_env", repoUser: "octocat" };

const COMPILED: CompiledPackage = {
  isLocked: true,
  copyTo: (folder) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), "{}");
  },
};

function exportTo(folder: string, compiled: () => CompiledPackage = () => COMPILED): string {
  let out = "";
  const io = {
    stdin: Readable.from([]),
    out: (text: string): void => {
      out += text;
    },
    error: (): void => {},
    width: 100,
    style: PLAIN,
  };
  runExportSpace(folder, FLAGS, io, compiled);
  return out;
}

describe("export-space", () => {
  it("writes the Space with the compiled package, and says what to do with it", () => {
    const scratch = temporaryFolder();
    const folder = join(scratch, "deep", "space");
    expect(exportTo(folder)).toContain(`Wrote the Space supportdesk_env to ${folder}.`);
    expect(readFileSync(join(folder, "README.md"), "utf8")).toContain("octocat");
    expect(filesIn(folder)).toEqual(expect.arrayContaining(["server/app.py", "package/package.json"]));
    expect(filesIn(scratch).filter((path) => !path.startsWith("deep/space"))).toEqual(["deep"]);
  });

  it("leaves nothing behind when it fails half-way", () => {
    const scratch = temporaryFolder();
    const copyTo = (): void => {
      throw new Error("the disk is full");
    };
    expect(() => exportTo(join(scratch, "space"), () => ({ isLocked: true, copyTo }))).toThrow(
      "the disk is full",
    );
    expect(filesIn(scratch)).toEqual([]);
  });

  it("never writes over what is there", async () => {
    const { code, error } = await run(["export-space", temporaryFolder()]);
    expect([code, error.trim()]).toEqual([2, expect.stringMatching(/exists already: choose a new folder/)]);
    expect(error.trim().split("\n")).toHaveLength(1);
  });

  it.each([
    ["--name", "No Good", "Expected a name like supportdesk_env"],
    ["--repo-user", "no/body", "Expected a Hugging Face user like octocat"],
  ])("refuses a wrong %s in one line and writes nothing", async (flag, value, message) => {
    const scratch = temporaryFolder();
    const { code, error } = await run(["export-space", join(scratch, "space"), flag, value]);
    expect([code, error.trim().split("\n").length]).toEqual([2, 1]);
    expect(error).toContain(message);
    expect(filesIn(scratch)).toEqual([]);
  });

  it("documents variables that the server reads", () => {
    const values: Readonly<Record<string, string>> = {
      ENABLE_WEB_INTERFACE: "false",
      MAX_CONCURRENT_ENVS: "3",
      SUPPORTDESK_TOKEN: "secret",
    };
    const unset = serverOptions({ web: true }, {});
    for (const { name } of SERVER_VARIABLES) {
      expect(serverOptions({ web: true }, { [name]: values[name] })).not.toEqual(unset);
    }
  });
});
