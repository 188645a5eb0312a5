/** What work cost, by how much of it there was. */
export interface Growth {
  /** What a size counts, such as "steps". */
  readonly unit: string;
  /** Ascending in size. */
  readonly points: readonly GrowthPoint[];
}

/** Work of one size. */
export interface GrowthPoint {
  readonly size: number;
  /** Seconds of CPU time. */
  readonly seconds: number;
}

/**
 * The exponent k of the power law seconds = a·sizeᵏ through the points, by least squares on the logarithms of both: 1
 * for a linear cost, 2 for a quadratic one.
 * @param points - At least two different sizes; sizes and seconds above 0.
 */
export function exponentOf(points: readonly GrowthPoint[]): number {
  const xs = points.map(({ size }) => Math.log(size));
  const ys = points.map(({ seconds }) => Math.log(seconds));
  const [meanX, meanY] = [meanOf(xs), meanOf(ys)];
  const covariance = meanOf(xs.map((x, index) => (x - meanX) * ((ys[index] ?? meanY) - meanY)));
  return covariance / meanOf(xs.map((x) => (x - meanX) ** 2));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
