import { InvalidArgumentError } from "../core/errors.ts";
import type { TransitionModel } from "../core/model.ts";
import { avoidingDeadEnds, canStart } from "./dead-ends.ts";
import { type EnumerateOptions, enumerate } from "./enumerate.ts";
import type { FiniteMdp } from "./finite-mdp.ts";
import { finalScores, TIE, withRewards } from "./objectives.ts";
import { fromStart } from "./policy-range.ts";
import { type Solution, solve } from "./solve.ts";
import { allPairs, checkDiscount, optimalValues, type PairSet } from "./value-iteration.ts";

/** The best that can be had of one variant of an environment. */
export interface Ceiling<Variant> {
  readonly variant: Variant;
  readonly solution: Solution;
  /** V* of the reference − V* of the variant, in reward units; below 0 where the variant allows more. */
  readonly returnLoss: number;
  /** Best raw score of the reference − that of the variant. */
  readonly rawScoreLoss: number;
}

/** Options of {@link ceilings} and {@link actionCeilings}. */
export interface CeilingOptions extends EnumerateOptions {
  /** γ in [0, 1]. @defaultValue 1 */
  readonly discount?: number;
}

/**
 * What each variant of an environment costs at best, whoever learns in it: the exact optimum of each, and the loss against
 * the first, which is the reference. What an agent stays below its ceiling is learning loss.
 *
 * @param makeModel - The model of a variant, such as that of a desk with an edited action library.
 * @param variants - At least one; the first is the reference.
 * @throws {GymError} As `solve`.
 */
export function ceilings<Variant, State>(
  makeModel: (variant: Variant) => TransitionModel<State>,
  variants: readonly Variant[],
  options: CeilingOptions = {},
): readonly Ceiling<Variant>[] {
  const [reference, ...others] = variants.map((variant) => ({
    variant,
    solution: solve(makeModel(variant), options),
  }));
  if (reference === undefined)
    throw new InvalidArgumentError("Expected at least one of `variants`, got none.");
  return [reference, ...others].map(({ variant, solution }) => ({
    variant,
    solution,
    returnLoss: reference.solution.optimalReturn - solution.optimalReturn,
    rawScoreLoss: reference.solution.bestRawScore - solution.bestRawScore,
  }));
}

/** What is left without some actions. */
export interface ActionCeiling {
  /** Names of the actions that are barred. */
  readonly without: readonly string[];
  /** V* without them, in reward units. */
  readonly optimalReturn: number;
  readonly bestRawScore: number;
  /** What barring them costs of V*, ≥ 0. */
  readonly returnLoss: number;
  /** What barring them costs of the best raw score, ≥ 0. */
  readonly rawScoreLoss: number;
}

/** What the actions of a model are worth. */
export interface ActionCeilings {
  readonly optimalReturn: number;
  readonly bestRawScore: number;
  /** Without each action, in order of index. */
  readonly single: readonly ActionCeiling[];
  /** Without each two, where that costs more than the two losses one by one; empty unless asked for. */
  readonly pairs: readonly ActionCeiling[];
  /** Names of a set of actions that keeps V* and from which none can be taken; actions of low index are kept. */
  readonly enoughForReturn: readonly string[];
  /** The same for the best raw score. */
  readonly enoughForRawScore: readonly string[];
}

/**
 * Exact ceilings of all smaller action sets at once, from one enumeration: leave one out, leave two out, and a set that
 * is enough. Barred actions are never taken, nor others that can lead to where nothing else is offered; if that leaves no
 * way at all, V* is −∞ and the best raw score 0. An environment may offer other actions instead: `ceilings` asks the
 * environment itself.
 *
 * @throws {GymError} As `solve`.
 */
export function actionCeilings<State>(
  model: TransitionModel<State>,
  options: CeilingOptions & { readonly pairs?: boolean } = {},
): ActionCeilings {
  const { discount = 1, pairs = false } = options;
  checkDiscount(discount);
  const library = new BarredActions(model, options);
  const { optimalReturn, bestRawScore } = library.without([]);
  const actions = Array.from({ length: model.actionCount }, (_, action) => action);
  const single = actions.map((action) => library.without([action]));
  return {
    optimalReturn,
    bestRawScore,
    single,
    pairs: pairs ? jointLosses(library, single) : [],
    enoughForReturn: library.enough((barred) => library.returnWithout(barred) >= optimalReturn - TIE),
    enoughForRawScore: library.enough((barred) => library.scoreWithout(barred) >= bestRawScore - TIE),
  };
}

/** Solves one process again and again without some of its actions. */
class BarredActions<State> {
  readonly #model: TransitionModel<State>;
  readonly #mdp: FiniteMdp;
  readonly #scores: FiniteMdp;
  readonly #discount: number;
  #full: { readonly optimalReturn: number; readonly bestRawScore: number };

  constructor(model: TransitionModel<State>, options: CeilingOptions) {
    this.#model = model;
    this.#mdp = enumerate(model, options).mdp;
    this.#scores = withRewards(this.#mdp, finalScores(this.#mdp));
    this.#discount = options.discount ?? 1;
    this.#full = { optimalReturn: this.returnWithout([]), bestRawScore: this.scoreWithout([]) };
  }

  returnWithout(barred: readonly number[]): number {
    const pairs = this.#allowed(barred);
    if (!canStart(this.#mdp, pairs)) return Number.NEGATIVE_INFINITY;
    return fromStart(this.#mdp, optimalValues(this.#mdp, { discount: this.#discount }, pairs).values);
  }

  scoreWithout(barred: readonly number[]): number {
    const pairs = this.#allowed(barred);
    if (!canStart(this.#mdp, pairs)) return 0;
    return fromStart(this.#mdp, optimalValues(this.#scores, { discount: 1 }, pairs).values);
  }

  without(barred: readonly number[]): ActionCeiling {
    const optimalReturn = this.returnWithout(barred);
    const bestRawScore = this.scoreWithout(barred);
    return {
      without: barred.map((action) => this.#model.actionName(action)),
      ...{ optimalReturn, bestRawScore },
      returnLoss: this.#full.optimalReturn - optimalReturn,
      rawScoreLoss: this.#full.bestRawScore - bestRawScore,
    };
  }

  /** Bars one action after another, from the last, as long as the rest is enough. */
  enough(isEnough: (barred: readonly number[]) => boolean): readonly string[] {
    const barred: number[] = [];
    for (let action = this.#model.actionCount - 1; action >= 0; action -= 1) {
      if (isEnough([...barred, action])) barred.push(action);
    }
    const kept = Array.from({ length: this.#model.actionCount }, (_, action) => action);
    return kept.filter((action) => !barred.includes(action)).map((action) => this.#model.actionName(action));
  }

  #allowed(barred: readonly number[]): PairSet {
    if (barred.length === 0) return allPairs(this.#mdp);
    const isBarred = new Set(barred);
    return avoidingDeadEnds(
      this.#mdp,
      Uint8Array.from(this.#mdp.pairAction, (action) => (isBarred.has(action) ? 0 : 1)),
    );
  }
}

function jointLosses<State>(
  library: BarredActions<State>,
  single: readonly ActionCeiling[],
): readonly ActionCeiling[] {
  const found: ActionCeiling[] = [];
  for (const [first, one] of single.entries()) {
    for (let second = first + 1; second < single.length; second += 1) {
      const both = library.without([first, second]);
      const other = single[second] ?? one;
      const isMore =
        both.returnLoss > one.returnLoss + other.returnLoss + TIE ||
        both.rawScoreLoss > one.rawScoreLoss + other.rawScoreLoss + TIE;
      if (isMore) found.push(both);
    }
  }
  return found;
}
