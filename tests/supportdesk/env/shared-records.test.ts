import { describe, expect, it } from "vitest";
import { SharedRecords } from "../../../src/supportdesk/env/shared-records.ts";

type Numbers = Readonly<Record<string, number>>;

describe("shared records", () => {
  it("are one frozen object for all that are equal", () => {
    const shared = new SharedRecords<Numbers>();
    const first = shared.of({ a: 1, b: 2 }, 3);
    expect(shared.of({ a: 1, b: 2 }, 3)).toBe(first);
    expect(Object.isFrozen(first)).toBe(true);
  });

  it.each<[string, Numbers, Numbers]>([
    ["a number", { a: 1, b: 2 }, { a: 2, b: 1 }],
    ["the sign of zero", { a: 0 }, { a: -0 }],
    ["a name", { a: 1 }, { b: 1 }],
    ["the order of the names", { a: 1, b: 1 }, { b: 1, a: 1 }],
    ["the count of the names", { a: 1 }, { a: 1, b: 0 }],
  ])("are told apart by %s", (_, one, other) => {
    const shared = new SharedRecords<Numbers>();
    expect(shared.of(one, 0)).toBe(one);
    expect(shared.of(other, 0)).toBe(other);
    expect(shared.of({ ...one }, 0)).toBe(one);
  });

  it("are forgotten when cleared", () => {
    const shared = new SharedRecords<Numbers>();
    const first = shared.of({ a: 1 }, 1);
    shared.clear();
    expect(shared.of({ a: 1 }, 1)).not.toBe(first);
  });
});
