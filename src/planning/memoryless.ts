import { InvalidArgumentError } from "../core/errors.ts";
import type { TransitionModel } from "../core/model.ts";
import { type EnumerateOptions, enumerate } from "./enumerate.ts";
import { type FiniteMdp, pairsOf } from "./finite-mdp.ts";
import { finalScores, TIE, withRewards } from "./objectives.ts";
import { nextStates } from "./paths.ts";
import { fromStart } from "./policy-range.ts";
import { allPairs, checkDiscount, optimalValues, type PairSet, pairValues } from "./value-iteration.ts";

/** Options of {@link memorylessOptimum}. */
export interface MemorylessOptions extends EnumerateOptions {
  /** γ in [0, 1]. @defaultValue 1 */
  readonly discount?: number;
  /** What is made as large as possible: the expected return, or the expected final raw score. @defaultValue "return" */
  readonly objective?: "return" | "raw-score";
  /** Relaxed problems that the search may solve, an integer ≥ 1. @defaultValue 1,000 */
  readonly maxNodes?: number;
  /** A value that is known not to be exceeded, such as that of `solve(beliefModel(model))`. @defaultValue ∞ */
  readonly knownUpper?: number;
}

/** The best that a table of keys can do. */
export interface MemorylessOptimum {
  /** Value of the best policy found. */
  readonly lower: number;
  /** No policy of the kind has more; equal to `lower`, up to 1e-9, where `exact`. */
  readonly upper: number;
  /** Whether the search came to an end. */
  readonly exact: boolean;
  /** The best with full sight of the state, V*. */
  readonly optimum: number;
  /** Action by key and mask, of the best policy found, where it makes a difference. */
  readonly policy: readonly {
    readonly key: number;
    readonly allowed: readonly number[];
    readonly action: number;
  }[];
  /** Relaxed problems solved. */
  readonly nodes: number;
}

/**
 * The best deterministic memoryless policy of (key, mask), which is the most that a greedy tabular agent can reach. The
 * search relaxes: rows that are not settled may choose by state. Where the relaxed optimum wants two actions in one row,
 * it branches on the row's action, the most promising branch first, and cuts branches that cannot beat the best policy
 * found.
 *
 * @returns An exact value, or an interval where `maxNodes` did not do.
 * @throws {InvalidArgumentError} If an option is out of range.
 * @throws {GymError} As `solve`; `NOT_CONVERGED` also at γ = 1 where a memoryless policy can go on for ever and earn or pay.
 * @see Littman, Memoryless policies: theoretical limitations and practical results (1994).
 */
export function memorylessOptimum<State>(
  model: TransitionModel<State>,
  options: MemorylessOptions = {},
): MemorylessOptimum {
  const {
    discount = 1,
    objective = "return",
    maxNodes = 1000,
    knownUpper = Number.POSITIVE_INFINITY,
  } = options;
  checkDiscount(discount);
  if (!Number.isSafeInteger(maxNodes) || maxNodes < 1) {
    throw new InvalidArgumentError(`Expected \`maxNodes\` to be an integer >= 1, got ${maxNodes}.`);
  }
  if (objective !== "return" && objective !== "raw-score") {
    throw new InvalidArgumentError(
      `Expected \`objective\` to be "return" or "raw-score", got "${objective}".`,
    );
  }
  const { mdp } = enumerate(model, options);
  const isReturn = objective === "return";
  const aimed = isReturn ? mdp : withRewards(mdp, finalScores(mdp));
  return new Search(aimed, isReturn ? discount : 1).run(maxNodes, knownUpper);
}

/** Part of the search space: rows that have their action. */
interface Node {
  readonly settled: ReadonlyMap<number, number>;
  /** No policy with these rows has more. */
  readonly bound: number;
}

class Search {
  readonly #mdp: FiniteMdp;
  readonly #discount: number;
  /** Number of the row, that is of (key, mask), of each state. */
  readonly #rowOf: Int32Array;
  readonly #statesOf: number[][] = [];
  #lower = Number.NEGATIVE_INFINITY;
  #best: ReadonlyMap<number, number> = new Map();

  constructor(mdp: FiniteMdp, discount: number) {
    this.#mdp = mdp;
    this.#discount = discount;
    const rows = new Map<string, number>();
    this.#rowOf = Int32Array.from({ length: mdp.stateCount }, (_, state) => {
      const id = `${mdp.keys[state]}|${this.#allowed(state).join(",")}`;
      const row = rows.get(id) ?? rows.size;
      rows.set(id, row);
      const states = this.#statesOf[row];
      if (states === undefined) this.#statesOf[row] = [state];
      else states.push(state);
      return row;
    });
  }

  #allowed(state: number): readonly number[] {
    return pairsOf(this.#mdp, state).map((pair) => this.#mdp.pairAction[pair] ?? 0);
  }

  run(maxNodes: number, knownUpper: number): MemorylessOptimum {
    const open: Node[] = [{ settled: new Map(), bound: knownUpper }];
    const optimum = fromStart(this.#mdp, optimalValues(this.#mdp, { discount: this.#discount }).values);
    let nodes = 0;
    while (nodes < maxNodes) {
      const node = takeMostPromising(open);
      if (node === undefined || node.bound <= this.#lower + TIE) break;
      nodes += 1;
      open.push(...this.#branch(node));
    }
    const upper = open.reduce((most, { bound }) => Math.max(most, bound), this.#lower);
    const exact = upper <= this.#lower + TIE;
    return {
      lower: this.#lower,
      upper: exact ? this.#lower : upper,
      exact,
      optimum,
      policy: this.#policy(),
      nodes,
    };
  }

  #branch(node: Node): readonly Node[] {
    const { bound, conflict } = this.#relax(node.settled);
    if (conflict === undefined || bound <= this.#lower + TIE) return [];
    return this.#allowed(this.#statesOf[conflict]?.[0] ?? 0).map((action) => ({
      settled: new Map([...node.settled, [conflict, action]]),
      bound: Math.min(bound, node.bound),
    }));
  }

  /** Solves with some rows settled, tries the policy this suggests, and finds the first row with two wishes. */
  #relax(settled: ReadonlyMap<number, number>): {
    readonly bound: number;
    readonly conflict: number | undefined;
  } {
    const pairs = this.#pairsWith(settled);
    const { values } = optimalValues(this.#mdp, { discount: this.#discount }, pairs);
    const bound = fromStart(this.#mdp, values);
    if (bound <= this.#lower + TIE) return { bound, conflict: undefined };
    const { wishes, conflict } = this.#wishes(values, pairs, settled);
    this.#try(wishes);
    return { bound, conflict };
  }

  #pairsWith(settled: ReadonlyMap<number, number>): PairSet {
    const pairs = allPairs(this.#mdp);
    for (const [row, action] of settled) {
      for (const state of this.#statesOf[row] ?? []) {
        for (const pair of pairsOf(this.#mdp, state))
          pairs[pair] = this.#mdp.pairAction[pair] === action ? 1 : 0;
      }
    }
    return pairs;
  }

  /**
   * Follows the relaxed optimum from the start. Each row takes the first action that is wished for there; a state whose
   * best actions do not include it makes the row a conflict.
   */
  #wishes(
    values: Float64Array,
    pairs: PairSet,
    settled: ReadonlyMap<number, number>,
  ): { readonly wishes: ReadonlyMap<number, number>; readonly conflict: number | undefined } {
    const ofPairs = pairValues(this.#mdp, values, this.#discount);
    const wishes = new Map(settled);
    const states = new Set(this.#mdp.initial.map(({ state }) => state));
    const conflicts: number[] = [];
    for (const state of states) {
      const row = this.#rowOf[state] ?? 0;
      const isBest = (pair: number): boolean => (values[state] ?? 0) - (ofPairs[pair] ?? 0) <= TIE;
      const best = pairsOf(this.#mdp, state, pairs).filter(isBest);
      const wished = best.find((pair) => this.#mdp.pairAction[pair] === wishes.get(row));
      const chosen = wished ?? best[0];
      if (chosen === undefined) continue;
      if (!wishes.has(row)) wishes.set(row, this.#mdp.pairAction[chosen] ?? 0);
      else if (wished === undefined) conflicts.push(row);
      for (const next of nextStates(this.#mdp, chosen)) states.add(next);
    }
    return { wishes, conflict: conflicts[0] };
  }

  /** Values a policy that takes the wishes; rows without one, which it may still reach, take their first action. */
  #try(wishes: ReadonlyMap<number, number>): void {
    const whole = new Map(wishes);
    for (const [row, states] of this.#statesOf.entries()) {
      const [action] = this.#allowed(states[0] ?? 0);
      if (!whole.has(row) && action !== undefined) whole.set(row, action);
    }
    const { values } = optimalValues(this.#mdp, { discount: this.#discount }, this.#pairsWith(whole));
    const value = fromStart(this.#mdp, values);
    if (value <= this.#lower) return;
    this.#lower = value;
    this.#best = wishes;
  }

  #policy(): MemorylessOptimum["policy"] {
    return [...this.#best].map(([row, action]) => {
      const state = this.#statesOf[row]?.[0] ?? 0;
      return { key: this.#mdp.keys[state] ?? 0, allowed: this.#allowed(state), action };
    });
  }
}

function takeMostPromising(open: Node[]): Node | undefined {
  open.sort((a, b) => a.bound - b.bound);
  return open.pop();
}
