import type { ModelTransition, TransitionModel } from "../../src/core/model.ts";
import { createRng } from "../../src/core/random.ts";

/** What can follow an action of a {@link ToyModel}. */
export interface ToyResult {
  readonly probability: number;
  readonly next: number;
  readonly reward: number;
  readonly ends?: "terminated" | "truncated";
}

/** Results by state and action; an action without any is not allowed. */
export type ToyTable = readonly (readonly (readonly ToyResult[])[])[];

/** What a {@link toyModel} may have beside its table. */
export interface ToyDetails {
  readonly starts?: readonly { readonly probability: number; readonly state: number }[];
  readonly keys?: readonly number[];
  readonly scores?: readonly number[];
}

/** A model of numbered states from a table. It starts in state 0, shows the state and scores 0 unless told otherwise. */
export function toyModel(table: ToyTable, details: ToyDetails = {}): TransitionModel<number> {
  const { starts = [{ probability: 1, state: 0 }], keys, scores } = details;
  return {
    actionCount: Math.max(...table.map((actions) => actions.length)),
    initial: () => starts,
    stateKey: (state) => state,
    actions: (state) =>
      (table[state] ?? []).flatMap((results, action) => (results.length > 0 ? [action] : [])),
    transitions: (state, action) => (table[state]?.[action] ?? []).map(toTransition),
    observe: (state) => keys?.[state] ?? state,
    score: (state) => scores?.[state] ?? 0,
    actionName: (action) => `a${action}`,
  };
}

function toTransition({ probability, next, reward, ends }: ToyResult): ModelTransition<number> {
  return {
    probability,
    next,
    reward,
    terminated: ends === "terminated",
    truncated: ends === "truncated",
  };
}

/** A step that is sure to lead somewhere. */
export function to(next: number, reward = 0, ends?: "terminated" | "truncated"): readonly ToyResult[] {
  return [{ probability: 1, next, reward, ...(ends && { ends }) }];
}

const LAKE = "SFFFFHFHFFFHHFFG";
const DIRECTIONS = [
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, 0],
] as const;

function moveOnGrid(cell: number, direction: number, [rows, columns]: readonly [number, number]): number {
  const [down, right] = DIRECTIONS[direction % 4] ?? [0, 0];
  const row = Math.min(rows - 1, Math.max(0, Math.floor(cell / columns) + down));
  const column = Math.min(columns - 1, Math.max(0, (cell % columns) + right));
  return row * columns + column;
}

/** FrozenLake 4×4 of Gymnasium: actions left, down, right, up; slippery ice moves a third of the time to each side. */
export function frozenLake({ slippery }: { readonly slippery: boolean }): TransitionModel<number> {
  const slide = (cell: number, direction: number, probability: number): ToyResult => {
    const next = moveOnGrid(cell, direction, [4, 4]);
    const place = LAKE[next] ?? "F";
    const ends = place === "H" || place === "G" ? ({ ends: "terminated" } as const) : {};
    return { probability, next, reward: place === "G" ? 1 : 0, ...ends };
  };
  const table = [...LAKE].map((place, cell) =>
    DIRECTIONS.map((_, action) => {
      if (place === "H" || place === "G") return [];
      if (!slippery) return [slide(cell, action, 1)];
      return [3, 4, 5].map((turn) => slide(cell, action + turn, 1 / 3));
    }),
  );
  return toyModel(table, { scores: [...LAKE].map((place) => (place === "G" ? 1 : 0)) });
}

/** CliffWalking 4×12: each step costs 1, the cliff costs 100 and leads back to the start, the goal ends. */
export function cliffWalk(): TransitionModel<number> {
  const Start = 36;
  const Goal = 47;
  const table = Array.from({ length: 48 }, (_, cell) =>
    DIRECTIONS.map((_, action) => {
      const next = moveOnGrid(cell, action, [4, 12]);
      if (next === Goal) return to(Goal, -1, "terminated");
      return next > Start ? to(Start, -100) : to(next, -1);
    }),
  );
  return toyModel(table, { starts: [{ probability: 1, state: Start }] });
}

/** How a random table is drawn. */
export interface RandomToy {
  readonly states: number;
  readonly actions: number;
  /** Every step leads to a later state, so that every episode ends. */
  readonly acyclic?: boolean;
  /** Two results for each action instead of one. */
  readonly chancy?: boolean;
}

/** A random table with rewards in quarters, so that ties are exact, and one step in four ending the episode. */
export function randomTable(seed: number, { states, actions, acyclic, chancy }: RandomToy): ToyTable {
  const rng = createRng(seed);
  const result = (state: number, probability: number): ToyResult => {
    const first = acyclic === true ? state + 1 : 0;
    const ends = first >= states || rng.integer(4) === 0 ? ({ ends: "terminated" } as const) : {};
    const next = first >= states ? state : first + rng.integer(states - first);
    return { probability, next, reward: (rng.integer(9) - 4) / 4, ...ends };
  };
  return Array.from({ length: states }, (_, state) =>
    Array.from({ length: 1 + rng.integer(actions) }, () =>
      chancy === true ? [result(state, 0.25), result(state, 0.75)] : [result(state, 1)],
    ),
  );
}

/** The same table with other rewards, drawn in quarters. */
export function otherRewards(seed: number, table: ToyTable): ToyTable {
  const rng = createRng(seed);
  return table.map((actions) =>
    actions.map((results) => results.map((result) => ({ ...result, reward: (rng.integer(9) - 4) / 4 }))),
  );
}

/** Every deterministic policy of a table: an action for each state. */
export function allPolicies(table: ToyTable): readonly (readonly number[])[] {
  return table.reduce<readonly (readonly number[])[]>(
    (policies, actions) => policies.flatMap((policy) => actions.map((_, action) => [...policy, action])),
    [[]],
  );
}

/** What a policy is worth in each state, by elimination. Shape [states]. */
export function worth(table: ToyTable, policy: readonly number[], discount: number): readonly number[] {
  const size = table.length;
  const rows = table.map((actions, state) => {
    const row = new Array<number>(size + 1).fill(0);
    row[state] = 1;
    for (const { probability, next, reward, ends } of actions[policy[state] ?? 0] ?? []) {
      row[size] = (row[size] ?? 0) + probability * reward;
      if (ends === undefined) row[next] = (row[next] ?? 0) - discount * probability;
    }
    return row;
  });
  return solveLinear(rows);
}

/** Gauss–Jordan elimination of [A | b], whose diagonal dominates. */
function solveLinear(rows: readonly number[][]): readonly number[] {
  const size = rows.length;
  for (const [column, chosen] of rows.entries()) {
    for (const entries of rows) {
      if (entries !== chosen) eliminate(entries, chosen, column);
    }
  }
  return rows.map((entries, row) => (entries[size] ?? 0) / (entries[row] ?? 1));
}

function eliminate(entries: number[], chosen: readonly number[], column: number): void {
  const factor = (entries[column] ?? 0) / (chosen[column] ?? 1);
  for (const [entry, value] of chosen.entries()) entries[entry] = (entries[entry] ?? 0) - factor * value;
}

/** States that can be reached from state 0, by one policy or by any. */
export function reached(table: ToyTable, policy?: readonly number[]): readonly number[] {
  const found = new Set([0]);
  for (const state of found) {
    const actions = table[state] ?? [];
    const results = policy === undefined ? actions.flat() : (actions[policy[state] ?? 0] ?? []);
    for (const { next, ends } of results) if (ends === undefined) found.add(next);
  }
  return [...found];
}
