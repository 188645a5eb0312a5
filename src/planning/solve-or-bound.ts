import { GymError, InvalidArgumentError } from "../core/errors.ts";
import type { ModelTransition, TransitionModel } from "../core/model.ts";
import { enumerate } from "./enumerate.ts";
import { finalScores, withRewards } from "./objectives.ts";
import { fromStart } from "./policy-range.ts";
import { type Solution, type SolveOptions, solve } from "./solve.ts";
import { checkDiscount, optimalValues } from "./value-iteration.ts";

/** A number that is known to lie in between. */
export interface ValueInterval {
  readonly lower: number;
  readonly upper: number;
}

/** What is known of the optimum of a model that is too large to enumerate. */
export interface BoundedSolution {
  readonly optimalReturn: ValueInterval;
  readonly bestRawScore: ValueInterval;
  /** States that were enumerated. */
  readonly stateCount: number;
  readonly exact: false;
  /** What was too much and what to do, in one sentence. */
  readonly limit: string;
}

/** Options of {@link solveOrBound}. */
export interface BoundOptions<State> extends SolveOptions {
  /**
   * What can still be earned from a state on, at least and at most, in reward units; `lower` ≤ `upper`. The interval of
   * V* is no better than these. @defaultValue −∞ to ∞
   */
  readonly returnLeft?: (state: State) => ValueInterval;
  /** The raw score that can still be reached, at least and at most. @defaultValue 0 to 1 */
  readonly scoreLeft?: (state: State) => ValueInterval;
}

/**
 * The exact optimum, or an interval where the model has more than `maxStates` states: those nearest to the start are
 * enumerated and what comes after them is bounded.
 *
 * @throws {InvalidArgumentError} If γ is outside [0, 1] or a given interval is empty.
 * @throws {GymError} As `solve`, but for `MODEL_TOO_LARGE`.
 */
export function solveOrBound<State>(
  model: TransitionModel<State>,
  options: BoundOptions<State> = {},
): Solution | BoundedSolution {
  try {
    return solve(model, options);
  } catch (error) {
    if (!(error instanceof GymError) || error.code !== "MODEL_TOO_LARGE") throw error;
    return bound(model, options, error.message);
  }
}

function bound<State>(
  model: TransitionModel<State>,
  options: BoundOptions<State>,
  message: string,
): BoundedSolution {
  const { discount = 1, maxStates = 2_000_000 } = options;
  checkDiscount(discount);
  const end = (side: keyof ValueInterval): { readonly return: number; readonly score: number } => {
    const { mdp } = enumerate(new CutModel(model, { ...options, discount, maxStates, side }), options);
    const scores = withRewards(mdp, finalScores(mdp));
    return {
      return: unlimited(fromStart(mdp, optimalValues(mdp, { ...options, discount }).values)),
      score: fromStart(mdp, optimalValues(scores, { ...options, discount: 1 }).values),
    };
  };
  const [lower, upper] = [end("lower"), end("upper")];
  return {
    optimalReturn: { lower: lower.return, upper: upper.return },
    bestRawScore: { lower: lower.score, upper: upper.score },
    stateCount: maxStates,
    exact: false,
    limit: `${message} The values are bounds; \`mcts\` finds good actions.`,
  };
}

/** Stands for an infinite bound while values are computed. */
const HUGE = 1e100;

function unlimited(value: number): number {
  if (Math.abs(value) < HUGE / 1e50) return value;
  return value > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
}

/** A state, or the edge of what is enumerated. */
interface CutState<State> {
  readonly state: State;
  readonly isBeyond: boolean;
}

interface Cut<State> extends BoundOptions<State> {
  readonly discount: number;
  readonly maxStates: number;
  readonly side: keyof ValueInterval;
}

/** A model that ends where the first `maxStates` states end, with a bound on what would follow as its reward. */
class CutModel<State> implements TransitionModel<CutState<State>> {
  readonly actionCount: number;
  readonly #model: TransitionModel<State>;
  readonly #cut: Cut<State>;
  readonly #seen = new Set<string | number>();

  constructor(model: TransitionModel<State>, cut: Cut<State>) {
    this.actionCount = model.actionCount;
    this.#model = model;
    this.#cut = cut;
  }

  initial(): readonly { readonly probability: number; readonly state: CutState<State> }[] {
    return this.#model.initial().map(({ probability, state }) => ({
      probability,
      state: { state, isBeyond: !this.#isInside(state) },
    }));
  }

  stateKey({ state }: CutState<State>): string | number {
    return this.#model.stateKey(state);
  }

  actions({ state, isBeyond }: CutState<State>): readonly number[] {
    return isBeyond ? [] : this.#model.actions(state);
  }

  transitions({ state }: CutState<State>, action: number): readonly ModelTransition<CutState<State>>[] {
    return this.#model.transitions(state, action).map((result) => {
      const ends = result.terminated || result.truncated;
      const isBeyond = !ends && !this.#isInside(result.next);
      const after = isBeyond ? this.#cut.discount * this.#left(result.next) : 0;
      return {
        ...result,
        next: { state: result.next, isBeyond },
        reward: result.reward + after,
        terminated: result.terminated || isBeyond,
      };
    });
  }

  observe({ state }: CutState<State>): number {
    return this.#model.observe(state);
  }

  score({ state, isBeyond }: CutState<State>): number {
    if (!isBeyond) return this.#model.score(state);
    const { scoreLeft, side } = this.#cut;
    return checked(scoreLeft?.(state) ?? { lower: 0, upper: 1 })[side];
  }

  actionName(action: number): string {
    return this.#model.actionName(action);
  }

  #isInside(state: State): boolean {
    const key = this.#model.stateKey(state);
    if (this.#seen.has(key)) return true;
    if (this.#seen.size >= this.#cut.maxStates) return false;
    this.#seen.add(key);
    return true;
  }

  #left(state: State): number {
    const { returnLeft, side } = this.#cut;
    const interval = returnLeft?.(state) ?? { lower: -HUGE, upper: HUGE };
    return Math.max(-HUGE, Math.min(HUGE, checked(interval)[side]));
  }
}

function checked(interval: ValueInterval): ValueInterval {
  if (interval.lower <= interval.upper) return interval;
  throw new InvalidArgumentError(
    `Expected an interval with \`lower\` <= \`upper\`, got ${interval.lower} and ${interval.upper}.`,
  );
}
