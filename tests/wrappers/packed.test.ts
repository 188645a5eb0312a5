import { describe, expect, it } from "vitest";
import { spoil } from "../../src/core/checks/env/dynamic/copy.ts";
import { copied, pack, unpack } from "../../src/wrappers/packed.ts";

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

describe("copied values", () => {
  const make = (): object => ({
    list: [1, null, "a", { deep: [true] }],
    mask: Uint8Array.of(1, 0),
    features: Float64Array.of(Number.NaN, -0),
    nothing: undefined,
  });

  it("are equal, and share nothing that can be changed", () => {
    const value = make();
    const copy = copied(value);
    expect(copy).toStrictEqual(make());
    spoil(value);
    expect(value).not.toEqual(make());
    expect(copy).toStrictEqual(make());
  });

  it("are thawed", () => {
    const copy = copied(Object.freeze({ inner: Object.freeze({ a: 1 }) }));
    expect([Object.isFrozen(copy), Object.isFrozen(copy.inner)]).toEqual([false, false]);
  });
});
