import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const run = promisify(execFile);
const examples = readdirSync("examples").filter((name) => name.endsWith(".ts"));

/** The comment lines that an example ends in. */
function promisedOutput(source: string): string {
  const lines = source.trimEnd().split("\n");
  const lastCode = lines.findLastIndex((line) => !line.startsWith("//"));
  return lines
    .slice(lastCode + 1)
    .map((line) => line.replace(/^\/\/ ?/, ""))
    .join("\n");
}

describe.concurrent("examples", () => {
  it.each(examples)("%s prints what its last lines promise", { timeout: 120_000 }, async (name) => {
    const path = join("examples", name);
    const promised = promisedOutput(readFileSync(path, "utf8"));
    const { stdout } = await run(process.execPath, ["--import", "tsx", path]);
    const printed = stdout.split("\n").map((line) => line.trimEnd());
    expect(printed.join("\n").trimEnd()).toBe(promised);
    expect(promised).not.toBe("");
  });
});
