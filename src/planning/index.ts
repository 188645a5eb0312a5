export type { AliasedReward } from "./aliased-reward.ts";
export { type AuditOptions, auditReward, type NamedCycle, type RewardAudit } from "./audit.ts";
export { type BackwardInductionOptions, backwardInduction, type HorizonPlan } from "./backward-induction.ts";
export { behaviourPolicyOf, greedyPolicyOf, type TablePolicy, uniformPolicy } from "./behaviour.ts";
export { type Belief, beliefModel } from "./belief-model.ts";
export {
  type ActionCeiling,
  type ActionCeilings,
  actionCeilings,
  type Ceiling,
  type CeilingOptions,
  ceilings,
} from "./ceilings.ts";
export { type CheckShapingOptions, checkShaping } from "./check-shaping.ts";
export type { Comparison, Offence, Verdict } from "./compare-optima.ts";
export {
  type CompareRewardsOptions,
  compareRewards,
  type EpicOptions,
  epicDistance,
  type RewardTable,
} from "./compare-rewards.ts";
export {
  type DiscountedSolution,
  type DiscountThreshold,
  discountThreshold,
  type ModelOrFamily,
  solveForDiscounts,
  type ThresholdOptions,
} from "./discount-threshold.ts";
export { type EncodingCeilings, type EncodingOptions, encodingCeilings } from "./encoding-ceilings.ts";
export { type EnumeratedModel, type EnumerateOptions, enumerate } from "./enumerate.ts";
export {
  type ExactEvaluation,
  type ExactEvaluationOptions,
  evaluateExactly,
  evaluatePolicyExactly,
} from "./evaluate-exactly.ts";
export type { FiniteMdp } from "./finite-mdp.ts";
export { type MaskLeak, maskLeaks } from "./mask-leaks.ts";
export { type MctsOptions, type MctsResult, mcts } from "./mcts.ts";
export { type MemorylessOptimum, type MemorylessOptions, memorylessOptimum } from "./memoryless.ts";
export {
  type ModifiedPolicyIterationOptions,
  modifiedPolicyIteration,
  type OptimalPlan,
  policyIteration,
} from "./policy-iteration.ts";
export type { ValueRange } from "./policy-range.ts";
export { type ShapedModelOptions, shapedModel } from "./shaped-model.ts";
export type { ShapingFinding, ShapingReport } from "./shaping-report.ts";
export { type Solution, type SolveOptions, solve } from "./solve.ts";
export {
  type BoundedSolution,
  type BoundOptions,
  solveOrBound,
  type ValueInterval,
} from "./solve-or-bound.ts";
export { type SolvedState, SolvedStates, solveStates } from "./state-values.ts";
export {
  type IterationOptions,
  optimalValues,
  type PairSet,
  policyValues,
  type StateValues,
} from "./value-iteration.ts";
