import { describe, expect, it } from "vitest";
import { pack, unpack } from "../../src/wrappers/packed.ts";

describe("packed values", () => {
  it("come back as they were, also through JSON", () => {
    const value = {
      list: [1, null, "a", { deep: true }],
      mask: Uint8Array.of(1, 0),
      features: Float64Array.of(0.5, -1),
    };
    expect(unpack(JSON.parse(JSON.stringify(pack(value))))).toEqual(value);
  });

  it("are copies", () => {
    const mask = Uint8Array.of(1, 1);
    const packed = pack({ mask });
    mask[0] = 0;
    expect(unpack(packed)).toEqual({ mask: Uint8Array.of(1, 1) });
  });

  it.each([[Number.NaN], [() => 1], [1n]])("cannot hold %s", (value) => {
    expect(() => pack(value)).toThrowError(expect.objectContaining({ code: "BAD_SNAPSHOT" }));
  });

  it("refuse an unknown array", () => {
    expect(() => unpack(JSON.parse('{ "$array": "Process", "values": [] }'))).toThrowError("typed array");
  });
});
