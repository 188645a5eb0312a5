import { describe, expect, expectTypeOf, it } from "vitest";
import type { MakeOptions } from "../../../src/core/registry.ts";
import { columnarInfo, type DeskInfo, makeVec, type SyncVectorEnv } from "../../../src/index.ts";
import "../../../src/wrappers/register.ts";

describe("makeVec", () => {
  it("makes a vector of a registered environment with the types of that environment", () => {
    const vector = makeVec("SupportDeskTabular-v1", 2, {
      mask: "workflow",
      vector: { autoresetMode: "same-step" },
    });
    expectTypeOf(vector).toEqualTypeOf<SyncVectorEnv<number, number, DeskInfo>>();
    expect(vector.metadata).toMatchObject({ autoresetMode: "same-step", stochastic: false });
    expect(vector.envs.map(({ spec }) => spec?.toJSON())).toMatchObject([
      { id: "SupportDeskTabular-v1", kwargs: { mask: "workflow" } },
      { id: "SupportDeskTabular-v1", kwargs: { mask: "workflow" } },
    ]);
    expect(columnarInfo(vector.reset().infos)).toMatchObject({ ["_actionMask"]: [true, true] });
  });

  it("puts around each environment what `make` does", () => {
    const around: MakeOptions = { maxEpisodeSteps: 1, checked: "always" };
    const options = { mask: "none", make: around, vector: { autoresetMode: "disabled" } } as const;
    const vector = makeVec<number, number>("SupportDeskTabular-v1", 2, options);
    vector.reset();
    expect(vector.step([0, 0]).truncated).toEqual([true, true]);
    const { spec } = vector;
    expect(spec?.toJSON()).toMatchObject({ kwargs: { mask: "none" }, wrappers: [{ name: "TimeLimit" }] });
    const again = makeVec(JSON.parse(JSON.stringify(spec)), 3, { make: { maxEpisodeSteps: 2 } });
    expect(again.envs.map((env) => env.spec?.maxEpisodeSteps)).toEqual([2, 2, 2]);
    expect(again.spec?.wrappers).toMatchObject([{ kwargs: { maxSteps: 2 } }]);
  });

  it("refuses options of environments beside a spec, which has its own", () => {
    const spec = { id: "SupportDeskTabular-v1", kwargs: {} };
    expect(() => makeVec(spec, 2, { mask: "none" } as object)).toThrowError(
      'Unknown option of `makeVec` with a spec "mask". Allowed: none.',
    );
  });

  it("takes neither options", () => {
    expect(makeVec("SupportDesk-v1", 1).metadata.autoresetMode).toBe("next-step");
  });

  it.each([
    [() => makeVec("SupportDeskTabula-v1", 2), 'Unknown environment "SupportDeskTabula-v1".'],
    [() => makeVec("SupportDeskTabular-v1", 0), "Expected `count` to be an integer >= 1, got 0."],
    [() => makeVec("SupportDeskTabular-v1", 2, { musk: 1 } as object), /Unknown .*"musk"/],
    [
      () => makeVec("SupportDeskTabular-v1", 2, { vector: { sed: 1 } as object }),
      'Unknown vector option "sed".',
    ],
  ])("refuses what `make` and the vector refuse", (create, message) => {
    expect(create).toThrowError(message);
  });
});
