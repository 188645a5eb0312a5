import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { regenerate } from "./support/readme.ts";

const readme = readFileSync("README.md", "utf8");

describe("README", () => {
  it("shows the tables and the run that the code makes (npm run readme writes them)", {
    timeout: 60_000,
  }, () => {
    expect(regenerate(readme)).toBe(readme);
  });

  it("names only files that exist", () => {
    const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(([, target = ""]) => target);
    const local = links.filter((target) => !target.includes("://"));
    for (const target of local) expect(() => readFileSync(target), target).not.toThrow(/ENOENT/);
    expect(local.length).toBeGreaterThan(2);
  });
});
