import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RunningServer } from "../../src/openenv/server/start.ts";
import { announced, launchChromium, openPage, startPrefixProxy, tabTo } from "./browser.ts";
import { beginTask, playSteps, startWeb, TASK } from "./web-play.ts";

let browser: Browser;
let server: RunningServer;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser.close());

beforeEach(async () => {
  server = await startWeb();
  return () => server.close();
});

/** Plays a named action with the keyboard alone, by typing a part of its name. */
async function typeAction(page: Page, name: string, told: string | RegExp): Promise<void> {
  await tabTo(page, "filter");
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await announced(page, told);
}

describe("with the keyboard alone", () => {
  it("a person finishes the incident task with the reported score 0.99", async () => {
    const { page, complaints, hosts } = await openPage(browser, `${server.url}/web/`);
    await page.keyboard.press("Tab");
    await expect(page.locator(":focus").textContent()).resolves.toBe("Skip to the actions");
    await tabTo(page, "task");
    await page.keyboard.type("api");
    await tabTo(page, "Reset");
    await page.keyboard.press("Enter");
    await announced(page, "New episode: Production API answers 500 for hours. 8 steps to play.");
    await tabTo(page, "classify:production_incident");
    await page.keyboard.press("Enter");
    await announced(page, /Step 1, classify\. .* Reward \+0\.35\./);
    await typeAction(page, "request:diag", "Step 2, request info.");
    await tabTo(page, "wait");
    await page.keyboard.press("Space");
    await announced(page, "Step 3, wait. The customer's answer is complete.");
    await typeAction(page, "incident_ack", "Step 4, draft reply.");
    await typeAction(page, "note:tech", "Step 5, add internal note.");
    await typeAction(page, "escalated", "The episode has ended: submitted, reported score 0.99.");
    const score = page.getByRole("region", { name: "Score breakdown" });
    await expect(score.getByRole("row").count()).resolves.toBe(10);
    await expect(score.textContent()).resolves.toContain("0.99 reported score, submitted");
    expect(complaints).toEqual([]);
    expect([...hosts]).toEqual([new URL(server.url).host]);
  });

  it("a person walks through the tabs with arrow keys and sees where the focus is", async () => {
    const { page } = await openPage(browser, `${server.url}/web/`);
    await tabTo(page, "tab-named");
    const outline = await page.evaluate(
      () => getComputedStyle(document.activeElement ?? document.body).outlineStyle,
    );
    expect(outline).toBe("solid");
    await page.keyboard.press("ArrowRight");
    await expect(page.locator(":focus").getAttribute("id")).resolves.toBe("tab-form");
    await expect(page.getByRole("tabpanel", { name: "Form" }).isVisible()).resolves.toBe(true);
  });

  it("a person keeps the focus on an action that is no longer offered, and hears why", async () => {
    const { page } = await openPage(browser, `${server.url}/web/`);
    await beginTask(page);
    await page.getByLabel("Mask").selectOption("once");
    await tabTo(page, "classify:production_incident");
    await page.keyboard.press("Enter");
    await announced(page, "Step 1, classify.");
    const focused = page.locator(":focus");
    await expect(focused.textContent()).resolves.toContain("not offered now");
    await expect(focused.getAttribute("aria-disabled")).resolves.toBe("true");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("list").locator("li", { hasText: "Queue set" }).count()).resolves.toBe(1);
  });
});

describe("a bundled policy", () => {
  it("plays to the end by itself, shown step by step", async () => {
    const { page, complaints } = await openPage(browser, `${server.url}/web/`);
    await page.getByLabel("Task").selectOption(TASK);
    await page.getByLabel("Speed").fill("4");
    await page.getByRole("button", { name: "Play" }).click();
    await announced(page, "The episode has ended: submitted, reported score 0.99.");
    await page.getByRole("button", { name: "Play" }).waitFor();
    await expect(page.getByText("Last choice of heuristic: submit:escalated").isVisible()).resolves.toBe(
      true,
    );
    const rewards = page.getByRole("region", { name: "Rewards" });
    await expect(rewards.getByRole("row").count()).resolves.toBe(7);
    await expect(rewards.getByRole("img").getAttribute("aria-label")).resolves.toContain("step 1 +0.35");
    expect(complaints).toEqual([]);
  });

  it("stops when a person pauses it", async () => {
    const { page } = await openPage(browser, `${server.url}/web/`);
    await page.getByRole("button", { name: "Play" }).click();
    await announced(page, "Step 1,");
    await page.getByRole("button", { name: "Pause" }).click();
    await expect(page.getByRole("button", { name: "Play" }).isVisible()).resolves.toBe(true);
    await expect(page.getByRole("region", { name: "Score breakdown" }).count()).resolves.toBe(0);
  });

  it("begins more slowly and without transitions for people who asked for less motion", async () => {
    const { page } = await openPage(browser, `${server.url}/web/`, { reducedMotion: "reduce" });
    await expect(page.getByLabel("Speed").getAttribute("aria-valuetext")).resolves.toBe("0.5 steps a second");
    const transition = await page
      .getByRole("button", { name: "Reset" })
      .evaluate((button) => getComputedStyle(button).transitionDuration);
    expect(transition).toBe("0s");
  });
});

describe("the form", () => {
  it("sends any action that the schema allows", async () => {
    const { page, complaints } = await openPage(browser, `${server.url}/web/`);
    await beginTask(page);
    await page.getByRole("tab", { name: "Form" }).click();
    await page.getByLabel("queue").selectOption("platform_engineering");
    await page.getByLabel("priority").selectOption("urgent");
    await page.getByLabel("issue type").selectOption("production_incident");
    await page.getByRole("button", { name: "Send action" }).click();
    await announced(page, "Step 1, classify.");
    await page.getByLabel("operation").selectOption("request_info");
    const fields = page.getByRole("textbox", { name: "requested fields" });
    await fields.fill("request_ids, time_window");
    await fields.press("Enter");
    await fields.fill("affected_region");
    await page.getByRole("button", { name: "Add to requested fields" }).click();
    await page.getByRole("button", { name: "Remove time_window" }).click();
    await fields.press("Control+Enter");
    await announced(page, "Customer asked for request_ids, affected_region.");
    expect(complaints).toEqual([]);
  });

  it("shows a refusal beside the button in one line, and the field at fault", async () => {
    const { page } = await openPage(browser, `${server.url}/web/`);
    await beginTask(page);
    await page.getByRole("tab", { name: "Form" }).click();
    await page.getByLabel("resolution code").fill("x".repeat(65));
    await page.getByRole("button", { name: "Send action" }).click();
    const problem = page.getByRole("alert").filter({ hasText: "Refused" });
    await expect(problem.textContent()).resolves.toMatch(/^Refused: resolution_code: [^\n]*64[^\n]*\.$/);
    await expect(page.getByLabel("resolution code").getAttribute("aria-invalid")).resolves.toBe("true");
    await expect(page.getByText("8 steps left of 8").isVisible()).resolves.toBe(true);
    await page.getByLabel("resolution code").fill("incident_opened");
    await page.getByRole("button", { name: "Send action" }).click();
    await announced(page, "Step 1, classify.");
    await expect(page.getByRole("alert").filter({ hasText: "Refused" }).count()).resolves.toBe(0);
  });

  it("refuses a seed that is none, beside the picker", async () => {
    const { page } = await openPage(browser, `${server.url}/web/`);
    await page.getByLabel("Seed").fill("-1");
    await page.getByRole("button", { name: "Reset" }).click();
    await page.getByRole("alert").filter({ hasText: "seed" }).waitFor();
  });
});

describe("visitors", () => {
  it("see each other's moves", async () => {
    const one = await openPage(browser, `${server.url}/web/`);
    const other = await openPage(browser, `${server.url}/web/`);
    await beginTask(one.page);
    await announced(other.page, "New episode: Production API");
    await playSteps(one.page, 1, 1);
    await announced(other.page, "Step 1, classify.");
    await expect(other.page.getByText("7 steps left of 8").isVisible()).resolves.toBe(true);
  });

  it("are connected again after the server was away", async () => {
    const { page } = await openPage(browser, `${server.url}/web/`);
    await beginTask(page);
    const { port } = server;
    await server.close();
    await page.getByText("Connection lost, trying again").waitFor();
    await page.getByRole("button", { name: "Reset" }).click();
    await page.getByRole("alert").filter({ hasText: "cannot be reached" }).waitFor();
    server = await startWeb("SupportDesk-v1", port);
    await page.getByText("Live: shared with every visitor").waitFor();
    await page.getByText("No ticket on the desk").waitFor();
  });
});

describe("below a path that a proxy strips", () => {
  it("the page plays and stays live", async () => {
    const proxy = await startPrefixProxy(server.url, "/spaces/desk");
    try {
      const { page, complaints } = await openPage(browser, `${proxy.url}/web/`);
      await beginTask(page);
      await playSteps(page, 1, 1);
      await page
        .getByRole("group")
        .or(page.locator("details"))
        .filter({ hasText: "Quick start" })
        .locator("summary")
        .click();
      await expect(page.getByLabel("Python snippet").textContent()).resolves.toContain(
        `base_url="${proxy.url}"`,
      );
      expect(complaints).toEqual([]);
      await page.context().close();
    } finally {
      proxy.close();
    }
  });
});

describe("another environment", () => {
  it("is played through its form, with its observation as JSON", async () => {
    const tabular = await startWeb("SupportDeskTabular-v1");
    try {
      const { page, complaints } = await openPage(browser, `${tabular.url}/web/`);
      await page.getByRole("button", { name: "Reset" }).click();
      await announced(page, "New episode.");
      await expect(page.getByRole("tab", { name: "Named actions" }).count()).resolves.toBe(0);
      await page.getByLabel("action").first().fill("0");
      await page.getByRole("button", { name: "Send action" }).click();
      await announced(page, "Step 1, action.");
      expect(complaints).toEqual([]);
    } finally {
      await tabular.close();
    }
  });
});
