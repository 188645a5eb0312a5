import { describe, expect, it } from "vitest";
import { columnarInfo } from "../../../src/core/vector/columnar-info.ts";

describe("columnarInfo", () => {
  it("turns numbers into numbers with 0 where absent, and says where they are present", () => {
    expect(columnarInfo([{ steps: 3 }, {}, { steps: 5 }])).toEqual({
      steps: Float64Array.of(3, 0, 5),
      ["_steps"]: [true, false, true],
    });
  });

  it("keeps other values as they are, with `undefined` where absent", () => {
    const mask = Uint8Array.of(1, 0);
    expect(columnarInfo([{ taskId: "a", mask }, { taskId: 4 }])).toEqual({
      taskId: ["a", 4],
      ["_taskId"]: [true, true],
      mask: [mask, undefined],
      ["_mask"]: [true, false],
    });
  });

  it("turns records into columns in turn, but leaves a final observation whole", () => {
    const ended = { finalObservation: { cell: 4 }, finalInfo: { episode: { steps: 2 } } };
    expect(columnarInfo([{}, ended])).toEqual({
      finalObservation: [undefined, { cell: 4 }],
      ["_finalObservation"]: [false, true],
      finalInfo: {
        episode: { steps: Float64Array.of(0, 2), ["_steps"]: [false, true] },
        ["_episode"]: [false, true],
      },
      ["_finalInfo"]: [false, true],
    });
  });

  it("takes an environment without an info, and a key without a value, as absent", () => {
    expect(columnarInfo([undefined, { steps: 1, nothing: undefined }])).toEqual({
      steps: Float64Array.of(0, 1),
      ["_steps"]: [false, true],
    });
  });

  it("refuses a key that is the presence of another", () => {
    expect(() => columnarInfo([{ a: 1 }, { ["_a"]: 1 }])).toThrowError(
      "Expected infos without `_a`, which is the presence of `a`.",
    );
  });
});
