import { describe, expect, it } from "vitest";
import { membershipFaults } from "../../../src/core/checks/env/static/membership.ts";
import type { Space } from "../../../src/core/space.ts";
import { Box } from "../../../src/core/spaces/box.ts";
import { Dict } from "../../../src/core/spaces/dict.ts";
import { Discrete } from "../../../src/core/spaces/discrete.ts";
import { MultiBinary } from "../../../src/core/spaces/multi-binary.ts";
import { MultiDiscrete } from "../../../src/core/spaces/multi-discrete.ts";
import { OneOf } from "../../../src/core/spaces/one-of.ts";
import { Sequence } from "../../../src/core/spaces/sequence.ts";
import { Text } from "../../../src/core/spaces/text.ts";
import { Tuple } from "../../../src/core/spaces/tuple.ts";

const told = (space: Space<unknown>, value: unknown): readonly string[] =>
  membershipFaults(space, value, "o").map(
    ({ path, expected, got }) => `${path} | ${expected} | ${String(got)}`,
  );

describe("a value outside its space", () => {
  it("is told with every bad index, its value and its bounds", () => {
    expect(told(new Box([0, 0, -1, 0], [1, 1, 1, 9]), [0.5, 1.5, Number.NaN, "3"])).toEqual([
      'o | 4 finite numbers inside their bounds | [1] is 1.5 (allowed 0 to 1), [2] is NaN (allowed -1 to 1), [3] is "3" (allowed 0 to 9)',
    ]);
    expect(told(new MultiDiscrete([2, 3], { start: [0, 5] }), [2, 5.5])).toEqual([
      "o | 2 integers inside their bounds | [0] is 2 (allowed 0 to 1), [1] is 5.5 (allowed 5 to 7)",
    ]);
    expect(told(new MultiBinary(3), [1, 2, true])).toEqual([
      "o | 3 integers inside their bounds | [1] is 2 (allowed 0 to 1), [2] is true (allowed 0 to 1)",
    ]);
  });

  it("is told with the path of every part that does not fit", () => {
    const space = new Dict({
      ticket: new Dict({ age: new Discrete(3), tags: new Sequence(new Discrete(2)) }),
      pair: new Tuple([new Discrete(2), new Box(0, 1)]),
    });
    expect(told(space, { ticket: { age: 3, tags: [0, 2] }, pair: [0.5, [2]] })).toEqual([
      "o.pair[0] | an integer from 0 to 1 | 0.5",
      "o.pair[1] | 1 finite numbers inside their bounds | [0] is 2 (allowed 0 to 1)",
      "o.ticket.age | an integer from 0 to 2 | 3",
      "o.ticket.tags[1] | an integer from 0 to 1 | 2",
    ]);
  });

  it("is told with keys that are missing or too many", () => {
    expect(told(new Dict({ a: new Discrete(2), b: new Discrete(2) }), { a: 0, c: 1 })).toEqual([
      "o.b | a value of Discrete(2) | nothing",
      "o.c | only the keys a, b | the number 1",
    ]);
  });

  it.each<readonly [Space<unknown>, unknown, string]>([
    [new Discrete(3), "1", 'o | an integer from 0 to 2 | the string "1"'],
    [new Discrete(3), undefined, "o | an integer from 0 to 2 | undefined"],
    [new Dict({ a: new Discrete(2) }), [0], "o | a record with the keys a | a list of 1"],
    [new Dict({ a: new Discrete(2) }), new Map(), "o.a | a value of Discrete(2) | nothing"],
    [new Box(0, 1), Float64Array.of(1), "o | a list of 1 finite numbers | a Float64Array"],
    [new Tuple([new Discrete(2)]), { 0: 0 }, 'o | a list of 1 | the record {"0":0}'],
    [new Sequence(new Discrete(2)), 1, "o | a list | the number 1"],
    [new OneOf([new Discrete(2)]), [1, 0], "o | a pair of an option from 0 to 0 and its value | [1,0]"],
    [new OneOf([new Discrete(2)]), [0, 2], "o[1] | an integer from 0 to 1 | 2"],
    [new Text(2, { charset: "ab" }), "abc", 'o | a value of Text(1..2, "ab") | the string "abc"'],
  ])("is told in %s: %j", (space, value, line) => {
    expect(told(space, value)).toEqual([line]);
  });

  it("is told by a space of one's own too", () => {
    const space = { contains: () => false, toString: () => "Even" } as unknown as Space<unknown>;
    expect(told(space, 3)).toEqual(["o | a value of Even | the number 3"]);
  });

  it("is nothing to tell where the value fits", () => {
    expect(told(new Dict({ a: new Discrete(2) }), { a: 1 })).toEqual([]);
  });
});
