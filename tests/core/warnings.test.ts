import { afterEach, describe, expect, it, vi } from "vitest";
import { onWarning, warn } from "../../src/core/warnings.ts";

const ORIGINAL = onWarning(() => {});
afterEach(() => {
  vi.restoreAllMocks();
  onWarning(ORIGINAL);
});

describe("warn", () => {
  it("tells each message once", () => {
    const told: string[] = [];
    onWarning((message) => told.push(message));
    for (const message of ["a", "b", "a"]) warn(message);
    expect(told).toEqual(["a", "b"]);
  });

  it("writes one line to the error console by default", () => {
    const written = vi.spyOn(console, "warn").mockImplementation(() => {});
    onWarning(ORIGINAL);
    warn("mind the gap");
    warn("mind the gap");
    expect(written.mock.calls).toEqual([["Warning: mind the gap"]]);
  });
});

describe("onWarning", () => {
  it("gives back the handler until then, and tells the next one everything anew", () => {
    const [first, second]: [string[], string[]] = [[], []];
    const one = (message: string): void => void first.push(message);
    onWarning(one);
    warn("again");
    expect(onWarning((message) => second.push(message))).toBe(one);
    warn("again");
    expect([first, second]).toEqual([["again"], ["again"]]);
  });
});
