import { readdirSync, readFileSync } from "node:fs";
import { listEnvs } from "supportdesk-gym";
import { describe, expect, it } from "vitest";
import { ENVIRONMENT_PAGES } from "../support/docs/environment-pages.ts";

const HEADINGS = [
  ...["Description", "Observation", "Actions", "Reward", "Start", "End", "Info", "Arguments", "Baselines"],
  "Version history",
];
const pages = Object.entries(ENVIRONMENT_PAGES);

describe("docs/environments", () => {
  it("has one page for every public environment", () => {
    expect(pages.map(([, { id }]) => id).sort()).toEqual(listEnvs().map(({ id }) => id));
    const files = readdirSync("docs/environments").map((name) => `docs/environments/${name}`);
    expect(files.sort()).toEqual(pages.map(([path]) => path).sort());
  });

  it.each(pages)("%s has the headings that all pages have, in order", (path, { id }) => {
    const text = readFileSync(path, "utf8");
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual(HEADINGS);
    expect(text).toContain(`make("${id}")`);
  });

  it.each(pages)("%s shows every table that is made for it", (path, { tables }) => {
    const shown = [...readFileSync(path, "utf8").matchAll(/<!-- table: (\w+) -->/g)].map(([, name]) => name);
    expect(shown.sort()).toEqual(Object.keys(tables()).sort());
  });
});
