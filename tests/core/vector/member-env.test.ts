import { describe, expect, it } from "vitest";
import { checkEnvironmentsMatch } from "../../../src/core/checks/environments-match.ts";
import type { Env } from "../../../src/core/env.ts";
import { memberEnv } from "../../../src/core/vector/member-env.ts";
import { AUTORESET_MODES } from "../../../src/core/vector/options.ts";
import { SyncVectorEnv } from "../../../src/core/vector/sync-vector-env.ts";
import { SupportDeskDiscreteEnv } from "../../../src/supportdesk/env/discrete.ts";
import { SupportDeskEnv } from "../../../src/supportdesk/env/structured.ts";
import { SupportDeskTabularEnv } from "../../../src/supportdesk/env/tabular.ts";
import { Corridor, MdpEnv, PAIR } from "../../support/toy-envs.ts";
import { WalkEnv } from "../../support/walk-env.ts";

const KINDS: readonly [string, () => Env][] = [
  ["the desk", () => new SupportDeskEnv()],
  ["the discrete desk", () => new SupportDeskDiscreteEnv()],
  ["the tabular desk", () => new SupportDeskTabularEnv({ mask: "workflow", budget: "external" })],
  ["a random walk that truncates", () => new WalkEnv()],
  ["a random toy", () => new MdpEnv(PAIR)],
];

describe.each(AUTORESET_MODES)("one environment of a vector under %s", (autoresetMode) => {
  it.each(KINDS)("plays what a lone one plays: %s", (_name, make) => {
    const vector = new SyncVectorEnv(make, 3, { autoresetMode });
    for (const index of [0, 2, 1]) {
      expect(checkEnvironmentsMatch(make(), memberEnv(vector, index), { steps: 400 })).toEqual({
        passed: true,
        findings: [],
      });
    }
  });

  it("is not what a lone one plays where it is another environment", () => {
    const vector = new SyncVectorEnv((index) => new MdpEnv(index === 1 ? SPOILED : PAIR), 3, {
      autoresetMode,
    });
    const codes = [0, 1, 2].map((index) => {
      const { findings } = checkEnvironmentsMatch(new MdpEnv(PAIR), memberEnv(vector, index));
      return findings.map(({ code }) => code);
    });
    expect(codes).toEqual([[], ["MATCH-REWARD-001"], []]);
  });

  it("takes seeds and options in the middle of an episode", () => {
    const vector = new SyncVectorEnv(() => new Corridor(), 2, { autoresetMode });
    const member = memberEnv(vector, 1);
    expect(member.reset({ seed: 1, options: { task_id: "far" } }).observation).toBe(1);
    expect(member.step(0).observation).toBe(0);
    expect(member.reset({ options: { task_id: "near" } }).observation).toBe(3);
    expect(member.step(1)).toMatchObject({ observation: 4, reward: 0.9, terminated: true });
    expect(() => member.step(1)).toThrowError(expect.objectContaining({ code: "EPISODE_ENDED" }));
  });
});

const SPOILED = PAIR.map((actions) =>
  actions.map((outcomes) => outcomes.map((outcome) => ({ ...outcome, reward: outcome.reward + 1 }))),
);

describe("memberEnv", () => {
  it("refuses a place outside the vector, a restore alone and calls out of order", () => {
    const vector = new SyncVectorEnv(() => new WalkEnv(), 2);
    expect(() => memberEnv(vector, 2)).toThrowError("Expected `index` to be an integer in [0, 1], got 2.");
    const member = memberEnv(vector, 0);
    expect(() => member.step(1)).toThrowError(expect.objectContaining({ code: "RESET_NEEDED" }));
    expect(() => member.restore(null)).toThrowError("call `restore` of the vector");
    member.close();
    expect(() => member.step(1)).toThrowError(expect.objectContaining({ code: "ENV_CLOSED" }));
    expect(() => member.reset()).toThrowError(expect.objectContaining({ code: "ENV_CLOSED" }));
  });
});
