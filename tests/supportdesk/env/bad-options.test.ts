import { actionLibrary, make } from "supportdesk-gym";
import { describe, expect, it } from "vitest";

describe("a reward function of one's own", () => {
  it("must give finite components, and the episode stays as it was when it does not", () => {
    const env = make("SupportDesk-v1", { reward: () => ({ mine: Number.NaN }) });
    env.reset();
    expect(() => env.step({ operation: "wait" })).toThrow(
      'Expected reward component "mine" to be a finite number, got NaN.',
    );
    expect(env.state().step_count).toBe(0);
  });

  it("may use a potential of one's own, which must be finite too", () => {
    const env = make("SupportDesk-v1", { reward: "pbrs", potential: () => Number.POSITIVE_INFINITY });
    env.reset();
    expect(() => env.step({ operation: "wait" })).toThrow(
      "Expected the potential to be a finite number, got Infinity.",
    );
  });
});

describe("an action library that offers nothing", () => {
  it("is refused when the environment is made", () => {
    expect(() => make("SupportDeskTabular-v1", { actions: "minimal=wait" })).toThrow(
      'The library "minimal=wait" offers no action here under mask "once"',
    );
  });
});

describe('mask "none" with invalid "throw"', () => {
  it("charges an action that the ruleset lacks and never throws, because the mask allows it", () => {
    const env = make("SupportDeskTabular-v1", { actions: "standard", mask: "none", invalid: "throw" });
    const { info } = env.reset();
    const action = actionLibrary("standard").indexOf("lookup:account");
    expect(info.actionMask?.[action]).toBe(1);
    expect(env.step(action).reward).toBeCloseTo(-0.02, 12);
  });
});
