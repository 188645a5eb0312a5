import { describe, expect, it } from "vitest";
import { TASKS } from "../../support/desk-play.ts";
import { findLeakInView } from "../../support/leak-views.ts";

const view = "structured";
const STEPS = 10_000;
const HINTS = ["workflow", "none"] as const;
const cases = TASKS.flatMap((taskId) => HINTS.map((hints) => ({ taskId, hints })));

describe("the structured view", () => {
  it.each(cases)(
    "shows nothing of the answer in 10,000 random steps: $taskId, hints $hints",
    { timeout: 60_000 },
    ({ taskId, hints }) => {
      expect(findLeakInView({ view, taskId, options: { hints }, steps: STEPS })).toBeUndefined();
    },
  );
});
