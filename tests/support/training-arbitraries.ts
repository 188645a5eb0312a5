import fc from "fast-check";
import { CANONICAL_TASK_IDS } from "../../src/supportdesk/canonical/task-ids.ts";
import type { TabularDeskOptions } from "../../src/supportdesk/env/options.ts";
import { MASK_NAMES } from "../../src/supportdesk/masks.ts";
import { REWARD_MODES } from "../../src/supportdesk/rewards.ts";
import { BUDGETS } from "../../src/supportdesk/rules.ts";

/** A training of a table agent on the desk. */
export interface Training {
  readonly desk: TabularDeskOptions;
  readonly agent: string;
  readonly hyperparameters: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly episodes: number;
  readonly evaluateEvery: number;
}

/** Agents that a kernel can carry. */
export const KERNEL_AGENTS = [
  "q-learning",
  "sarsa",
  "expected-sarsa",
  "double-q-learning",
  "dyna-q",
  "epsilon-greedy",
] as const;

const SHOWS_STEPS: readonly unknown[] = ["task-step", "full"];

const anyDesk: fc.Arbitrary<TabularDeskOptions> = fc
  .record({
    actions: fc.constantFrom("minimal", "standard", "minimal~wait+bogus3", "minimal+permute7"),
    encoder: fc.constantFrom("compact", "stage", "task-step", "full", "compact~note"),
    mask: fc.constantFrom(...MASK_NAMES),
    bootstrapMask: fc.constantFrom(...MASK_NAMES),
    reward: fc.constantFrom(...REWARD_MODES),
    budget: fc.constantFrom(...BUDGETS),
    tasks: fc.subarray([...CANONICAL_TASK_IDS], { minLength: 1 }),
  })
  .filter(({ encoder, budget }) => budget === "terminal" || !SHOWS_STEPS.includes(encoder));

const SHARED = {
  stepSize: fc.constantFrom(0.1, 1, "visits(1)", "visits(0.7)", "inverse(0.5, 0.1)", "linear(1, 0.1, 0.5)"),
  epsilon: fc.constantFrom(0, 0.3, 1, "linear(1, 0.05, 0.5)", "exponential(1, 0.01, 1)"),
  initialValue: fc.constantFrom(0, 1, -0.5),
  horizon: fc.integer({ min: 1, max: 60 }),
};
const CONTROL = { ...SHARED, discount: fc.constantFrom(0, 0.9, 1), bootstrapMask: fc.boolean() };
const DYNA = {
  ...CONTROL,
  planningSteps: fc.integer({ min: 0, max: 12 }),
  recall: fc.constantFrom("frequent", "latest"),
};

const HYPERPARAMETERS: Readonly<
  Record<(typeof KERNEL_AGENTS)[number], Readonly<Record<string, fc.Arbitrary<unknown>>>>
> = {
  "q-learning": CONTROL,
  sarsa: CONTROL,
  "expected-sarsa": CONTROL,
  "double-q-learning": CONTROL,
  "dyna-q": DYNA,
  "epsilon-greedy": SHARED,
};

/** A short training that a kernel can carry. */
export const anyTraining: fc.Arbitrary<Training> = fc.constantFrom(...KERNEL_AGENTS).chain((agent) =>
  fc.record({
    desk: anyDesk,
    agent: fc.constant(agent),
    hyperparameters: fc.record<Record<string, unknown>>(HYPERPARAMETERS[agent]),
    seed: fc.nat(),
    episodes: fc.integer({ min: 2, max: 60 }),
    evaluateEvery: fc.integer({ min: 0, max: 20 }),
  }),
);
