import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RunningServer } from "../../src/openenv/server/start.ts";
import { danglingReferences, faintTexts, namelessControls } from "./accessibility.ts";
import { launchChromium, openPage, screenshotFolder } from "./browser.ts";
import { beginTask, playSteps, startWeb } from "./web-play.ts";

const PHONE = { width: 360, height: 740 };

let browser: Browser;
let server: RunningServer;
let folder: string;

beforeAll(async () => {
  browser = await launchChromium();
  folder = screenshotFolder();
});

afterAll(() => browser.close());

beforeEach(async () => {
  server = await startWeb();
  return () => server.close();
});

/** Keeps a picture of the whole page. */
async function keep(page: Page, name: string): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: join(folder, `web-${name}.png`), fullPage: true });
}

describe("the looks", () => {
  it.each(["light", "dark"] as const)("are readable in %s, with every control named", async (colorScheme) => {
    const { page, complaints } = await openPage(browser, `${server.url}/web/`, { colorScheme });
    await keep(page, `${colorScheme}-empty`);
    await beginTask(page);
    await playSteps(page, 1, 3);
    await keep(page, `${colorScheme}-playing`);
    expect(await faintTexts(page)).toEqual([]);
    await playSteps(page, 4, 6);
    await page.getByRole("region", { name: "Score breakdown" }).waitFor();
    for (const details of await page.locator("details > summary").all()) await details.click();
    await page.getByRole("tab", { name: "Form" }).click();
    expect(await faintTexts(page)).toEqual([]);
    expect(await namelessControls(page)).toEqual([]);
    expect(await danglingReferences(page)).toEqual([]);
    await keep(page, `${colorScheme}-ended`);
    expect(complaints).toEqual([]);
  });

  it("are checked by rules that find planted faults", async () => {
    const { page } = await openPage(browser, `${server.url}/web/`);
    await page.evaluate(() => {
      document.documentElement.style.setProperty("--muted", "#999999");
      document.getElementById("seed")?.setAttribute("id", "moved");
    });
    expect(await faintTexts(page)).toContainEqual(expect.stringMatching(/^2\.\d+ Enter plays the action/));
    expect(await namelessControls(page)).toEqual([expect.stringContaining('id="moved"')]);
    expect(await danglingReferences(page)).toEqual(["seed"]);
  });

  it.each(["light", "dark"] as const)("fit a phone in %s without scrolling sideways", async (colorScheme) => {
    const { page } = await openPage(browser, `${server.url}/web/`, { colorScheme, viewport: PHONE });
    await beginTask(page);
    await playSteps(page, 1, 4);
    for (const details of await page.locator("details > summary").all()) await details.click();
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(widths).toEqual([360, 360]);
    await keep(page, `${colorScheme}-phone`);
  });
});
