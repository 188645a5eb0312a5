import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { variablesListed, variablesRead } from "./support/openenv-docs.ts";
import { GENERATED } from "./support/readme.ts";

describe.each(Object.entries(GENERATED))("%s", (path, regenerate) => {
  const text = readFileSync(path, "utf8");

  it("shows the tables and runs that the code makes (npm run readme writes them)", {
    timeout: 60_000,
  }, () => {
    expect(regenerate(text)).toBe(text);
  });

  it("has a row in every generated table", () => {
    const blocks = [...text.matchAll(/<!-- table: (\w+) -->\n([\s\S]*?)<!-- \/table -->/g)];
    expect(blocks.length).toBeGreaterThan(3);
    for (const [, name, body = ""] of blocks) expect(body.split("\n").length, name).toBeGreaterThan(3);
  });

  it("links only to files that exist", () => {
    const targets = [...text.matchAll(/\]\(([^)#]+)\)/g)].map(([, target = ""]) => target);
    for (const target of targets.filter((each) => !each.includes("://"))) {
      expect(() => readFileSync(join(dirname(path), target)), target).not.toThrow(/ENOENT/);
    }
    expect(targets.length).toBeGreaterThan(0);
  });
});

describe("docs/openenv.md", () => {
  it("lists every variable that the baseline reads, and no other", () => {
    expect(variablesListed()).toEqual(variablesRead());
  });
});
