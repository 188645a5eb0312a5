import { type FiniteMdp, pairsOf } from "./finite-mdp.ts";
import { TIE, withRewards } from "./objectives.ts";
import { reachable, shortestHistory } from "./paths.ts";
import { fromStart, rangeOverPolicies, type ValueRange } from "./policy-range.ts";
import { type IterationOptions, optimalValues, type PairSet, pairValues } from "./value-iteration.ts";

/**
 * What a changed reward does to a reference. A policy is optimal here if it is so in every state that it reaches, which
 * matters at γ = 0 alone.
 *
 * - `equal`: the same actions are optimal in every state that can be reached.
 * - `kept`: every policy that is optimal for the changed reward is optimal for the reference too, but not the reverse.
 * - `broken`: some policy that is optimal for the changed reward is not optimal for the reference.
 * - `tie`: a difference below 1e-9 decides between these.
 */
export type Verdict = "equal" | "kept" | "broken" | "tie";

/** The first state in which the changed reward prefers what the reference does not. */
export interface Offence {
  /** Names of the actions of a shortest way there; empty at a start. */
  readonly history: readonly string[];
  /** What an agent sees there: its table row. */
  readonly key: number;
  /** Names of the actions that are optimal for the changed reward. */
  readonly changed: readonly string[];
  /** Names of the actions that are optimal for the reference. */
  readonly reference: readonly string[];
  /** The most that one of `changed` gives away, in units of the reference; 0 where it only puts the end off for ever. */
  readonly regret: number;
}

/** The comparison of a changed reward with a reference. */
export interface Comparison {
  readonly verdict: Verdict;
  /**
   * The difference in value that would have to vanish to turn the verdict: for `broken` the largest regret of an
   * optimal action, else the smallest advantage of optimal actions over those that would break it. `null` where there
   * are no others.
   */
  readonly margin: number | null;
  /** `null` unless `broken`, or `tie` that may be. */
  readonly offence: Offence | null;
  /** What optimising the changed reward loses of the reference, over all its optimal policies; ≥ 0. */
  readonly loss: ValueRange;
}

/** An objective with its optimum. */
export interface Objective {
  readonly edgeReward: Float64Array;
  readonly discount: number;
  readonly values: Float64Array;
  /** How far each pair is below the best of its state, ≥ 0; shape [pairCount]. */
  readonly gaps: Float64Array;
}

/** Solves a process for given rewards; shape of `edgeReward` [edgeCount]. */
export function objective(mdp: FiniteMdp, edgeReward: Float64Array, options: IterationOptions): Objective {
  const { discount } = options;
  const rewarded = withRewards(mdp, edgeReward);
  const { values } = optimalValues(rewarded, options);
  const gaps = pairValues(rewarded, values, discount);
  for (let state = 0; state < mdp.stateCount; state += 1) {
    const own = gaps.subarray(mdp.pairStart[state] ?? 0, mdp.pairStart[state + 1] ?? 0);
    const best = own.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    own.forEach((value, rank) => {
      own[rank] = best - value;
    });
  }
  return { edgeReward, discount, values, gaps };
}

/** Pairs at most `tolerance` below the best of their state. */
export function within(gaps: Float64Array, tolerance: number): PairSet {
  return Uint8Array.from(gaps, (gap) => (gap <= tolerance ? 1 : 0));
}

/** Differences up to this are rounding: at most those that count as a tie. */
function roundingOf(...objectives: readonly Objective[]): number {
  const sizes = objectives.map(({ values }) =>
    values.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
  );
  return Math.min(TIE, 1e-12 * Math.max(10, ...sizes));
}

/** Whether optimising `changed` keeps what is optimal for `reference`, which it is compared with. */
export function compareOptima(
  mdp: FiniteMdp,
  reference: Objective,
  changed: Objective,
  nameOf: (action: number) => string,
): Comparison {
  const rounding = roundingOf(reference, changed);
  const tolerances = [TIE, rounding];
  const looks = tolerances.map((tolerance) => lookAt(mdp, { reference, changed, tolerance }));
  const verdicts = looks.flatMap((look) => tolerances.map((tolerance) => verdictOf(mdp, look, tolerance)));
  const [verdict] = verdicts as [Verdict, ...Verdict[]];
  const agreed = verdicts.every((other) => other === verdict) ? verdict : "tie";
  const [look] = looks as [Look, ...Look[]];
  return {
    verdict: agreed,
    margin: marginOf(mdp, look, { verdict: agreed, rounding }),
    offence: verdicts.includes("broken") ? offenceOf(mdp, look, nameOf) : null,
    loss: look.loss,
  };
}

/** The optimum of the changed reward up to a tolerance, as the reference sees it. */
interface Look {
  readonly reference: Objective;
  readonly changed: Objective;
  readonly optimal: PairSet;
  /** States that optimal policies of the changed reward reach, in order of number. */
  readonly states: readonly number[];
  readonly loss: ValueRange;
}

function lookAt(
  mdp: FiniteMdp,
  given: { readonly reference: Objective; readonly changed: Objective; readonly tolerance: number },
): Look {
  const { reference, changed, tolerance } = given;
  const optimal = within(changed.gaps, tolerance);
  const policies = { pairs: optimal, values: changed.values, discount: changed.discount };
  const { discount } = reference;
  const earned = rangeOverPolicies(mdp, reference.edgeReward, { discount, policies });
  const best = fromStart(mdp, reference.values);
  return {
    reference,
    changed,
    optimal,
    states: [...reachable(mdp, optimal)].sort((a, b) => a - b),
    loss: { min: Math.max(0, best - earned.max), max: Math.max(0, best - earned.min) },
  };
}

function verdictOf(mdp: FiniteMdp, look: Look, tolerance: number): Verdict {
  if (look.loss.max > tolerance || largestRegret(mdp, look) > tolerance) return "broken";
  const other = within(look.reference.gaps, tolerance);
  return look.optimal.every((bit, pair) => bit === other[pair]) ? "equal" : "kept";
}

function largestRegret(mdp: FiniteMdp, { states, optimal, reference }: Look): number {
  return states
    .flatMap((state) => pairsOf(mdp, state, optimal))
    .reduce((most, pair) => Math.max(most, reference.gaps[pair] ?? 0), 0);
}

function marginOf(
  mdp: FiniteMdp,
  look: Look,
  { verdict, rounding }: { readonly verdict: Verdict; readonly rounding: number },
): number | null {
  const { states, changed, reference } = look;
  if (verdict === "broken") return Math.max(largestRegret(mdp, look), look.loss.max);
  const gaps =
    verdict === "equal"
      ? [...changed.gaps, ...reference.gaps]
      : states
          .flatMap((state) => pairsOf(mdp, state))
          .filter((pair) => (reference.gaps[pair] ?? 0) > rounding)
          .map((pair) => changed.gaps[pair] ?? 0);
  const least = gaps
    .filter((gap) => gap > rounding)
    .reduce((min, gap) => Math.min(min, gap), Number.POSITIVE_INFINITY);
  return Number.isFinite(least) ? least : null;
}

function offenceOf(mdp: FiniteMdp, look: Look, nameOf: (action: number) => string): Offence | null {
  const { states, optimal, reference } = look;
  const regretOf = (state: number): number =>
    pairsOf(mdp, state, optimal).reduce((most, pair) => Math.max(most, reference.gaps[pair] ?? 0), 0);
  const first = states.find((state) => regretOf(state) > TIE) ?? states.find((state) => regretOf(state) > 0);
  const state = first ?? states[0];
  if (state === undefined) return null;
  const names = (pairs: PairSet): readonly string[] =>
    pairsOf(mdp, state, pairs).map((pair) => nameOf(mdp.pairAction[pair] ?? 0));
  return {
    history: shortestHistory(mdp, optimal, state).map(nameOf),
    key: mdp.keys[state] ?? 0,
    changed: names(optimal),
    reference: names(within(reference.gaps, TIE)),
    regret: regretOf(state),
  };
}
