import { describe, expect, it } from "vitest";
import { InvalidAction } from "../../../src/wrappers/action/invalid-action.ts";
import { TimeLimit } from "../../../src/wrappers/episode/time-limit.ts";
import { shiftedWalk } from "../../support/shifted-walk.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "InvalidAction",
  wrap: (inner) => new InvalidAction(inner, { mode: "penalize", chargeStep: false }),
});

const FULL = Uint8Array.of(1, 1, 1, 1);
const BARRED = Uint8Array.of(0, 1, 1, 1);

/** A walk on place 21, where `back` is barred. */
function barred(options: ConstructorParameters<typeof InvalidAction>[1]): InvalidAction<number> {
  const env = new InvalidAction(new WalkEnv(), options);
  env.reset({ seed: 1 });
  env.step(2);
  return env;
}

describe("an action outside the mask", () => {
  it("is an error that changes nothing, while the mask is shown", () => {
    const [env, other] = [barred({ mode: "throw" }), barred({ mode: "throw" })];
    expect(env.actionMask()).toEqual(BARRED);
    expect(() => env.step(0)).toThrowError('Expected an action that `actionMask()` allows, got "back".');
    expect(env.step(3)).toEqual(other.step(3));
  });

  it("costs the penalty, shows the same again and leaves the inner episode alone, with every action offered", () => {
    const [env, bare] = [barred({ mode: "penalize", penalty: 0.25 }), barred({ mode: "throw" })];
    expect(env.actionMask()).toEqual(FULL);
    const seen = {
      ...{ observation: 21, reward: -0.25, terminated: false, truncated: false },
      info: {
        ...{ actionMask: FULL, bootstrapMask: FULL, invalidAction: true, actionName: "back" },
        rewardComponents: { invalid: -0.25 },
      },
    };
    expect([env.step(0), env.step(0)]).toEqual([seen, seen]);
    expect(env.step(3)).toMatchObject({ observation: 23, reward: bare.step(3).reward });
  });

  it("does nothing for nothing", () => {
    const env = barred({ mode: "noop" });
    expect(env.step(0)).toMatchObject({ observation: 21, reward: 0, info: { invalidAction: true } });
    expect(env.step(3).info).toMatchObject({ rewardComponents: { gain: 0.2, invalid: 0 } });
    expect(env.step(3).info).not.toHaveProperty("invalidAction");
  });

  it("takes a step of the inner environment where that is charged, with an action that does nothing", () => {
    const [env, bare] = [
      barred({ mode: "penalize", penalty: 1, chargeStep: true, noop: "stay" }),
      barred({ mode: "throw" }),
    ];
    const charged = env.step(0);
    const { luck } = bare.step(1).info.rewardComponents as { readonly luck: number };
    expect(charged).toMatchObject({
      ...{ observation: 21, reward: luck - 1 },
      info: { invalidAction: true, actionName: "back", rewardComponents: { gain: 0, luck, invalid: -1 } },
    });
    const limited = new InvalidAction(new TimeLimit(new WalkEnv(), { maxSteps: 2 }), {
      ...{ mode: "noop", chargeStep: true, noop: 1 },
    });
    limited.reset();
    limited.step(2);
    expect(limited.step(0)).toMatchObject({ observation: 21, truncated: true });
  });

  it("reaches an inner environment that knows what to do with it", () => {
    expect(barred({ mode: "noop", chargeStep: true }).step(0).observation).toBe(20);
  });

  it("is found by its number, from whatever the actions count", () => {
    const env = new InvalidAction(shiftedWalk(), { mode: "noop" });
    env.reset();
    env.step(7);
    expect(env.step(5)).toMatchObject({ observation: 21, info: { actionName: "back" } });
  });
});

describe("the masks of invalid actions", () => {
  it.each([
    ["throw", undefined, undefined, BARRED, Uint8Array.of(1, 1, 1, 0)],
    ["noop", undefined, undefined, FULL, FULL],
    ["noop", undefined, "valid", FULL, Uint8Array.of(1, 1, 1, 0)],
    ["penalize", "valid", undefined, BARRED, Uint8Array.of(1, 1, 1, 0)],
    ["throw", "valid", "all", BARRED, FULL],
  ] as const)("with %s, offering %s and bootstrapping %s", (mode, offer, bootstrap, behaviour, target) => {
    const env = new InvalidAction(new WalkEnv(), {
      mode,
      ...(offer && { offer }),
      ...(bootstrap && { bootstrap }),
    });
    env.reset();
    expect(env.step(2).info).toMatchObject({ actionMask: behaviour, bootstrapMask: target });
    expect(env.actionMask()).toEqual(behaviour);
  });

  it("are refused by other names, and so are other modes, penalties below 0 and unknown actions", () => {
    const make = (options: object) => () =>
      new InvalidAction(new WalkEnv(), { mode: "noop" as const, ...(options as object) });
    expect(make({ mode: "ignore" })).toThrowError("`mode` to be one of throw, penalize, noop");
    expect(make({ offer: "some" })).toThrowError("`offer` to be one of valid, all");
    expect(make({ bootstrap: "some" })).toThrowError("bootstrap");
    expect(make({ penalty: -1 })).toThrowError("penalty");
    expect(make({ noop: 9 })).toThrowError("noop");
  });
});
