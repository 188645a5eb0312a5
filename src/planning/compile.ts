import type { Dynamics, SureResult } from "../core/dynamics.ts";
import type { EpisodeEnding } from "../core/env.ts";
import { checkMask, fullMask, type Mask } from "../core/mask.ts";
import { IntList, NumberList } from "./packed-list.ts";

/** What a learner bootstraps over: the bootstrap mask, every action, or nothing at all. */
export type Bootstrap = "mask" | "every-action" | "nothing";

/** The state where a terminated episode is: nothing follows. */
export const TERMINAL = 0;
/** The context of {@link TERMINAL}: no action, and nothing to expect. */
export const NOTHING = 0;

/**
 * Deterministic dynamics in flat arrays, which grow as states and edges are first asked for.
 *
 * A context is a table row together with a list of allowed actions: all that an agent tells apart when it acts or
 * bootstraps. Its cells, one for each allowed action in ascending order, are `contextCells[c]` to
 * `contextCells[c] + contextSize[c]`; a state's edges lie in the same order from `stateEdges[s]` on.
 */
export class CompiledDynamics<State = unknown> {
  readonly dynamics: Dynamics<State>;
  readonly bootstrap: Bootstrap;
  /** Context that a state acts in, or −1 where the episode has ended; shape [stateCount]. */
  readonly stateContext = new IntList();
  /** Context that is bootstrapped from; shape [stateCount]. */
  readonly stateBootstrap = new IntList();
  /** Shape [stateCount]. */
  readonly stateEdges = new IntList();
  /** State that an edge leads to, or −1 until it is asked for; shape [edgeCount]. */
  readonly edgeNext = new IntList();
  readonly edgeReward = new NumberList();
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
  #largestReward = 0;
  readonly #endings = new Map<number, EpisodeEnding | undefined>();

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

  get contextCount(): number {
    return this.contextKey.length;
  }

  /** The largest magnitude among the rewards asked for. */
  get largestReward(): number {
    return this.#largestReward;
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
  expand(edge: number): number {
    const source = this.#states[this.#edgeSource.values[edge] ?? 0] as State;
    const result = this.dynamics.step(source, this.actionOf(edge));
    // Looking up the next state may replace the arrays.
    const next = this.#after(result);
    this.edgeNext.values[edge] = next;
    this.edgeReward.values[edge] = result.reward;
    this.#largestReward = Math.max(this.#largestReward, Math.abs(result.reward));
    return result.reward;
  }

  /** The action of an edge. */
  actionOf(edge: number): number {
    const source = this.#edgeSource.values[edge] ?? 0;
    const rank = edge - (this.stateEdges.values[source] ?? 0);
    const cells = this.contextCells.values[this.stateContext.values[source] ?? 0] ?? 0;
    return this.cellAction.values[cells + rank] ?? 0;
  }

  /** What is told of an episode whose last step was an edge. */
  endingOf(edge: number): EpisodeEnding | undefined {
    if (this.#endings.has(edge)) return this.#endings.get(edge);
    const source = this.#states[this.#edgeSource.values[edge] ?? 0] as State;
    const ending = this.dynamics.ending?.(this.dynamics.step(source, this.actionOf(edge)).next);
    this.#endings.set(edge, ending);
    return ending;
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
      this.edgeNext.push(-1);
      this.edgeReward.push(0);
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
    this.stateContext.push(context);
    this.stateBootstrap.push(bootstrap);
    this.stateEdges.push(this.edgeNext.length);
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
