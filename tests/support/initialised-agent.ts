import type { Agent, SavedAgent } from "../../src/core/agent.ts";
import { agentFromJSON } from "../../src/core/agent-registry.ts";

interface Rows {
  keys?: number[];
  values: number[][];
  counts: number[][];
}

/** A new agent that is the given one but for its values, which start at a number for each row. */
export function initialisedAgent(fresh: Agent, potential: ReadonlyMap<number, number>): Agent {
  const saved = JSON.parse(JSON.stringify(fresh)) as SavedAgent & {
    state: { table: Rows; extra?: Partial<Record<"first" | "second", Rows>> };
  };
  const { table, extra } = saved.state;
  const rows = [...potential.keys()];
  const perRow = (make: (row: number) => number): number[][] =>
    rows.map((row) => Array.from({ length: fresh.actionCount }, () => make(row)));
  table.keys = rows;
  for (const part of [table, extra?.first, extra?.second]) {
    if (part === undefined) continue;
    part.values = perRow((row) => potential.get(row) ?? 0);
    part.counts = perRow(() => 0);
  }
  return agentFromJSON(saved);
}
