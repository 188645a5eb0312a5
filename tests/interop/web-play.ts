import type { Page } from "playwright-core";
import { type RunningServer, startServer } from "../../src/openenv/server/start.ts";
import "../../src/index.ts";
import { announced } from "./browser.ts";

/** The task that the tests of the page play. */
export const TASK = "api_incident_hard";

/** A server with the page, on this machine alone. */
export function startWeb(environment = "SupportDesk-v1", port = 0): Promise<RunningServer> {
  return startServer({ environment, port, host: "127.0.0.1", web: true });
}

/** Chooses the task and resets. */
export async function beginTask(page: Page): Promise<void> {
  await page.getByLabel("Task").selectOption(TASK);
  await page.getByRole("button", { name: "Reset" }).click();
  await announced(page, "New episode");
}

/** Lets the chosen policy play one step after the other. */
export async function playSteps(page: Page, first: number, last: number): Promise<void> {
  for (let step = first; step <= last; step += 1) {
    await page.getByRole("button", { name: "Step", exact: true }).click();
    await announced(page, `Step ${step},`);
  }
}
