import { describe, expect, it } from "vitest";
import { Lifecycle } from "../../src/core/lifecycle.ts";

describe("a lifecycle", () => {
  it("knows whether an episode was opened and whether it still runs", () => {
    const lifecycle = new Lifecycle();
    const phase = (): readonly boolean[] => [lifecycle.hasEpisode, lifecycle.isRunning];
    expect(phase()).toEqual([false, false]);
    lifecycle.reset({}, [], () => undefined);
    expect(phase()).toEqual([true, true]);
    lifecycle.end();
    expect(phase()).toEqual([true, false]);
    lifecycle.close();
    expect(phase()).toEqual([false, false]);
  });

  it("refuses a bad seed before anything begins", () => {
    const lifecycle = new Lifecycle();
    let begun = false;
    const begin = (): void => {
      begun = true;
    };
    expect(() => lifecycle.reset({ seed: -1 }, [], begin)).toThrowError(/^Expected `seed`/);
    expect(begun).toBe(false);
    expect(lifecycle.seed).toBe(0);
  });

  it("tells a beginning episode whether its streams are new", () => {
    const lifecycle = new Lifecycle();
    const seeded = (seed?: number): boolean =>
      lifecycle.reset(seed === undefined ? {} : { seed }, [], (_options, fresh) => fresh);
    expect([seeded(1), seeded(), seeded(1)]).toEqual([true, false, true]);
  });
});
