export { ActionMasker, type ActionMaskerOptions, type ActionMaskLike } from "./action/action-masker.ts";
export { ActionSubset, type ActionSubsetOptions } from "./action/action-subset.ts";
export { AliasActions, type AliasActionsOptions } from "./action/alias-actions.ts";
export { BogusActions, type BogusActionsOptions } from "./action/bogus-actions.ts";
export { ClipAction } from "./action/clip-action.ts";
export {
  DiscretizeAction,
  type DiscretizeActionOptions,
  type GridAction,
} from "./action/discretize-action.ts";
export { FactorActions, type FactorActionsOptions } from "./action/factor-actions.ts";
export { FlattenActions, type FlattenActionsOptions } from "./action/flatten-actions.ts";
export { InvalidAction, type InvalidActionInfo, type InvalidActionOptions } from "./action/invalid-action.ts";
export { MacroActions, type MacroActionsOptions, type MacroInfo } from "./action/macro-actions.ts";
export { PartialMask, type PartialMaskOptions } from "./action/partial-mask.ts";
export { PermuteActions, type PermuteActionsOptions } from "./action/permute-actions.ts";
export { RepeatAction, type RepeatActionOptions, type RepeatInfo } from "./action/repeat-action.ts";
export { RescaleAction, type RescaleActionOptions } from "./action/rescale-action.ts";
export { StickyAction, type StickyActionOptions } from "./action/sticky-action.ts";
export { TransformAction, type TransformActionOptions } from "./action/transform-action.ts";
export { Autoreset } from "./episode/autoreset.ts";
export { Budget, type BudgetOptions, type CostInfo } from "./episode/budget.ts";
export { Drift, type DriftOptions, type DriftPhase } from "./episode/drift.ts";
export { OrderEnforcing } from "./episode/order-enforcing.ts";
export { PassiveEnvChecker, type PassiveEnvCheckerOptions } from "./episode/passive-env-checker.ts";
export {
  type EpisodeStatistics,
  RecordEpisodeStatistics,
  type RecordEpisodeStatisticsOptions,
  type StatisticsInfo,
} from "./episode/record-episode-statistics.ts";
export { RenderCollection, type RenderCollectionOptions } from "./episode/render-collection.ts";
export { TimeLimit, type TimeLimitOptions } from "./episode/time-limit.ts";
export { DelayObservation, type DelayObservationOptions } from "./observation/delay-observation.ts";
export {
  DiscretizeObservation,
  type DiscretizeObservationOptions,
} from "./observation/discretize-observation.ts";
export { FilterObservation, type FilterObservationOptions } from "./observation/filter-observation.ts";
export { FlattenObservation } from "./observation/flatten-observation.ts";
export {
  HistoryStack,
  type HistoryStackOptions,
  type ObservedHistory,
  type StackedObservation,
} from "./observation/history-stack.ts";
export {
  type IncompleteObservation,
  type MarkedField,
  MissingField,
  type MissingFieldOptions,
} from "./observation/missing-field.ts";
export {
  NormalizeObservation,
  type NormalizeObservationOptions,
} from "./observation/normalize-observation.ts";
export { PerturbObservation, type PerturbObservationOptions } from "./observation/perturb-observation.ts";
export type { Padding } from "./observation/recent-observations.ts";
export { RescaleObservation, type RescaleObservationOptions } from "./observation/rescale-observation.ts";
export { ReshapeObservation, type ReshapeObservationOptions } from "./observation/reshape-observation.ts";
export { type KeyEncoder, TabularKey, type TabularKeyOptions } from "./observation/tabular-key.ts";
export {
  TimeAwareObservation,
  type TimeAwareObservationOptions,
  type TimedObservation,
} from "./observation/time-aware-observation.ts";
export {
  TransformObservation,
  type TransformObservationOptions,
} from "./observation/transform-observation.ts";
export type { ActionPotential } from "./reward/action-advice.ts";
export { ClipReward, type ClipRewardOptions } from "./reward/clip-reward.ts";
export { DelayReward, type DelayRewardOptions } from "./reward/delay-reward.ts";
export {
  DynamicPotential,
  type DynamicPotentialOptions,
  type TimedPotential,
} from "./reward/dynamic-potential.ts";
export type { ShapingOptions } from "./reward/entered-potential.ts";
export { LookAheadAdvice, type LookAheadAdviceOptions } from "./reward/look-ahead-advice.ts";
export { LookBackAdvice, type LookBackAdviceOptions } from "./reward/look-back-advice.ts";
export { NormalizeReward, type NormalizeRewardOptions } from "./reward/normalize-reward.ts";
export { PotentialShaping, type PotentialShapingOptions } from "./reward/potential-shaping.ts";
export {
  constantPotential,
  negatedPotential,
  type Potential,
  randomPotential,
  scaledPotential,
  shiftedPotential,
  type TablePotentialOptions,
  tablePotential,
} from "./reward/potentials.ts";
export { RewardComponents, type RewardComponentsOptions } from "./reward/reward-components.ts";
export { RewardNoise, type RewardNoiseOptions } from "./reward/reward-noise.ts";
export { RewardScale, type RewardScaleOptions } from "./reward/reward-scale.ts";
export { requireShapingDiscount } from "./reward/shaping-discount.ts";
export { SparseReward, type SparseRewardOptions } from "./reward/sparse-reward.ts";
export { TransformReward, type TransformRewardOptions } from "./reward/transform-reward.ts";
export { readTrace, type Trace } from "./trace/read-trace.ts";
export { type Annotation, Recorder, type RecorderOptions } from "./trace/recorder.ts";
export { Replay } from "./trace/replay.ts";

export { replayScript, replayTrace } from "./trace/replay-trace.ts";
export {
  type Rescored,
  type RescoredEpisode,
  type RescoreFailure,
  rescore,
  type StoredReward,
} from "./trace/rescore.ts";
export {
  TRACE_SCHEMA,
  type TraceEvent,
  type TraceHeader,
  type TraceReset,
  type TraceRestore,
  type TraceState,
  type TraceStep,
} from "./trace/trace.ts";
export { traceTransitions } from "./trace/trace-transitions.ts";
