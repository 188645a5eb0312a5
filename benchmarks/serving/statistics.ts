/** The value below which a share of the values lies; values ascending, share in [0, 1]. */
export function quantile(values: ArrayLike<number>, share: number): number {
  const index = Math.min(values.length - 1, Math.floor(share * values.length));
  return values[Math.max(0, index)] ?? Number.NaN;
}

/** Median and range of a handful of measurements. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** The spread of measurements. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [below = Number.NaN, above = below] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return { median: (below + above) / 2, min: sorted[0] ?? Number.NaN, max: sorted.at(-1) ?? Number.NaN };
}
