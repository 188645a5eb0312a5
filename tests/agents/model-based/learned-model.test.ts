import { describe, expect, it } from "vitest";
import { LearnedModel } from "../../../src/agents/model-based/learned-model.ts";
import { certaintyEquivalent } from "../../../src/agents/model-based/planner.ts";
import { ValueTable } from "../../../src/agents/value-table.ts";
import type { Transition } from "../../../src/core/agent.ts";
import { FIRST, STEP } from "./steps.ts";

function seen(...steps: readonly Partial<Transition>[]): { model: LearnedModel; table: ValueTable } {
  const table = new ValueTable({ actionCount: 2, initialValue: 0 });
  const model = new LearnedModel(table);
  for (const step of steps) model.observe({ ...STEP, ...step });
  return { model, table };
}

describe("a learned model", () => {
  it("counts outcomes, and keeps the mean and the spread of rewards", () => {
    const { model, table } = seen(
      { reward: 1 },
      { reward: 3 },
      { reward: 2, terminated: true },
      { reward: 2, truncated: true },
    );
    const pair = model.pair(table.offset(0));
    expect(pair?.count).toBe(4);
    expect(pair?.meanReward).toBe(2);
    expect(pair?.squaredDeviations).toBe(2);
    expect(pair?.outcomes.map(({ next, count }) => [next?.offset, count])).toEqual([
      [table.offset(1), 3], // two steps on and one that was stopped
      [undefined, 1],
    ]);
    expect([0, 1, 2, 3].map((rank) => pair?.at(rank).next?.offset)).toEqual([4, 4, 4, undefined]);
    expect(model.pair(table.offset(0) + 1)).toBeUndefined();
  });

  it("knows what leads to a row, each pair once", () => {
    const { model, table } = seen({}, {}, { context: 1 }, { context: 2, action: 1 });
    const { predecessors } = model.rowAt(table.offset(1));
    const first = table.offset(0);
    expect(predecessors.map(({ index }) => index)).toEqual([first, table.offset(1), table.offset(2) + 1]);
  });

  it("takes a row with another mask for another outcome, and plans over what each allows", () => {
    const { model, table } = seen(
      { context: 1, action: 0, reward: 1, terminated: true },
      { context: 1, action: 1, reward: 5, terminated: true },
      { nextMask: FIRST },
      {},
    );
    const length = table.values.length;
    const values = certaintyEquivalent(model, { length, discount: 0.5, stepHorizon: 10 });
    expect(values[table.offset(0)]).toBe(0.5 * ((1 + 5) / 2));
    expect([...model.rowAt(table.offset(1)).allowed]).toEqual([1, 1]);
  });

  it("weighs what follows an action of several steps by γ for each", () => {
    const { model, table } = seen({ context: 1, reward: 8, terminated: true }, { duration: 3 });
    const length = table.values.length;
    const values = certaintyEquivalent(model, { length, discount: 0.5, stepHorizon: 10 });
    expect(values[table.offset(0)]).toBe(1);
  });

  it("looks as many steps ahead as the horizon says where a cycle pays at γ = 1", () => {
    const { model, table } = seen({ reward: 1, nextContext: 0 });
    const { length } = table.values;
    expect(certaintyEquivalent(model, { length, discount: 1, stepHorizon: 7 })[table.offset(0)]).toBe(7);
  });

  it("copies the masks that it keeps", () => {
    const mask = Uint8Array.of(1, 0);
    const { model, table } = seen({ nextMask: mask });
    mask[1] = 1;
    expect([...(model.rowAt(table.offset(1)).situations[0]?.mask ?? [])]).toEqual([1, 0]);
  });

  it.each<[string, Partial<Transition>, string]>([
    ["a reward beyond what squares allow", { reward: 1e101 }, "within ±1e100"],
    ["a next mask that allows nothing", { nextMask: new Uint8Array(2) }, "at least one"],
    ["a next row that is none", { nextContext: -1 }, "table row"],
    ["a row that is none", { context: 0.5 }, "table row"],
  ])("refuses %s and stays as it was", (_, step, message) => {
    const { model, table } = seen({});
    const before = JSON.stringify([model.save(), table.save()]);
    expect(() => model.observe({ ...STEP, context: 7, ...step })).toThrow(message);
    expect(JSON.stringify([model.save(), table.save()])).toBe(before);
  });

  it("comes back from plain JSON as it was", () => {
    const { model, table } = seen(
      { reward: 1, nextMask: FIRST },
      { reward: 2, duration: 2 },
      { context: 1, action: 1, terminated: true },
    );
    const saved = JSON.parse(JSON.stringify(model.save()));
    const again = LearnedModel.load(table, saved, "model");
    expect(again.save()).toEqual(saved);
    expect(again.rowAt(table.offset(1)).predecessors.length).toBe(1);
    expect(again.pair(table.offset(0))?.latestReward).toBe(2);
  });
});
