import { describe, expect, it } from "vitest";
import { HistoryStack } from "../../../src/wrappers/observation/history-stack.ts";
import { ScriptedEnv } from "../../support/scripted-env.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "HistoryStack",
  wrap: (inner) => new HistoryStack(inner, { size: 3, actions: 2 }),
  wrapAgain: (inner) => new HistoryStack(inner, { size: 2 }),
});

describe("a stack of the last observations", () => {
  it.each([
    ["reset", [20, 20, 20]],
    ["zero", [0, 0, 20]],
    [{ custom: 7 }, [7, 7, 20]],
  ] as const)("starts with the padding %j", (padding, first) => {
    const env = new HistoryStack(new WalkEnv(), { size: 3, padding });
    expect(env.reset().observation).toEqual(first);
    expect(env.step(2).observation).toEqual([first[1], 20, 21]);
    expect(env.reset().observation).toEqual(first);
    expect(String(env.observationSpace)).toBe("Tuple(Discrete(42), Discrete(42), Discrete(42))");
  });

  it("shows the last actions beside them, 0 where there was none", () => {
    const env = new HistoryStack(new WalkEnv(), { size: 1, actions: 2 });
    expect(env.reset({ seed: 1 }).observation).toEqual({ observations: [20], actions: [0, 0] });
    expect(env.step(3).observation).toEqual({ observations: [22], actions: [0, 4] });
    expect(env.step(0).observation).toEqual({ observations: [21], actions: [4, 1] });
    expect(() => env.step(9)).toThrowError();
    expect(env.step(1).observation.actions).toEqual([1, 2]);
    expect(env.reset().observation.actions).toEqual([0, 0]);
    expect(String(env.observationSpace)).toContain("actions: MultiDiscrete");
  });

  it("keeps an earlier stack as it was", () => {
    const env = new HistoryStack(new ScriptedEnv([0, 0]), { size: 2, actions: 1 });
    const first = env.reset().observation;
    env.step(1);
    expect(first).toEqual({ observations: [0, 0], actions: [0] });
  });

  it("is refused for sizes that make no sense", () => {
    expect(() => new HistoryStack(new WalkEnv(), { size: 0 })).toThrowError("size");
    expect(() => new HistoryStack(new WalkEnv(), { size: 1, actions: 0 })).toThrowError("actions");
    // @ts-expect-error: there is no such padding.
    expect(() => new HistoryStack(new WalkEnv(), { size: 1, padding: "none" })).toThrowError("padding");
  });

  it("refuses the snapshot of a stack that remembers other actions", () => {
    const [one, two] = [1, 2].map((actions) => new HistoryStack(new WalkEnv(), { size: 1, actions }));
    one?.reset();
    expect(() => two?.restore(one?.snapshot() ?? null)).toThrowError("Expected the last actions");
  });
});
