import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

/** What each folder of `src/` may import besides itself: folders below it, then npm packages. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: ["seedrandom"],
  wrappers: ["core"],
  agents: ["core", "zod"],
  planning: ["core"],
  training: ["core", "agents", "planning", "zod"],
  runs: ["core", "agents", "training", "zod", "node:fs", "node:path"],
  report: ["core", "training", "runs", "asciichart"],
  lab: ["core", "agents", "planning", "training", "runs", "report", "wrappers", "zod"],
  supportdesk: ["core", "wrappers", "zod"],
  openenv: ["core", "supportdesk", "zod"],
  inference: ["core", "supportdesk", "openenv", "zod"],
  testing: ["core", "vitest", "fast-check"],
  cli: [
    "core",
    "wrappers",
    "agents",
    "planning",
    "training",
    "runs",
    "report",
    "lab",
    "supportdesk",
    "openenv",
    "inference",
  ],
};

const modules = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((path) =>
  path.endsWith(".ts"),
);
const folderOf = (path: string): string => path.split("/")[0] ?? "";

/** Module paths relative to `src/` for relative imports; package names as written for the rest. */
function importsOf(path: string): string[] {
  const source = readFileSync(join("src", path), "utf8");
  return [...source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g)].map(([, specifier = ""]) =>
    specifier.startsWith(".") ? normalize(join(dirname(path), specifier)) : specifier,
  );
}

describe("src/", () => {
  it.each(modules.filter((path) => path.includes("/")))("%s imports only what its folder may", (path) => {
    const allowed = [folderOf(path), ...(MAY_IMPORT[folderOf(path)] ?? [])];
    const forbidden = importsOf(path).filter(
      (target) => !allowed.includes(target.endsWith(".ts") ? folderOf(target) : target),
    );
    expect(forbidden).toEqual([]);
  });

  it("lists every folder in MAY_IMPORT", () => {
    const folders = new Set(modules.filter((path) => path.includes("/")).map(folderOf));
    expect([...folders].filter((folder) => !(folder in MAY_IMPORT))).toEqual([]);
  });
});
