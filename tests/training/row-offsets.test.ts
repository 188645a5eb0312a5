import { describe, expect, it } from "vitest";
import { ValueTable } from "../../src/agents/value-table.ts";
import { CompiledDynamics, NOTHING } from "../../src/planning/compile.ts";
import { SupportDeskTabularEnv } from "../../src/supportdesk/env/tabular.ts";
import { RowOffsets } from "../../src/training/kernels/row-offsets.ts";

/** Two contexts of the same row, one to act in and one to bootstrap from, and the offsets of a table without rows. */
function twoContexts() {
  const episodes = new SupportDeskTabularEnv({ bootstrapMask: "none" }).skippable();
  if (episodes === undefined) throw new Error("Expected the environment to be compiled.");
  const compiled = new CompiledDynamics(episodes.dynamics, "mask");
  const start = compiled.start(0);
  const [acting, bootstrap] = [compiled.stateContext.values[start], compiled.stateBootstrap.values[start]];
  const table = new ValueTable({ actionCount: episodes.dynamics.actionCount, initialValue: 0 });
  const offsets = new RowOffsets(compiled, table);
  offsets.grow();
  const key = compiled.contextKey.values[acting ?? 0] ?? 0;
  return { acting: acting ?? 0, bootstrap: bootstrap ?? 0, table, offsets, key };
}

describe("the offsets of contexts", () => {
  it("are 0 until their row is in the table, then the same for every context of the row", () => {
    const { acting, bootstrap, table, offsets, key } = twoContexts();
    expect(acting).not.toBe(bootstrap);
    const both = () => [acting, bootstrap].map((context) => offsets.values[context]);
    expect(both()).toEqual([0, 0]);
    const offset = table.open(key);
    offsets.update(acting);
    expect(both()).toEqual([offset, offset]);
    expect(offsets.values[NOTHING]).toBe(0);
  });

  it("are read again where rows were added elsewhere", () => {
    const { acting, table, offsets, key } = twoContexts();
    const offset = table.open(key);
    offsets.grow();
    expect(offsets.values[acting]).toBe(0);
    offsets.forget();
    offsets.grow();
    expect(offsets.values[acting]).toBe(offset);
  });
});
