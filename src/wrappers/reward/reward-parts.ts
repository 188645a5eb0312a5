import type { BaseInfo, StepResult } from "../../core/env.ts";

/** Named parts of a reward. */
export type RewardParts = Readonly<Record<string, number>>;

/** The parts of a step's reward; its whole reward as the part `reward` where the environment names none. */
export function partsOf({ info, reward }: StepResult<unknown, BaseInfo>): RewardParts {
  return info.rewardComponents ?? { reward };
}

/** Adds `weight` times each part to the sums in `total`. */
export function addParts(total: Record<string, number>, parts: RewardParts, weight: number): void {
  for (const name in parts) {
    const part = parts[name] ?? 0;
    const before = Object.hasOwn(total, name) ? total[name] : undefined;
    total[name] = before === undefined ? weight * part : before + weight * part;
  }
}

/** The sum of the parts in their order: the reward they make up. 0 without any. */
export function sumOfParts(parts: RewardParts): number {
  let sum: number | undefined;
  for (const name in parts) {
    const part = parts[name] ?? 0;
    sum = sum === undefined ? part : sum + part;
  }
  return sum ?? 0;
}
