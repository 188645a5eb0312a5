import type { Transition } from "../../src/core/agent.ts";
import { createAgent } from "../../src/core/agent-registry.ts";
import type { GoldenSequence } from "../../src/core/checks/check-agent.ts";
import type { MakeLibraryAgent } from "./agent-contract.ts";

const BOTH = Uint8Array.of(1, 1);
const STEP = { mask: BOTH, nextMask: BOTH, propensity: 0.8, terminated: false, truncated: false };

/** Two episodes of two rows and two actions; the first terminates, the second is truncated. */
export const GOLDEN_WALK: readonly Transition[] = [
  { ...STEP, context: 0, action: 0, reward: 1, nextContext: 1 },
  { ...STEP, context: 1, action: 1, reward: 2, nextContext: 0 },
  { ...STEP, context: 0, action: 0, reward: 0, nextContext: 1 },
  { ...STEP, context: 1, action: 1, reward: 4, nextContext: 0, terminated: true },
  { ...STEP, context: 0, action: 1, reward: 2, nextContext: 1 },
  { ...STEP, context: 1, action: 0, reward: 1, nextContext: 0, truncated: true },
];

/** Values of both rows, one after the other, after each step of {@link GOLDEN_WALK} at γ = ½. */
export type GoldenValues = readonly (readonly [number, number, number, number])[];

/** The walk with what an agent must have learned after each step. */
export function goldenWalk(title: string, values: GoldenValues): GoldenSequence {
  const steps = GOLDEN_WALK.map((transition, index) => {
    const [a = 0, b = 0, c = 0, d = 0] = values[index] ?? [];
    return { transition, values: [[0, [a, b]] as const, [1, [c, d]] as const] };
  });
  return { title, setup: { actionCount: 2, discount: 0.5 }, steps };
}

/** Makes agents of one name with some hyperparameters. */
export function maker(name: string, options: Readonly<Record<string, unknown>> = {}): MakeLibraryAgent {
  return (setup) => createAgent(name, { ...setup, ...options });
}
