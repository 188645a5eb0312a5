import { describe, expect, it } from "vitest";
import "../../../src/agents/one-step/register.ts";
import { valueOfEnd } from "../../support/terminal-pay.ts";

describe("the reward of the last step", () => {
  it.each(["q-learning", "sarsa", "expected-sarsa", "double-q-learning"])(
    "is learned by %s, whatever it is: +20, 0 or −100",
    (name) => {
      for (const pay of [20, 0, -100]) expect(valueOfEnd(name, pay)).toBeCloseTo(pay, 3);
    },
  );
});
