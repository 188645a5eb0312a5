import type { Choice } from "../../core/agent.ts";
import type { Rng } from "../../core/random.ts";
import type { Row } from "../row.ts";
import { writeSoftmax } from "./boltzmann.ts";
import { drawAction } from "./draw.ts";
import type { Exploration } from "./exploration.ts";

/**
 * Mellowmax, `ln(mean(exp(ω · values))) / ω`: between the mean (ω → 0) and the maximum (ω → ∞), and a non-expansion,
 * which softmax is not.
 *
 * @see Asadi & Littman, An Alternative Softmax Operator for Reinforcement Learning (ICML 2017), eq. 1.
 */
export function mellowmax(values: readonly number[], omega: number): number {
  const best = Math.max(...values);
  const mean = values.reduce((sum, value) => sum + Math.exp(omega * (value - best)), 0) / values.length;
  return best + Math.log(mean) / omega;
}

const DOUBLINGS = 60;
const HALVINGS = 60;

/** β ≥ 0 at which the softmax has the mellowmax as its mean: the root of Σ exp(β · a) · a, a = value − mellowmax. */
function inverseTemperature(advantages: readonly number[]): number {
  const top = Math.max(...advantages);
  const imbalance = (beta: number): number =>
    advantages.reduce((sum, advantage) => sum + Math.exp(beta * (advantage - top)) * advantage, 0);
  let high = 1;
  for (let tries = 0; tries < DOUBLINGS && imbalance(high) < 0; tries += 1) high *= 2;
  let low = 0;
  for (let tries = 0; tries < HALVINGS; tries += 1) {
    const middle = (low + high) / 2;
    if (imbalance(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * The maximum-entropy policy whose expected value is the mellowmax of the allowed values. One `next` for each choice.
 *
 * @see Asadi & Littman (ICML 2017), §5.
 */
export class Mellowmax implements Exploration {
  readonly #omega: number;
  readonly #probabilities: Float64Array;

  /** @param omega - ω > 0, in 1 / reward units. */
  constructor(omega: number, actionCount: number) {
    this.#omega = omega;
    this.#probabilities = new Float64Array(actionCount);
  }

  startEpisode(): void {}

  choose(row: Row, rng: Rng): Choice {
    this.writeProbabilities(row, this.#probabilities);
    return drawAction(this.#probabilities, rng);
  }

  writeProbabilities(row: Row, probabilities: Float64Array): void {
    const values: number[] = [];
    for (let action = 0; action < row.actionCount; action += 1) {
      if (row.mask[action] === 1) values.push(row.value(action));
    }
    const middle = mellowmax(values, this.#omega);
    const isFlat = values.every((value) => value === values[0]);
    writeSoftmax(row, isFlat ? 0 : inverseTemperature(values.map((value) => value - middle)), probabilities);
  }
}
