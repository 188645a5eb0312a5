import { describe, expect, expectTypeOf, it } from "vitest";
import { columnarInfo, type DeskInfo, makeVec, type SyncVectorEnv } from "../../../src/index.ts";

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
