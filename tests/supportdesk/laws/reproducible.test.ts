import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { createRng } from "../../../src/core/random.ts";
import { SupportDeskDiscreteEnv } from "../../../src/supportdesk/env/discrete.ts";
import { TASKS } from "../../support/desk-play.ts";
import { heuristicText, randomText } from "../../support/desk-trajectory.ts";

const SCRIPT = "tests/support/desk-trajectory-process.ts";

/** The trajectories of a seed as another process plays them. */
function inAnotherProcess(seed: number, env: Readonly<Record<string, string>>): string[] {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--import", "tsx", SCRIPT, String(seed)], {
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  expect([status, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout) as string[];
}

describe("an environment that has played before", () => {
  it("plays every further episode like a fresh one", () => {
    const rng = createRng(4);
    const used = new SupportDeskDiscreteEnv({ mask: "none" });
    for (let episode = 0; episode < 200; episode += 1) {
      const fresh = new SupportDeskDiscreteEnv({ mask: "none" });
      const options = { options: { task_id: TASKS[rng.integer(TASKS.length)] } };
      const seen = [JSON.stringify(used.reset(options)), JSON.stringify(fresh.reset(options))];
      while (!fresh.state().done) {
        const action = rng.integer(24);
        seen[0] += JSON.stringify([used.step(action), used.state().case]);
        seen[1] += JSON.stringify([fresh.step(action), fresh.state().case]);
      }
      expect(seen[0]).toBe(seen[1]);
    }
  });
});

describe("a seed", () => {
  it("gives byte-equal trajectories twice in a row", () => {
    expect(heuristicText(11)).toBe(heuristicText(11));
    expect(randomText(11)).toBe(randomText(11));
    expect(randomText(11)).not.toBe(randomText(12));
  });

  it("gives byte-equal trajectories in another process, in another time zone and language", {
    timeout: 60_000,
  }, () => {
    const elsewhere = inAnotherProcess(11, {
      TZ: "Asia/Kathmandu",
      LANG: "tr_TR.UTF-8",
      LC_ALL: "tr_TR.UTF-8",
    });
    expect(elsewhere).toEqual([heuristicText(11), randomText(11)]);
  });
});
