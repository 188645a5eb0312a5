import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEFAULTS } from "../../src/cli/defaults.ts";
import { launchChromium } from "./browser.ts";
import { bundleForBrowsers } from "./bundle/bundle.ts";
import { type Study, study } from "./bundle/study.ts";

const { episodes, seed } = DEFAULTS;

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser.close());

describe("the library bundled for a browser", () => {
  it("holds our modules and the two packages they need, and no builtin", async () => {
    const { modules } = await bundleForBrowsers("src/index.ts");
    const packages = modules.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
    expect([...new Set(packages)].sort()).toEqual(["seedrandom", "zod"]);
    expect(modules.filter((path) => !/^(src|node_modules|\(disabled\):node_modules)\//.test(path))).toEqual([
      "(disabled):crypto",
    ]);
    expect(modules).toContain("src/supportdesk/env/tabular.ts");
  });

  it("cannot be made where a module imports a builtin", async () => {
    const folder = mkdtempSync(join(tmpdir(), "supportdesk-bundle-"));
    const entry = join(folder, "reads-files.ts");
    writeFileSync(entry, 'import { readFileSync } from "node:fs";\nexport const read = readFileSync;\n');
    await expect(bundleForBrowsers(entry)).rejects.toThrowError(/node:fs/);
    rmSync(folder, { recursive: true });
  });

  it("trains in a page to the same agent and evaluation as here, byte for byte", async () => {
    const { script } = await bundleForBrowsers("tests/interop/bundle/study.ts", { minify: true });
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.addScriptTag({ content: script });
    const trained = await page.evaluate<Study>(`bundle.study(${episodes}, ${seed})`);
    expect(complaints).toEqual([]);
    expect(trained).toEqual(study(episodes, seed));
    expect(JSON.parse(trained.evaluation)).toMatchObject({ player: "q-learning", mean: { rawScore: 1 } });
  });
});
