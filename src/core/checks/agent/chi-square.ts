/** Quantile of the standard normal distribution at 1 − 10⁻⁶. */
const RARE = 4.7534;

/** Pearson's χ² statistic of counts against expected counts; an expected count of 0 allows none. */
export function chiSquare(counts: readonly number[], expected: readonly number[]): number {
  return counts.reduce((sum, count, cell) => {
    const mean = expected[cell] ?? 0;
    if (mean <= 0) return count === 0 ? sum : Number.POSITIVE_INFINITY;
    return sum + (count - mean) ** 2 / mean;
  }, 0);
}

/**
 * What a χ² statistic exceeds about once in a million samples from the expected distribution.
 *
 * @param freedom - Degrees of freedom, ≥ 0; with none the statistic is 0 but for rounding.
 * @see Wilson & Hilferty, The Distribution of Chi-Square (PNAS, 1931).
 */
export function chiSquareLimit(freedom: number): number {
  if (freedom < 1) return 1e-6;
  const spread = 2 / (9 * freedom);
  return freedom * (1 - spread + RARE * Math.sqrt(spread)) ** 3;
}
