import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidActionError } from "../../../src/core/errors.ts";
import type { Mask } from "../../../src/core/mask.ts";
import { createRng } from "../../../src/core/random.ts";
import { actionLibrary } from "../../../src/supportdesk/action-library/index.ts";
import { SupportDeskDiscreteEnv } from "../../../src/supportdesk/env/discrete.ts";
import { INVALID_MODES } from "../../../src/supportdesk/env/options.ts";
import { SupportDeskTabularEnv } from "../../../src/supportdesk/env/tabular.ts";
import { MASK_NAMES, MaskTable } from "../../../src/supportdesk/masks.ts";
import type { CaseState } from "../../../src/supportdesk/models.ts";
import { FOLLOW_UP_STATUSES, RULESETS } from "../../../src/supportdesk/vocabulary.ts";
import { viewOf } from "../../support/desk-views.ts";

function started(
  options: ConstructorParameters<typeof SupportDeskDiscreteEnv>[0] = {},
): SupportDeskDiscreteEnv {
  const env = new SupportDeskDiscreteEnv(options);
  env.reset();
  return env;
}

describe("info.actionMask", () => {
  it("equals actionMask() at every moment, for every mask and library, in both views", () => {
    const property = fc.property(
      fc.constantFrom(...MASK_NAMES),
      fc.constantFrom("minimal", "standard", "minimal+bogus3+alias:wait"),
      fc.nat(),
      (mask, actions, seed) => {
        const rng = createRng(seed);
        for (const env of [
          new SupportDeskDiscreteEnv({ mask, actions }),
          new SupportDeskTabularEnv({ mask, actions }),
        ]) {
          expect(env.reset().info.actionMask).toEqual(env.actionMask());
          while (!env.state().done) {
            const { info } = env.step(rng.integer(env.actionSpace.n));
            expect(info.actionMask).toEqual(env.actionMask());
          }
        }
      },
    );
    fc.assert(property, { numRuns: 40 });
  });

  it("is once by default", () => {
    const once = started({ mask: "once" });
    const byDefault = started();
    for (const env of [once, byDefault]) env.step(env.library.indexOf("classify:duplicate_charge"));
    expect(byDefault.actionMask()).toEqual(once.actionMask());
    expect(byDefault.actionMask()[0]).toBe(0);
  });

  it("is a fresh copy each time", () => {
    const env = started();
    const { info } = env.reset();
    expect(info.actionMask).not.toBe(env.actionMask());
    (env.actionMask() as Uint8Array).fill(0);
    expect(Array.from(env.actionMask())).toContain(1);
    const other = started();
    (info.actionMask as Uint8Array).fill(0);
    expect(Array.from(other.actionMask())).toContain(1);
    expect(Array.from(env.actionMask())).toContain(1);
  });
});

describe("info.bootstrapMask", () => {
  const plain = (mask: Mask | undefined): number[] => Array.from(mask ?? []);

  it("is there when it differs from the mask, and follows its own rule", () => {
    const env = new SupportDeskDiscreteEnv({ mask: "workflow", bootstrapMask: "structural" });
    const structural = started({ mask: "structural" });
    expect(plain(env.reset().info.bootstrapMask)).toEqual(plain(structural.actionMask()));
    const index = env.library.indexOf("classify:production_incident");
    structural.step(index);
    const { info } = env.step(index);
    expect(plain(info.bootstrapMask)).toEqual(plain(structural.actionMask()));
    expect(plain(info.bootstrapMask)).not.toEqual(plain(info.actionMask));
  });

  it("is absent where it would be the mask itself", () => {
    expect(new SupportDeskDiscreteEnv({ bootstrapMask: "once" }).reset().info).not.toHaveProperty(
      "bootstrapMask",
    );
    expect(started().step(0).info).not.toHaveProperty("bootstrapMask");
  });
});

describe("an action outside the mask", () => {
  it.each([
    ["penalize", -0.02],
    ["noop", 0],
  ] as const)("uses up a step and its 15 minutes and leaves the case alone: %s", (invalid, reward) => {
    const env = started({ invalid });
    const result = env.step(env.library.indexOf("wait"));
    expect(result).toMatchObject({ reward, terminated: false, truncated: false });
    expect(result.info).toMatchObject({ invalidAction: true, actionName: "wait" });
    expect(result.observation.remaining_steps).toBe(5);
    expect(result.observation.ticket.sla_minutes_remaining).toBe(225);
    expect(env.state()).toMatchObject({ step_count: 1, score: 0.01, total_reward: reward });
  });

  it("is penalized by default", () => {
    const env = started();
    expect(env.step(env.library.indexOf("wait")).reward).toBe(-0.02);
  });

  it("throws in mode throw, with the episode untouched", () => {
    const env = started({ invalid: "throw" });
    const before = JSON.stringify([env.snapshot(), env.state()]);
    const wait = env.library.indexOf("wait");
    expect(() => env.step(wait)).toThrow(InvalidActionError);
    expect(() => env.step(wait)).toThrow("`wait` is not offered now");
    expect(JSON.stringify([env.snapshot(), env.state()])).toBe(before);
  });

  it.each(["penalize", "noop"] as const)("does not submit, even on the last step: %s", (invalid) => {
    const env = started({ invalid, mask: "workflow" });
    const submit = env.library.indexOf("submit:resolved");
    for (let step = 0; step < 5; step += 1) env.step(submit);
    const { info, terminated } = env.step(submit);
    expect(terminated).toBe(true);
    expect(info.episode).toMatchObject({ outcome: "abandoned", invalidActions: 6, rawScore: 0 });
  });

  it("can breach the service level too", () => {
    const env = new SupportDeskDiscreteEnv({ tasks: ["api_incident_hard"], invalid: "noop" });
    env.reset();
    const rewards = Array.from({ length: 8 }, () => env.step(env.library.indexOf("wait")).reward);
    expect(rewards).toEqual([0, 0, 0, 0, 0, 0, 0, -0.05]);
  });

  it.each(INVALID_MODES)("is an error where it is outside the library: %s", (invalid) => {
    const env = started({ invalid });
    for (const index of [-1, 24, 0.5, Number.NaN, "3" as unknown as number, null as unknown as number]) {
      expect(() => env.step(index)).toThrow(InvalidActionError);
    }
    expect(env.state().step_count).toBe(0);
  });
});

describe("a mask table", () => {
  const slots: fc.Arbitrary<Partial<CaseState>> = fc.record({
    queue: fc.constantFrom(null, "billing_ops"),
    priority: fc.constantFrom(null, "low"),
    issue_type: fc.constantFrom(null, "duplicate_charge", "account_compromise"),
    reply: fc.constantFrom(null, "Hello."),
    internal_note: fc.constantFrom(null, "Note."),
  });
  const views = fc
    .tuple(slots, fc.constantFrom(...FOLLOW_UP_STATUSES), fc.boolean(), fc.constantFrom(...RULESETS))
    .map(([changed, status, ended, ruleset]) =>
      viewOf("api_incident_hard", changed, status, { ended, ruleset }),
    );

  it("is a function of the view alone, whatever it was asked before", () => {
    const property = fc.property(
      fc.constantFrom(...MASK_NAMES),
      fc.array(views, { minLength: 2, maxLength: 30 }),
      (mask, asked) => {
        const library = actionLibrary("standard");
        const used = new MaskTable(library, mask);
        for (const view of asked) {
          expect(used.of(view)).toEqual(new MaskTable(library, mask).of(structuredClone(view)));
        }
      },
    );
    fc.assert(property, { numRuns: 60 });
  });
});
