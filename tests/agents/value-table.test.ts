import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ValueTable } from "../../src/agents/value-table.ts";

const OPTIONS = { actionCount: 2, initialValue: 0.5 };

function row(table: ValueTable, key: number): number[] {
  const offset = table.offset(key);
  return [...table.values.subarray(offset, offset + table.actionCount)];
}

describe("ValueTable", () => {
  it("reads the initial values in rows it has not learned, without creating them", () => {
    const table = new ValueTable(OPTIONS);
    expect(row(table, 123)).toEqual([0.5, 0.5]);
    expect(table.size).toBe(0);
  });

  it("moves a value towards a target and counts the visit", () => {
    const table = new ValueTable(OPTIONS);
    const index = table.visit(7, 1);
    table.moveTowards(index, 2.5, 0.25);
    expect(row(table, 7)).toEqual([0.5, 1]);
    expect(table.count(index)).toBe(1);
    expect(table.visit(7, 1)).toBe(index);
    expect(table.count(index)).toBe(2);
  });

  it("keeps every row when it grows, up to the largest keys", () => {
    const property = fc.property(
      fc.uniqueArray(fc.maxSafeNat(), { minLength: 150, maxLength: 200 }),
      (keys) => {
        const table = new ValueTable(OPTIONS);
        for (const [i, key] of keys.entries()) table.moveTowards(table.visit(key, i % 2), i, 1);
        expect(table.size).toBe(keys.length);
        for (const [i, key] of keys.entries()) {
          expect(row(table, key)).toEqual(i % 2 === 0 ? [i, 0.5] : [0.5, i]);
        }
      },
    );
    fc.assert(property, { numRuns: 20 });
  });

  it("saves its rows in the order they were learned and loads them as they were", () => {
    const table = new ValueTable(OPTIONS);
    for (const key of [9, 2, 9, 5]) table.moveTowards(table.visit(key, 0), key, 1);
    const saved = table.save();
    expect(saved).toEqual({
      keys: [9, 2, 5],
      values: [
        [9, 0.5],
        [2, 0.5],
        [5, 0.5],
      ],
      counts: [
        [2, 0],
        [1, 0],
        [1, 0],
      ],
    });
    expect(ValueTable.load(OPTIONS, saved).save()).toEqual(saved);
  });

  it("stops counting at the largest count and does not start over", () => {
    const saved = { keys: [1], values: [[0, 0]], counts: [[0xff_ff_ff_ff, 0]] };
    const table = ValueTable.load(OPTIONS, saved);
    expect(table.count(table.visit(1, 0))).toBe(0xff_ff_ff_ff);
  });

  it.each([-1, 0.5, Number.NaN, 2 ** 53])("refuses the key %s in reading and in learning", (key) => {
    const table = new ValueTable(OPTIONS);
    const message = `Expected a table row as an integer in [0, 2^53), got ${key}.`;
    expect(() => table.offset(key)).toThrow(message);
    expect(() => table.visit(key, 0)).toThrow(message);
  });

  it("refuses an observation that is no row", () => {
    const observation = { ticket: "printer" } as unknown as number;
    expect(() => new ValueTable(OPTIONS).offset(observation)).toThrow("got object.");
  });
});
