import { GymError, InvalidArgumentError } from "../core/errors.ts";
import type { ModelTransition, TransitionModel } from "../core/model.ts";
import { enumerate } from "./enumerate.ts";
import type { FiniteMdp } from "./finite-mdp.ts";
import { finalScores, withRewards } from "./objectives.ts";
import { NumberList } from "./packed-list.ts";
import { fromStart } from "./policy-range.ts";
import { type Solution, type SolveOptions, solve } from "./solve.ts";
import { optimalValues } from "./value-iteration.ts";

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
  const cut = new CutModel(model, maxStates);
  const beyond = new Beyond(model, { ...options, discount });
  const { mdp } = enumerate(cut, options, (transition) => beyond.add(transition));
  const end = (side: keyof ValueInterval): { readonly return: number; readonly score: number } => {
    const rewarded = withRewards(mdp, beyond.rewards(mdp, side));
    const scores = withRewards(mdp, finalScores({ ...mdp, edgeScore: beyond.scores(side) }));
    return {
      return: unlimited(fromStart(mdp, optimalValues(rewarded, { ...options, discount }).values)),
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

/** A model that ends where its first states end. */
class CutModel<State> implements TransitionModel<CutState<State>> {
  readonly actionCount: number;
  readonly #model: TransitionModel<State>;
  readonly #maxStates: number;
  readonly #seen = new Set<string | number>();

  constructor(model: TransitionModel<State>, maxStates: number) {
    this.actionCount = model.actionCount;
    this.#model = model;
    this.#maxStates = maxStates;
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
      const isBeyond = !result.terminated && !result.truncated && !this.#isInside(result.next);
      const next = { state: result.next, isBeyond };
      return { ...result, next, terminated: result.terminated || isBeyond };
    });
  }

  observe({ state }: CutState<State>): number {
    return this.#model.observe(state);
  }

  score({ state }: CutState<State>): number {
    return this.#model.score(state);
  }

  actionName(action: number): string {
    return this.#model.actionName(action);
  }

  #isInside(state: State): boolean {
    const key = this.#model.stateKey(state);
    if (this.#seen.has(key)) return true;
    if (this.#seen.size >= this.#maxStates) return false;
    this.#seen.add(key);
    return true;
  }
}

/** What comes after each edge of a cut model, at least and at most; 0 and the score where it goes on or has ended. */
class Beyond<State> {
  readonly #model: TransitionModel<State>;
  readonly #options: BoundOptions<State> & { readonly discount: number };
  readonly #returns = { lower: new NumberList(), upper: new NumberList() };
  readonly #scores = { lower: new NumberList(), upper: new NumberList() };

  constructor(model: TransitionModel<State>, options: BoundOptions<State> & { readonly discount: number }) {
    this.#model = model;
    this.#options = options;
  }

  /** Takes in the next edge. */
  add({ next: { state, isBeyond } }: ModelTransition<CutState<State>>): void {
    const { returnLeft, scoreLeft, discount } = this.#options;
    const score = isBeyond ? checked(scoreLeft?.(state) ?? { lower: 0, upper: 1 }) : this.#model.score(state);
    const left = isBeyond ? checked(returnLeft?.(state) ?? { lower: -HUGE, upper: HUGE }) : 0;
    for (const side of ["lower", "upper"] as const) {
      const most = typeof left === "number" ? left : Math.max(-HUGE, Math.min(HUGE, left[side]));
      this.#returns[side].push(discount * most);
      this.#scores[side].push(typeof score === "number" ? score : score[side]);
    }
  }

  /** Rewards with what comes after them; shape [edgeCount]. */
  rewards({ edgeReward }: FiniteMdp, side: keyof ValueInterval): Float64Array {
    const after = this.#returns[side].toArray();
    return edgeReward.map((reward, edge) => reward + (after[edge] ?? 0));
  }

  /** Raw scores after each edge; shape [edgeCount]. */
  scores(side: keyof ValueInterval): Float64Array {
    return this.#scores[side].toArray();
  }
}

function checked(interval: ValueInterval): ValueInterval {
  if (interval.lower <= interval.upper) return interval;
  throw new InvalidArgumentError(
    `Expected an interval with \`lower\` <= \`upper\`, got ${interval.lower} and ${interval.upper}.`,
  );
}
