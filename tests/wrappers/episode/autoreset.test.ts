import { describe, expect, it } from "vitest";
import { Autoreset } from "../../../src/wrappers/episode/autoreset.ts";
import { TimeLimit } from "../../../src/wrappers/episode/time-limit.ts";
import { ScriptedEnv } from "../../support/scripted-env.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({ name: "Autoreset", wrap: (inner) => new Autoreset(inner), resetsItself: true });

describe("autoreset", () => {
  it.each(["terminated", "truncated"] as const)(
    "starts anew in the step after an episode was %s",
    (ending) => {
      const env = new Autoreset(new ScriptedEnv([3, 4], ending));
      env.reset();
      env.step(0);
      expect(env.step(1)).toMatchObject({ observation: 2, reward: 4, [ending]: true });
      expect(env.hasEnded).toBe(true);
      expect(env.step(1)).toEqual({
        observation: 0,
        reward: 0,
        terminated: false,
        truncated: false,
        info: {},
      });
      expect(env.step(0)).toMatchObject({ observation: 1, reward: 3 });
    },
  );

  it("ignores the action of the step that resets, whatever it is", () => {
    const env = new Autoreset(new TimeLimit(new WalkEnv(), { maxSteps: 1 }));
    env.reset({ seed: 1 });
    env.step(2);
    expect(env.step(-7).observation).toBe(20);
  });

  it("leaves an episode that was reset by hand alone", () => {
    const env = new Autoreset(new ScriptedEnv([3]));
    env.reset();
    env.step(0);
    env.reset();
    expect(env.step(0)).toMatchObject({ reward: 3, terminated: true });
  });

  it("remembers in a snapshot that the next step resets", () => {
    const env = new Autoreset(new ScriptedEnv([3]));
    env.reset();
    env.step(0);
    const other = new Autoreset(new ScriptedEnv([3]));
    other.restore(JSON.parse(JSON.stringify(env.snapshot())));
    expect(other.step(0)).toMatchObject({ observation: 0, reward: 0 });
  });
});
