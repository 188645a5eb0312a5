import type { Rng } from "../../core/random.ts";
import { drawGamma } from "../bandits/distributions.ts";

/** What is believed of the mean reward of a pair: a normal-gamma distribution. */
export interface NormalGamma {
  /** In reward units. */
  readonly mean: number;
  /** λ, how many observations the mean counts as, > 0. */
  readonly strength: number;
  /** α of the gamma distribution of the precision, ≥ 1. */
  readonly shape: number;
  /** β of it, in squared reward units, > 0. */
  readonly rate: number;
}

/** What was observed of the rewards of a pair. */
export interface RewardSample {
  readonly count: number;
  readonly meanReward: number;
  /** Σ (r − mean)². */
  readonly squaredDeviations: number;
}

/**
 * The belief after a sample.
 * @see Murphy, Conjugate Bayesian Analysis of the Gaussian Distribution (2007), §3.3.
 */
export function normalGammaPosterior(prior: NormalGamma, sample: RewardSample): NormalGamma {
  const { count, meanReward, squaredDeviations } = sample;
  const strength = prior.strength + count;
  const surprise = (prior.strength * count * (meanReward - prior.mean) ** 2) / strength;
  return {
    mean: (prior.strength * prior.mean + count * meanReward) / strength,
    strength,
    shape: prior.shape + count / 2,
    rate: prior.rate + (squaredDeviations + surprise) / 2,
  };
}

/**
 * A mean reward drawn from a belief, which is Student's t with ν = 2α degrees of freedom: two `next`.
 * @see Bailey, Polar Generation of Random Variates with the t-Distribution (Mathematics of Computation 62, 1994).
 */
export function drawMeanReward({ mean, strength, shape, rate }: NormalGamma, rng: Rng): number {
  const degrees = 2 * shape;
  const radius = Math.sqrt(degrees * ((1 - rng.next()) ** (-2 / degrees) - 1));
  return mean + Math.sqrt(rate / (shape * strength)) * radius * Math.cos(2 * Math.PI * rng.next());
}

/**
 * Probabilities drawn from a Dirichlet distribution: one gamma number for each, and none for a single one.
 *
 * @param weights - Each above 0; at least one.
 */
export function drawDirichlet(weights: readonly number[], rng: Rng): number[] {
  if (weights.length === 1) return [1];
  const draws = weights.map((weight) => drawGamma(weight, rng));
  const sum = draws.reduce((total, each) => total + each, 0);
  return draws.map((each) => each / sum);
}
