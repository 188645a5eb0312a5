import type { CompiledDynamics } from "../../src/planning/compile.ts";

/** Compiles every state that can be reached. */
export function compileWhole(compiled: CompiledDynamics): void {
  for (const index of compiled.dynamics.starts.keys()) compiled.start(index);
  for (let state = 1; state < compiled.stateCount; state += 1) compileState(compiled, state);
}

function compileState(compiled: CompiledDynamics, state: number): void {
  const context = at(compiled.stateContext, state);
  const size = context < 0 ? 0 : at(compiled.contextSize, context);
  for (let rank = 0; rank < size; rank += 1) {
    const edge = at(compiled.stateEdges, state) + rank;
    if (at(compiled.edgeNext, edge) < 0) compiled.expand(edge);
  }
}

function at({ values }: Column, index: number): number {
  return values[index] ?? 0;
}

/**
 * A wholly compiled table as the C program reads it.
 * @param stream - Where the learner's stream stands: s0, s1, s2, c.
 */
export function tableBytes(compiled: CompiledDynamics, stream: readonly number[]): Uint8Array {
  const { dynamics, stateCount, contextCount, edgeNext, edgeReward, cellAction } = compiled;
  const rows = new Map<number, number>();
  const cells = new Int32Array(cellAction.length);
  for (let context = 1; context < contextCount; context += 1) {
    const key = compiled.contextKey.values[context] ?? 0;
    const row = rows.get(key) ?? rows.size;
    rows.set(key, row);
    const first = compiled.contextCells.values[context] ?? 0;
    const size = compiled.contextSize.values[context] ?? 0;
    for (let cell = first; cell < first + size; cell += 1) {
      cells[cell] = row * dynamics.actionCount + (cellAction.values[cell] ?? 0);
    }
  }
  const starts = dynamics.starts.map((_, index) => compiled.start(index));
  const valueCount = rows.size * dynamics.actionCount;
  return joined([
    Int32Array.of(stateCount, edgeNext.length, contextCount, cells.length, starts.length, valueCount),
    Float64Array.from(stream),
    edgeReward.values.slice(0, edgeReward.length),
    triples(stateCount, [compiled.stateContext, compiled.stateBootstrap, compiled.stateEdges]),
    edgeNext.values.slice(0, edgeNext.length),
    triples(contextCount, [compiled.contextCells, compiled.contextSize, compiled.contextSibling]),
    cells,
    cellAction.values.slice(0, cellAction.length),
    Int32Array.from(starts),
  ]);
}

type Column = CompiledDynamics["stateEdges"];

function triples(count: number, columns: readonly Column[]): Int32Array {
  return Int32Array.from({ length: 3 * count }, (_, index) => {
    return columns[index % 3]?.values[Math.floor(index / 3)] ?? 0;
  });
}

function joined(parts: readonly (Int32Array | Float64Array)[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, { byteLength }) => length + byteLength, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), offset);
    offset += part.byteLength;
  }
  return bytes;
}
