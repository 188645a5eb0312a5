/** Something wrong with a shaping. */
export interface ShapingFinding {
  /**
   * `GAMMA`: the shaping goes by another γ than the learner. `TERMINAL`: the potential after a termination is not 0.
   * `TELESCOPE`: the discounted sum over an episode is not −Φ(s₀), plus γᵀΦ(s_T) where it was truncated.
   * `START`: terminated episodes from one start have different discounted sums.
   */
  readonly code: "GAMMA" | "TERMINAL" | "TELESCOPE" | "START";
  readonly message: string;
}

/** What live episodes say of a shaping. */
export interface ShapingReport {
  readonly passed: boolean;
  readonly episodes: number;
  /** Largest difference from what a potential would have given, in reward units. */
  readonly largestError: number;
  /** γ that the shaping goes by; `null` where it cannot be told, as without `potential`. */
  readonly shapingDiscount: number | null;
  /** One for each code at most. */
  readonly findings: readonly ShapingFinding[];
}

/** One step of an episode as a check of shaping sees it. */
export interface ShapedStep {
  /** What shaping added. */
  readonly added: number;
  /** Φ before and after, where it is known. */
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** An episode as a check of shaping sees it. */
export interface PlayedShaping {
  /** Equal for episodes that begin alike. */
  readonly start: string;
  readonly steps: readonly ShapedStep[];
  readonly terminated: boolean;
}

/** What a check of shaping goes by. */
interface Limits {
  readonly discount: number;
  readonly tolerance: number;
}

/** What the episodes say of the shaping. */
export function reportShaping(played: readonly PlayedShaping[], limits: Limits): ShapingReport {
  const telescope = Math.max(...played.map((episode) => telescopeError(episode, limits.discount)));
  const spread = startSpread(played, limits.discount);
  const shapingDiscount = discountOf(played);
  const findings = findingsOf(
    { telescope, spread, shapingDiscount, terminal: Math.max(...played.map(terminalError)) },
    limits,
  );
  return {
    passed: findings.length === 0,
    episodes: played.length,
    largestError: Math.max(spread, telescope),
    shapingDiscount,
    findings,
  };
}

/** Largest differences from what a potential gives. */
interface Errors {
  readonly telescope: number;
  readonly terminal: number;
  readonly spread: number;
  readonly shapingDiscount: number | null;
}

/** Largest difference of discounts that counts as the same. */
const SAME_DISCOUNT = 1e-6;

function findingsOf(errors: Errors, { discount, tolerance }: Limits): readonly ShapingFinding[] {
  const { telescope, terminal, spread, shapingDiscount } = errors;
  const checks: readonly (ShapingFinding & { readonly isWrong: boolean })[] = [
    {
      code: "GAMMA",
      isWrong: shapingDiscount !== null && Math.abs(shapingDiscount - discount) > SAME_DISCOUNT,
      message: `The shaping goes by the discount ${rounded(shapingDiscount)}, the learner by ${discount}: give both the same.`,
    },
    {
      code: "TERMINAL",
      isWrong: terminal > tolerance,
      message: "The potential counts after a termination: take 0 there.",
    },
    {
      code: "TELESCOPE",
      isWrong: telescope > tolerance,
      message: `The discounted shaping of an episode is ${rounded(telescope)} off what its potential gives.`,
    },
    {
      code: "START",
      isWrong: spread > tolerance,
      message: `Terminated episodes from one start differ by ${rounded(spread)} in discounted shaping: it is no potential at this discount, or counts at the end.`,
    },
  ];
  return checks.filter(({ isWrong }) => isWrong).map(({ code, message }) => ({ code, message }));
}

/** Without the last digits, which are rounding noise. */
function rounded(value: number | null): number {
  return Number((value ?? 0).toPrecision(12));
}

function discountedSum({ steps }: PlayedShaping, discount: number): number {
  return steps.reduceRight((after, { added }) => added + discount * after, 0);
}

function telescopeError(episode: PlayedShaping, discount: number): number {
  const { steps, terminated } = episode;
  const first = steps[0]?.before;
  const last = steps.at(-1)?.after;
  if (first === undefined || last === undefined) return 0;
  const kept = terminated ? 0 : discount ** steps.length * last;
  return Math.abs(discountedSum(episode, discount) + first - kept);
}

/** How far the last addition of a terminated episode is from −Φ(s). */
function terminalError({ steps, terminated }: PlayedShaping): number {
  const last = steps.at(-1);
  return terminated && last?.before !== undefined ? Math.abs(last.added + last.before) : 0;
}

/** The largest difference between the sums of terminated episodes that began alike. */
function startSpread(played: readonly PlayedShaping[], discount: number): number {
  const sums = new Map<string, number[]>();
  for (const episode of played.filter(({ terminated }) => terminated)) {
    sums.set(episode.start, [...(sums.get(episode.start) ?? []), discountedSum(episode, discount)]);
  }
  return [...sums.values()].reduce(
    (most, values) => Math.max(most, Math.max(...values) - Math.min(...values)),
    0,
  );
}

/** γ that makes `added = γΦ(s′) − Φ(s)` true in every step but the last of a terminated episode, by least squares. */
function discountOf(played: readonly PlayedShaping[]): number | null {
  let product = 0;
  let square = 0;
  for (const { steps, terminated } of played) {
    for (const { added, before, after } of terminated ? steps.slice(0, -1) : steps) {
      product += (added + (before ?? 0)) * (after ?? 0);
      square += (after ?? 0) ** 2;
    }
  }
  return square > 0 ? product / square : null;
}
