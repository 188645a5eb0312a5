import { describe, expect, it } from "vitest";
import { InvalidActionError } from "../../src/core/errors.ts";
import {
  type BaselineRun,
  type Desk,
  HeuristicPlayer,
  localDesk,
  type Player,
  runBaseline,
} from "../../src/inference/index.ts";
import { readBaselineSettings } from "../../src/inference/settings.ts";
import { readContract } from "./contract-check.ts";

const settings = readBaselineSettings({}, {});

async function play(run: Partial<BaselineRun>): Promise<{ readonly out: string; readonly thrown: unknown }> {
  let [out, thrown]: [string, unknown] = ["", undefined];
  const print = (line: string): void => {
    out += `${line}\n`;
  };
  await runBaseline({ desk: localDesk(), player: new HeuristicPlayer(), settings, print, ...run }).catch(
    (error: unknown) => {
      thrown = error;
    },
  );
  return { out, thrown };
}

describe("a run", () => {
  it.each([
    ["reset", 0, "0.01"],
    ["step", 2, "0.50"],
  ])("that breaks in a %s prints the end of the episode and stops", async (_name, stepsBefore, score) => {
    const desk = localDesk();
    let left = stepsBefore;
    const broken: Desk = {
      ...desk,
      reset: (taskId, seed) =>
        stepsBefore === 0 ? Promise.reject(new Error("gone")) : desk.reset(taskId, seed),
      step: (action) => {
        left -= 1;
        return left < 0 ? Promise.reject(new Error("gone")) : desk.step(action);
      },
    };
    const { out, thrown } = await play({
      desk: broken,
      settings: { ...settings, task: "api_incident_hard", successThreshold: 0 },
    });
    expect(thrown).toMatchObject({ message: "gone" });
    const episodes = readContract(out);
    expect(episodes).toHaveLength(1);
    expect(episodes[0]?.steps).toHaveLength(stepsBefore);
    expect(out).toContain(`[END] success=false steps=${stepsBefore} score=${score} rewards=`);
  });

  it("takes the rewards for the score where the desk tells none", async () => {
    const silent: Desk = { ...localDesk(), score: async () => undefined };
    const [episode] = readContract((await play({ desk: silent })).out);
    expect(episode).toMatchObject({ score: 0.99, success: true });
  });

  it("lets the heuristic act where the desk refuses an action, and says why", async () => {
    const desk = localDesk();
    const strict: Desk = {
      ...desk,
      step: async (action) => {
        if (action.operation === "classify" && action.reply != null)
          throw new InvalidActionError("Leave `reply` out.");
        return desk.step(action);
      },
    };
    const wordy: Player = {
      name: "wordy",
      act: async () => ({
        action: { operation: "classify", queue: "general_support", reply: "hi" },
        error: null,
      }),
    };
    const { out, thrown } = await play({
      desk: strict,
      player: wordy,
      settings: { ...settings, task: "billing_refund_easy" },
    });
    expect(thrown).toBeUndefined();
    const [episode] = readContract(out);
    expect(new Set(episode?.steps.map(({ error }) => error))).toEqual(new Set(["Leave_`reply`_out."]));
    expect(episode?.success).toBe(true);
  });
});
