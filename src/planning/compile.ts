import type { Dynamics, SureResult } from "../core/dynamics.ts";
import { checkMask, fullMask, type Mask } from "../core/mask.ts";
import { IntList, NumberList } from "./packed-list.ts";

/** What a learner bootstraps over: the bootstrap mask, every action, or nothing at all. */
export type Bootstrap = "mask" | "every-action" | "nothing";

/** The state where a terminated episode is: nothing follows. */
export const TERMINAL = 0;
/** Entries of a state, of which the last is not used. */
export const STATE_WIDTH = 4;
/** Entries of an edge. */
export const EDGE_WIDTH = 2;
/** The context of {@link TERMINAL}: no action, and nothing to expect. */
export const NOTHING = 0;

/**
 * Deterministic dynamics in flat arrays, which grow as states and edges are first asked for.
 *
 * A context is a table row together with a list of allowed actions: all that an agent tells apart when it acts or
 * bootstraps. Its cells, one for each allowed action in ascending order, are `contextCells[c]` to
 * `contextCells[c] + contextSize[c]`; a state's edges lie in the same order from its first one on. What is read together
 * lies together: a state takes {@link STATE_WIDTH} entries of one array and an edge {@link EDGE_WIDTH} of another.
 */
export class CompiledDynamics<State = unknown> {
  readonly dynamics: Dynamics<State>;
  readonly bootstrap: Bootstrap;
  /** For each state the context that it acts in, or −1 where the episode has ended; that to bootstrap from; its first edge. */
  readonly states = new IntList();
  /** For each edge its reward, and the state that it leads to or −1 until it is asked for. */
  readonly edges = new NumberList();
  readonly #edgeSource = new IntList();
  /** Key of a context's table row; shape [contextCount]. */
  readonly contextKey = new NumberList();
  readonly contextCells = new IntList();
  readonly contextSize = new IntList();
  /** Another context of the same row; following it leads through all of them and back. Shape [contextCount]. */
  readonly contextSibling = new IntList();
  /** Action of a cell; shape [cellCount]. */
  readonly cellAction = new IntList();
  readonly #states: (State | undefined)[] = [];
  readonly #stateIndices = new Map<string | number, number>();
  readonly #truncatedIndices = new Map<string | number, number>();
  readonly #contexts = new Map<number, Map<string, number>>();
  readonly #lists = new WeakMap<Mask, string>();
  readonly #everyAction: Mask;
  readonly #starts: number[] = [];

  constructor(dynamics: Dynamics<State>, bootstrap: Bootstrap) {
    this.dynamics = dynamics;
    this.bootstrap = bootstrap;
    this.#everyAction = fullMask(dynamics.actionCount);
    this.#addContext(-1, new Uint8Array(0));
    this.#addState(undefined, -1, NOTHING);
  }

  get stateCount(): number {
    return this.#states.length;
  }

  get edgeCount(): number {
    return this.edges.length / EDGE_WIDTH;
  }

  get contextCount(): number {
    return this.contextKey.length;
  }

  /** The context that a state acts in, or −1 where the episode has ended. */
  contextOf(state: number): number {
    return this.states.values[state * STATE_WIDTH] ?? -1;
  }

  /** The edge of a rank of a state. */
  edgeOf(state: number, rank: number): number {
    return (this.states.values[state * STATE_WIDTH + 2] ?? 0) + rank;
  }

  /** Whether it is known where an edge leads. */
  isKnown(edge: number): boolean {
    return (this.edges.values[edge * EDGE_WIDTH + 1] ?? -1) >= 0;
  }

  /** The state that an episode begins in. @param index - Index in the starts of the dynamics. */
  start(index: number): number {
    const known = this.#starts[index];
    if (known !== undefined) return known;
    const state = this.#running(this.dynamics.starts[index] as State);
    this.#starts[index] = state;
    return state;
  }

  /**
   * Finds where an edge leads and what it pays.
   * @returns The reward.
   * @throws Whatever the dynamics throw; nothing has changed then.
   */
  expand(edge: number, action: number): number {
    const source = this.#states[this.#edgeSource.values[edge] ?? 0] as State;
    const result = this.dynamics.step(source, action);
    // Looking up the next state may replace the arrays.
    const next = this.#after(result);
    this.edges.values[edge * EDGE_WIDTH] = result.reward;
    this.edges.values[edge * EDGE_WIDTH + 1] = next;
    return result.reward;
  }

  #after({ next, terminated, truncated }: SureResult<State>): number {
    if (terminated) return TERMINAL;
    return truncated ? this.#truncated(next) : this.#running(next);
  }

  #running(state: State): number {
    const key = this.dynamics.stateKey(state);
    const known = this.#stateIndices.get(key);
    if (known !== undefined) return known;
    const mask = this.dynamics.actionMask(state);
    checkMask(mask, this.dynamics.actionCount);
    const context = this.#context(state, mask);
    const index = this.#addState(state, context, this.#bootstrapContext(state));
    this.#stateIndices.set(key, index);
    const size = this.contextSize.values[context] ?? 0;
    for (let rank = 0; rank < size; rank += 1) {
      this.edges.push(0);
      this.edges.push(-1);
      this.#edgeSource.push(index);
    }
    return index;
  }

  #truncated(state: State): number {
    const key = this.dynamics.stateKey(state);
    const known = this.#truncatedIndices.get(key);
    if (known !== undefined) return known;
    const index = this.#addState(undefined, -1, this.#bootstrapContext(state));
    this.#truncatedIndices.set(key, index);
    return index;
  }

  #addState(state: State | undefined, context: number, bootstrap: number): number {
    for (const entry of [context, bootstrap, this.edgeCount, 0]) this.states.push(entry);
    this.#states.push(state);
    return this.#states.length - 1;
  }

  #bootstrapContext(state: State): number {
    if (this.bootstrap === "nothing") return NOTHING;
    const isMasked = this.bootstrap === "mask";
    return this.#context(state, isMasked ? this.dynamics.bootstrapMask(state) : this.#everyAction);
  }

  #context(state: State, mask: Mask): number {
    const key = this.dynamics.observe(state);
    const row = this.#contexts.get(key) ?? new Map<string, number>();
    this.#contexts.set(key, row);
    const list = this.#listOf(mask);
    const known = row.get(list);
    if (known !== undefined) return known;
    const [sibling] = row.values();
    const context = this.#addContext(key, mask);
    row.set(list, context);
    if (sibling !== undefined) this.#join(context, sibling);
    return context;
  }

  #listOf(mask: Mask): string {
    const known = this.#lists.get(mask);
    if (known !== undefined) return known;
    const list = mask.join("");
    this.#lists.set(mask, list);
    return list;
  }

  #addContext(key: number, mask: Mask): number {
    const context = this.contextKey.length;
    const first = this.cellAction.length;
    for (let action = 0; action < mask.length; action += 1) {
      if (mask[action] === 1) this.cellAction.push(action);
    }
    this.contextKey.push(key);
    this.contextCells.push(first);
    this.contextSize.push(this.cellAction.length - first);
    this.contextSibling.push(context);
    return context;
  }

  #join(context: number, sibling: number): void {
    const siblings = this.contextSibling.values;
    siblings[context] = siblings[sibling] ?? sibling;
    siblings[sibling] = context;
  }
}
