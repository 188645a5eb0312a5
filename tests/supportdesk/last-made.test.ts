import { describe, expect, it } from "vitest";
import { LastMade, textOf } from "../../src/supportdesk/last-made.ts";

describe("the text of options", () => {
  it("says all of words, numbers and lists of them", () => {
    expect(textOf({ tasks: ["a", "b"], discount: 0.5, actions: undefined })).toBe(
      '{"tasks":["a","b"],"discount":0.5}',
    );
  });

  it.each([{ reward: () => ({}) }, { tasks: [{ brief: {} }] }, { encoder: null }])(
    "is absent where they hold more: %o",
    (options) => {
      expect(textOf(options)).toBeUndefined();
    },
  );
});

describe("what was made last", () => {
  it("is handed out again for the same options, and for no others", () => {
    const last = new LastMade<object>();
    const first = last.for("a", () => ({}));
    expect(last.for("a", () => ({}))).toBe(first);
    const other = last.for("b", () => ({}));
    expect(other).not.toBe(first);
    expect(last.for("a", () => ({}))).not.toBe(first);
  });

  it("is never handed out for options that no text says", () => {
    const last = new LastMade<object>();
    expect(last.for(undefined, () => ({}))).not.toBe(last.for(undefined, () => ({})));
  });
});
