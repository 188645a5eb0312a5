const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];
const LANCZOS_BASE = 0.9999999999998099;
const LANCZOS_SHIFT = 7.5;
const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/**
 * ln Γ(x) for x ≥ ½, to about 14 digits.
 *
 * @see Lanczos, A Precision Approximation of the Gamma Function (SIAM Journal on Numerical Analysis, 1964).
 */
export function logGamma(x: number): number {
  let sum = LANCZOS_BASE;
  for (let term = 0; term < LANCZOS.length; term += 1) sum += (LANCZOS[term] ?? 0) / (x + term);
  const shifted = x - 1 + LANCZOS_SHIFT;
  return HALF_LOG_TWO_PI + (x - 0.5) * Math.log(shifted) - shifted + Math.log(sum);
}

/** ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b), for a, b ≥ ½. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** A distribution Beta(a, b) with ln B(a, b), which every use needs. */
export interface BetaShape {
  /** a ≥ ½. */
  readonly a: number;
  /** b ≥ ½. */
  readonly b: number;
  readonly logBeta: number;
}

/** A point x of [0, 1] and y = 1 − x, neither rounded by way of the other. */
export interface UnitPoint {
  readonly x: number;
  readonly y: number;
  /** ln x. */
  readonly logX: number;
  /** ln y. */
  readonly logY: number;
}

/** ln of what adds nothing to a probability. */
const NEGLIGIBLE = -36;
const TINY = 1e-300;
const MAX_TERMS = 5000;
const PRECISION = 1e-15;

/**
 * Distribution function of Beta(a, b), the regularised incomplete beta function I_x(a, b), to about 1e-11 for shapes in the thousands.
 *
 * @see Press et al., Numerical Recipes (3rd ed., 2007), §6.4 (continued fraction by the modified Lentz method).
 */
export function betaCumulative({ a, b, logBeta: logNorm }: BetaShape, point: UnitPoint): number {
  const { x, y } = point;
  const logFront = a * point.logX + b * point.logY - logNorm;
  const isLeft = x < (a + 1) / (a + b + 2);
  if (!(logFront > NEGLIGIBLE)) return isLeft ? 0 : 1;
  const front = Math.exp(logFront);
  if (isLeft) return (front * continuedFraction(a, b, x)) / a;
  return 1 - (front * continuedFraction(b, a, y)) / b;
}

function continuedFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / guarded(1 - ((a + b) * x) / (a + 1));
  let product = d;
  for (let m = 1; m <= MAX_TERMS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guarded(1 + even * d);
    c = guarded(1 + even / c);
    product *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guarded(1 + odd * d);
    c = guarded(1 + odd / c);
    product *= d * c;
    if (Math.abs(d * c - 1) < PRECISION) break;
  }
  return product;
}

function guarded(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}

/** Student's t distribution; one object is set again and again, so that reading it allocates nothing. */
export class StudentDistribution {
  readonly #tails = { a: 0.5, b: 0.5, logBeta: Math.log(Math.PI) };
  readonly #point = { x: 0, y: 0, logX: 0, logY: 0 };
  /** Distance beyond which a tail is negligible. */
  #reach = Number.POSITIVE_INFINITY;

  /** @param degrees - ν ≥ 1. */
  set(degrees: number): void {
    const tails = this.#tails;
    tails.a = degrees / 2;
    tails.logBeta = logBeta(tails.a, tails.b);
    this.#reach = Math.sqrt(degrees * Math.expm1((-2 * NEGLIGIBLE) / degrees));
  }

  /** ν. */
  get degrees(): number {
    return 2 * this.#tails.a;
  }

  /** Density at t. */
  density(t: number): number {
    const { degrees } = this;
    const log = -0.5 * (degrees + 1) * Math.log1p((t * t) / degrees) - this.#tails.logBeta;
    return Math.exp(log) / Math.sqrt(degrees);
  }

  /** Probability below t, to about 1e-11. */
  cumulative(t: number): number {
    if (t > this.#reach) return 1;
    if (t < -this.#reach) return 0;
    const square = (t * t) / this.degrees;
    if (square === 0) return 0.5;
    const point = this.#point;
    point.x = 1 / (1 + square);
    point.y = square * point.x;
    point.logX = -Math.log1p(square);
    point.logY = Math.log(square) + point.logX;
    const tail = 0.5 * betaCumulative(this.#tails, point);
    return t > 0 ? 1 - tail : tail;
  }
}

/** Density of the standard normal distribution. */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z - HALF_LOG_TWO_PI);
}

const NORMAL_LIMIT = 8.3;

/**
 * Distribution function of the standard normal distribution, to about 1e-15 (absolute).
 *
 * @see Marsaglia, Evaluating the Normal Distribution (Journal of Statistical Software, 2004).
 */
export function normalCumulative(z: number): number {
  if (z < -NORMAL_LIMIT) return 0;
  if (z > NORMAL_LIMIT) return 1;
  let term = z;
  let sum = z;
  let previous = 0;
  for (let odd = 3; sum !== previous; odd += 2) {
    term *= (z * z) / odd;
    previous = sum;
    sum += term;
  }
  return 0.5 + sum * normalDensity(z);
}
