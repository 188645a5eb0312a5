import { integrate } from "../bandits/quadrature.ts";
import { normalCumulative } from "../bandits/special-functions.ts";

/** Independent normal distributions, one for each index. */
export interface Normals {
  readonly means: ArrayLike<number>;
  /** Standard deviations, above 0. */
  readonly deviations: ArrayLike<number>;
}

/** Standard deviations beyond which a normal number is not looked for: less than 1e-14 is left out. */
const REACH = 8;
const TOLERANCE = 1e-9;
/** Density that adds nothing any more. */
const NEGLIGIBLE = 1e-15;
/** Parts that the range is cut into to begin with, so that no narrow peak hides between the nodes. */
const PARTS = 2;

interface Contender {
  readonly mean: number;
  readonly deviation: number;
  times: number;
}

/**
 * The probability that one of several independent normal numbers is the largest, `∫ φ_i(s) · Π_{j≠i} Φ_j(s) ds`, to
 * about 1e-9.
 *
 * @param indices - Who takes part, `chosen` among them.
 */
export function probabilityOfBest(normals: Normals, indices: readonly number[], chosen: number): number {
  if (indices.length === 1) return 1;
  const meanOf = (index: number): number => normals.means[index] ?? 0;
  const deviationOf = (index: number): number => normals.deviations[index] ?? 1;
  const least = Math.max(...indices.map((index) => meanOf(index) - REACH * deviationOf(index)));
  const [mean, deviation] = [meanOf(chosen), deviationOf(chosen)];
  const low = Math.max(least, mean - REACH * deviation);
  const high = mean + REACH * deviation;
  if (low >= high) return 0;
  const rivals = contenders(
    indices
      .filter((index) => index !== chosen)
      .map((index) => ({ mean: meanOf(index), deviation: deviationOf(index), times: 1 })),
    low,
  );
  const density = (s: number): number => {
    const z = (s - mean) / deviation;
    let product = Math.exp(-0.5 * z * z) / (deviation * Math.sqrt(2 * Math.PI));
    for (const rival of rivals) {
      if (product < NEGLIGIBLE) return 0;
      product *= normalCumulative((s - rival.mean) / rival.deviation) ** rival.times;
    }
    return product;
  };
  let sum = 0;
  for (let part = 0; part < PARTS; part += 1) {
    const from = low + ((high - low) * part) / PARTS;
    const to = low + ((high - low) * (part + 1)) / PARTS;
    sum += integrate(density, { low: from, high: to, tolerance: TOLERANCE });
  }
  return Math.min(1, sum);
}

/** Those who can be above `low` at all, equal ones together. */
function contenders(rivals: readonly Contender[], low: number): readonly Contender[] {
  const different: Contender[] = [];
  for (const rival of rivals) {
    const { mean, deviation } = rival;
    if (mean + REACH * deviation <= low) continue;
    const equal = different.find((each) => each.mean === mean && each.deviation === deviation);
    if (equal === undefined) different.push({ ...rival });
    else equal.times += 1;
  }
  return different;
}
