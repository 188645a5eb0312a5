import type { Rng } from "../../core/random.ts";

/**
 * A draw from the standard normal distribution: two `double`.
 *
 * @see Box & Muller, A Note on the Generation of Random Normal Deviates (Annals of Mathematical Statistics, 1958).
 */
export function drawNormal(rng: Rng): number {
  const radius = Math.sqrt(-2 * Math.log(1 - rng.double()));
  return radius * Math.cos(2 * Math.PI * rng.double());
}

/**
 * A draw from Gamma(shape, rate 1): for each try one normal, and one `double` unless it is out of range; then one
 * `double` more if the shape is below 1.
 *
 * @param shape - Above 0.
 * @see Marsaglia & Tsang, A Simple Method for Generating Gamma Variables (ACM TOMS, 2000).
 */
export function drawGamma(shape: number, rng: Rng): number {
  if (shape < 1) return drawGamma(shape + 1, rng) * (1 - rng.double()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(rng);
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    const u = rng.double();
    if (u < 1 - 0.0331 * x ** 4 || Math.log(u) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v;
  }
}

/** A draw from Beta(a, b): one gamma of shape a, then one of shape b; both above 0. */
export function drawBeta(a: number, b: number, rng: Rng): number {
  const successes = drawGamma(a, rng);
  return successes / (successes + drawGamma(b, rng));
}

/** A draw from Student's t with ν > 0 degrees of freedom: one gamma of shape ν / 2, then one normal. */
export function drawStudent(degrees: number, rng: Rng): number {
  const precision = drawGamma(degrees / 2, rng) / (degrees / 2);
  return drawNormal(rng) / Math.sqrt(precision);
}
