/**
 * Traces of SupportDesk-v1 and its views, frozen and not proven: they say that nothing has changed, not that it is
 * right. Changing one changes published results, so it needs a new environment version and a line in CHANGELOG.md;
 * only `npm run golden:update` writes them.
 */
import { describe, expect, it } from "vitest";
import { TASKS } from "../support/desk-play.ts";
import { heuristicTrace, randomTrace } from "../support/desk-trace.ts";

describe("SupportDesk-v1", () => {
  it.each(TASKS)("plays the heuristic on %s as before", async (taskId) => {
    await expect(heuristicTrace(taskId)).toMatchFileSnapshot(`./traces/${taskId}.heuristic.txt`);
  });
});

/** Seeds whose random episodes are long and wait for an answer. */
const RANDOM_EPISODES = [
  ["billing_refund_easy", 14],
  ["account_takeover_medium", 30],
  ["api_incident_hard", 83],
  ["regulated_export_exception_hard", 19],
] as const;

describe("SupportDeskTabular-v1", () => {
  it.each(RANDOM_EPISODES)("plays a random policy on %s as before", async (taskId, seed) => {
    await expect(randomTrace(taskId, seed)).toMatchFileSnapshot(`./traces/${taskId}.random.txt`);
  });
});
