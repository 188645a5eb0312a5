import { type FiniteMdp, pairsOf } from "./finite-mdp.ts";
import { allPairs, type PairSet } from "./value-iteration.ts";

/**
 * The strongly connected component of each state, shape [stateCount], by the given pairs. Two states share one if and
 * only if each can be reached from the other.
 * @see Tarjan, Depth-first search and linear graph algorithms (SIAM J. Comput. 1972).
 */
export function components(mdp: FiniteMdp, pairs: PairSet): Int32Array {
  const search = new Search(mdp, pairs);
  for (let state = 0; state < mdp.stateCount; state += 1) search.visit(state);
  return search.component;
}

/** Tarjan's search with a stack of its own, so that long ways do not overflow the call stack. */
class Search {
  readonly component: Int32Array;
  readonly #mdp: FiniteMdp;
  readonly #isWay: Uint8Array;
  readonly #index: Int32Array;
  readonly #low: Int32Array;
  readonly #cursor: Int32Array;
  readonly #open: number[] = [];
  readonly #path: number[] = [];
  #indexed = 0;
  #found = 0;

  constructor(mdp: FiniteMdp, pairs: PairSet) {
    const { stateCount } = mdp;
    this.#mdp = mdp;
    this.#isWay = waysOf(mdp, pairs);
    this.component = new Int32Array(stateCount).fill(-1);
    this.#index = new Int32Array(stateCount).fill(-1);
    this.#low = new Int32Array(stateCount);
    this.#cursor = new Int32Array(stateCount);
  }

  visit(root: number): void {
    if (this.#index[root] !== -1) return;
    this.#enter(root);
    for (let state = root; this.#path.length > 0; state = this.#path.at(-1) ?? root) {
      const next = this.#nextOf(state);
      if (next === -1) this.#leave(state);
      else if (this.#index[next] === -1) this.#enter(next);
      else if (this.component[next] === -1) this.#lower(state, this.#index[next] ?? 0);
    }
  }

  #enter(state: number): void {
    this.#index[state] = this.#indexed;
    this.#low[state] = this.#indexed;
    this.#indexed += 1;
    this.#cursor[state] = this.#firstEdge(state);
    this.#open.push(state);
    this.#path.push(state);
  }

  #firstEdge(state: number): number {
    return this.#mdp.edgeStart[this.#mdp.pairStart[state] ?? 0] ?? 0;
  }

  #nextOf(state: number): number {
    const end = this.#firstEdge(state + 1);
    for (let edge = this.#cursor[state] ?? 0; edge < end; edge += 1) {
      if (this.#isWay[edge] !== 1) continue;
      this.#cursor[state] = edge + 1;
      return this.#mdp.edgeNext[edge] ?? -1;
    }
    return -1;
  }

  #lower(state: number, to: number): void {
    this.#low[state] = Math.min(this.#low[state] ?? 0, to);
  }

  #leave(state: number): void {
    this.#path.pop();
    const parent = this.#path.at(-1);
    if (parent !== undefined) this.#lower(parent, this.#low[state] ?? 0);
    if (this.#low[state] !== this.#index[state]) return;
    for (let member = -1; member !== state; ) {
      member = this.#open.pop() ?? state;
      this.component[member] = this.#found;
    }
    this.#found += 1;
  }
}

/** Which edges belong to the pairs and lead on, shape [edgeCount]. */
function waysOf(mdp: FiniteMdp, pairs: PairSet): Uint8Array {
  const ways = new Uint8Array(mdp.edgeNext.length);
  for (let pair = 0; pair < mdp.pairAction.length; pair += 1) {
    if (pairs[pair] !== 1) continue;
    const end = mdp.edgeStart[pair + 1] ?? 0;
    for (let edge = mdp.edgeStart[pair] ?? 0; edge < end; edge += 1) {
      ways[edge] = (mdp.edgeNext[edge] ?? -1) >= 0 ? 1 : 0;
    }
  }
  return ways;
}

/** Whether play that takes every pair now and then can come to where it never ends. */
export function canGoOnForEver(mdp: FiniteMdp): boolean {
  const component = components(mdp, allPairs(mdp));
  const left = new Set<number>();
  for (let state = 0; state < mdp.stateCount; state += 1) {
    const own = component[state] ?? -1;
    const pairs = pairsOf(mdp, state);
    const isWayOut = (pair: number): boolean => leaves(mdp, pair, { part: component, from: own });
    if (pairs.length === 0 || pairs.some(isWayOut)) left.add(own);
  }
  return component.some((own) => !left.has(own));
}

/** Parts of a process in which an episode can be kept going for ever. */
export interface EndComponents {
  /** Pairs that never leave their part, 1 or 0; shape [pairCount]. */
  readonly pairs: PairSet;
  /** Number of each state's part, or −1 where it is in none; shape [stateCount]. */
  readonly part: Int32Array;
}

/**
 * The maximal end components: sets of states between which some of the given pairs can move for ever, whatever chance
 * does. There are none where every episode must end.
 * @see de Alfaro, Formal verification of probabilistic systems (PhD thesis, Stanford 1997), §3.3.
 */
export function endComponents(mdp: FiniteMdp, pairs: PairSet): EndComponents {
  const kept = Uint8Array.from(pairs);
  let part = components(mdp, kept);
  while (dropLeaving(mdp, kept, part)) part = components(mdp, kept);
  const moving = new Int32Array(mdp.stateCount).fill(-1);
  for (let state = 0; state < mdp.stateCount; state += 1) {
    const own = kept.subarray(mdp.pairStart[state] ?? 0, mdp.pairStart[state + 1] ?? 0);
    if (own.includes(1)) moving[state] = part[state] ?? -1;
  }
  return { pairs: kept, part: moving };
}

function dropLeaving(mdp: FiniteMdp, kept: Uint8Array, part: Int32Array): boolean {
  let dropped = false;
  for (let state = 0; state < mdp.stateCount; state += 1) {
    const end = mdp.pairStart[state + 1] ?? 0;
    for (let pair = mdp.pairStart[state] ?? 0; pair < end; pair += 1) {
      if (kept[pair] === 1 && leaves(mdp, pair, { part, from: part[state] ?? -1 })) {
        kept[pair] = 0;
        dropped = true;
      }
    }
  }
  return dropped;
}

function leaves(
  mdp: FiniteMdp,
  pair: number,
  { part, from }: { readonly part: Int32Array; readonly from: number },
): boolean {
  const end = mdp.edgeStart[pair + 1] ?? 0;
  for (let edge = mdp.edgeStart[pair] ?? 0; edge < end; edge += 1) {
    const next = mdp.edgeNext[edge] ?? -1;
    if (next < 0 || part[next] !== from) return true;
  }
  return false;
}
