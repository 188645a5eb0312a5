import { describe, expect, it } from "vitest";
import type { Dynamics, SureResult } from "../../src/core/dynamics.ts";
import type { Mask } from "../../src/core/mask.ts";
import { CompiledDynamics, NOTHING, TERMINAL } from "../../src/planning/compile.ts";

interface Cell {
  readonly place: number;
  readonly left: number;
}

/**
 * Places 0 to 3, seen as one row below 2; `stay` and `go`, which place 0 alone may not leave by `stay`. Place 3
 * terminates, the third step truncates.
 */
class Steps implements Dynamics<Cell> {
  readonly actionCount = 2;
  readonly maxSteps = 3;
  readonly starts = [
    { place: 0, left: 3 },
    { place: 2, left: 3 },
  ];
  stateKey = ({ place, left }: Cell): string => `${place}/${left}`;
  observe = ({ place }: Cell): number => (place < 2 ? 0 : 1);
  actionMask = ({ place }: Cell): Mask => (place === 0 ? Uint8Array.of(0, 1) : Uint8Array.of(1, 1));
  bootstrapMask = (): Mask => Uint8Array.of(1, 0);
  step = ({ place, left }: Cell, action: number): SureResult<Cell> => {
    const next = { place: place + action, left: left - 1 };
    const terminated = next.place === 3;
    return { next, reward: place + action / 2, terminated, truncated: !terminated && next.left === 0 };
  };
}

/** The state after actions from a start, with the rewards on the way. */
function walk(compiled: CompiledDynamics<Cell>, start: number, actions: readonly number[]) {
  const rewards: number[] = [];
  let state = compiled.start(start);
  for (const action of actions) {
    const context = compiled.stateContext.values[state] ?? 0;
    const first = compiled.contextCells.values[context] ?? 0;
    const size = compiled.contextSize.values[context] ?? 0;
    const rank = [...compiled.cellAction.values.subarray(first, first + size)].indexOf(action);
    const edge = (compiled.stateEdges.values[state] ?? 0) + rank;
    if ((compiled.edgeNext.values[edge] ?? 0) < 0) compiled.expand(edge);
    rewards.push(compiled.edgeReward.values[edge] ?? 0);
    state = compiled.edgeNext.values[edge] ?? 0;
  }
  return { state, rewards };
}

describe("compiled dynamics", () => {
  it("lead where the dynamics lead, whether or not an edge was asked for before", () => {
    const compiled = new CompiledDynamics(new Steps(), "mask");
    for (const _ of [1, 2]) {
      expect(walk(compiled, 0, [1, 0, 0])).toEqual({ state: expect.any(Number), rewards: [0.5, 1, 1] });
      expect(walk(compiled, 1, [1])).toEqual({ state: TERMINAL, rewards: [2.5] });
    }
    expect(walk(compiled, 0, [1, 0]).state).not.toBe(walk(compiled, 0, [1]).state);
  });

  it("have no context to act in once an episode has ended, and one to bootstrap from where it was truncated", () => {
    const compiled = new CompiledDynamics(new Steps(), "mask");
    const { state } = walk(compiled, 0, [1, 0, 0]);
    const { stateContext, stateBootstrap, contextKey, contextSize } = compiled;
    expect([stateContext.values[state], stateContext.values[TERMINAL]]).toEqual([-1, -1]);
    const context = stateBootstrap.values[state] ?? 0;
    expect([contextKey.values[context], contextSize.values[context]]).toEqual([0, 1]);
    expect(stateBootstrap.values[TERMINAL]).toBe(NOTHING);
  });

  it("tell apart what is allowed in one row, and lead through all contexts of the row", () => {
    const compiled = new CompiledDynamics(new Steps(), "mask");
    const start = compiled.stateContext.values[compiled.start(0)] ?? 0;
    const later = compiled.stateContext.values[walk(compiled, 0, [1]).state] ?? 0;
    const boot = compiled.stateBootstrap.values[compiled.start(0)] ?? 0;
    expect(new Set([start, later, boot]).size).toBe(3);
    const ring = [start];
    for (let at = compiled.contextSibling.values[start]; at !== start && at !== undefined; ) {
      ring.push(at);
      at = compiled.contextSibling.values[at];
    }
    expect(new Set(ring)).toEqual(new Set([start, later, boot]));
  });

  it("bootstrap over what they are asked to", () => {
    const sizes = (["mask", "every-action", "nothing"] as const).map((bootstrap) => {
      const compiled = new CompiledDynamics(new Steps(), bootstrap);
      const context = compiled.stateBootstrap.values[compiled.start(0)] ?? 0;
      return compiled.contextSize.values[context];
    });
    expect(sizes).toEqual([1, 2, 0]);
  });

  it("keep what they know where the dynamics throw", () => {
    const dynamics = new Steps();
    const compiled = new CompiledDynamics(dynamics, "mask");
    const edge = compiled.stateEdges.values[compiled.start(0)] ?? 0;
    const { step } = dynamics;
    dynamics.step = () => {
      throw new Error("broken");
    };
    expect(() => compiled.expand(edge)).toThrow("broken");
    dynamics.step = step;
    expect(compiled.edgeNext.values[edge]).toBe(-1);
    expect(compiled.expand(edge)).toBe(0.5);
  });
});
