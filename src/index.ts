import "./core/random-policy.ts";
import "./agents/register.ts";
import "./supportdesk/env/register.ts";
import "./supportdesk/policies.ts";

export { ActionWrapper } from "./core/action-wrapper.ts";
export type { Agent, Choice, Explanation, Policy, SavedAgent, Transition } from "./core/agent.ts";
export {
  type AgentDefinition,
  agentFromJSON,
  type CreateAgentOptions,
  createAgent,
  createPolicy,
  listPlayers,
  type PolicyDefinition,
  registerAgent,
} from "./core/agent-registry.ts";
export { BaseEnv } from "./core/base-env.ts";
export type {
  BaseInfo,
  Env,
  EnvMetadata,
  EpisodeSummary,
  ResetOptions,
  ResetResult,
  StepResult,
} from "./core/env.ts";
export { EnvSpec, type EnvSpecJson, type WrapperSpec } from "./core/env-spec.ts";
export { type ErrorCode, GymError } from "./core/errors.ts";
export type { JsonObject, JsonValue } from "./core/json.ts";
export { countAllowed, fullMask, type Mask, nthAllowed } from "./core/mask.ts";
export type { ModelTransition, TransitionModel } from "./core/model.ts";
export { ObservationWrapper } from "./core/observation-wrapper.ts";
export { booleanParameter, choiceParameter, numberParameter, type Parameter } from "./core/parameters.ts";
export { createRng, Rng, type RngState } from "./core/random.ts";
export {
  type EnvOptions,
  type EnvTypes,
  listEnvs,
  make,
  type Registration,
  register,
} from "./core/registry.ts";
export { RewardWrapper } from "./core/reward-wrapper.ts";
export type { Flattening, Space, SpaceMask, SpaceProbability, ValueOf } from "./core/space.ts";
export type { BaseSpace, SpaceOptions } from "./core/spaces/base-space.ts";
export { Box, type BoxOptions } from "./core/spaces/box.ts";
export { Dict, type DictValue, type SpaceRecord } from "./core/spaces/dict.ts";
export { Discrete, type DiscreteOptions } from "./core/spaces/discrete.ts";
export { flatdim, flatten, flattenSpace, unflatten } from "./core/spaces/flatten.ts";
export { spaceFromJSON } from "./core/spaces/json.ts";
export { spaceFromJSONSchema } from "./core/spaces/json-schema.ts";
export { MultiBinary } from "./core/spaces/multi-binary.ts";
export { MultiDiscrete, type MultiDiscreteOptions } from "./core/spaces/multi-discrete.ts";
export { OneOf, type OneOfValue } from "./core/spaces/one-of.ts";
export { Sequence, type SequenceMask, type SequenceProbability } from "./core/spaces/sequence.ts";
export { Text, type TextMask, type TextOptions, type TextProbability } from "./core/spaces/text.ts";
export { Tuple, type TupleValue } from "./core/spaces/tuple.ts";
export { type ColumnarInfo, columnarInfo } from "./core/vector/columnar-info.ts";
export { type MakeVecOptions, makeVec, type VectorOf } from "./core/vector/make-vec.ts";
export {
  AUTORESET_MODES,
  type AutoresetMode,
  SEEDINGS,
  type Seeding,
  type VectorOptions,
} from "./core/vector/options.ts";
export type {
  PartialResetOptions,
  VectorInfo,
  VectorMetadata,
  VectorResetOptions,
  VectorResetResult,
  VectorStepResult,
} from "./core/vector/results.ts";
export { vectorSeeds } from "./core/vector/seeds.ts";
export type { EndedEpisode, EnvStatistics } from "./core/vector/statistics.ts";
export { SyncVectorEnv } from "./core/vector/sync-vector-env.ts";
export { findWrapper, Wrapper, WrapperBase } from "./core/wrapper.ts";
export {
  ACTION_LIBRARY_NAMES,
  ActionLibrary,
  actionLibrary,
  extendLibrary,
} from "./supportdesk/action-library/index.ts";
export type { MacroAction } from "./supportdesk/action-library/macro.ts";
export { CANONICAL_SCENARIOS } from "./supportdesk/canonical/index.ts";
export { ENCODER_NAMES, Encoder, encoder } from "./supportdesk/encoders/index.ts";
export { SupportDeskDiscreteEnv } from "./supportdesk/env/discrete.ts";
export type { DeskInfo, FinalGrade } from "./supportdesk/env/info.ts";
export type { DeskOptions, DiscreteDeskOptions, TabularDeskOptions } from "./supportdesk/env/options.ts";
export { SupportDeskEnv } from "./supportdesk/env/structured.ts";
export { SupportDeskTabularEnv } from "./supportdesk/env/tabular.ts";
export { heuristicAction } from "./supportdesk/heuristic.ts";
export { MASK_NAMES, type MaskName } from "./supportdesk/masks.ts";
export type { Action, CaseState, FollowUp, Observation, State, Ticket } from "./supportdesk/models.ts";
export type { PotentialFunction, PotentialInput } from "./supportdesk/potentials.ts";
export {
  PENALTIES,
  REWARD_MODES,
  type RewardChange,
  type RewardComponents,
  type RewardFunction,
  type RewardMode,
} from "./supportdesk/rewards.ts";
export type { Answer, Brief, Scenario } from "./supportdesk/scenario.ts";
export type { Signals, View } from "./supportdesk/view.ts";
export type { CurvePoint, TrainingCallback, TrainingResult } from "./training/callbacks.ts";
export type { PlayedEpisode } from "./training/episode.ts";
export {
  type EvaluateOptions,
  type Evaluation,
  evaluate,
  evaluateBeside,
  type TaskEvaluation,
} from "./training/evaluate.ts";
export { type TrainOptions, train } from "./training/train.ts";
export { ActionSubset, type ActionSubsetOptions } from "./wrappers/action-subset.ts";
export { AliasActions, type AliasActionsOptions } from "./wrappers/alias-actions.ts";
export { BogusActions, type BogusActionsOptions } from "./wrappers/bogus-actions.ts";
export { ClipReward, type ClipRewardOptions } from "./wrappers/clip-reward.ts";
export { PermuteActions, type PermuteActionsOptions } from "./wrappers/permute-actions.ts";
export { PotentialShaping, type PotentialShapingOptions } from "./wrappers/potential-shaping.ts";
export {
  type EpisodeStatistics,
  RecordEpisodeStatistics,
  type RecordEpisodeStatisticsOptions,
  type StatisticsInfo,
} from "./wrappers/record-episode-statistics.ts";
export { RewardNoise, type RewardNoiseOptions } from "./wrappers/reward-noise.ts";
export { RewardScale, type RewardScaleOptions } from "./wrappers/reward-scale.ts";
export { StickyAction, type StickyActionOptions } from "./wrappers/sticky-action.ts";
export { TimeLimit, type TimeLimitOptions } from "./wrappers/time-limit.ts";
export { TransformAction, type TransformActionOptions } from "./wrappers/transform-action.ts";
export { TransformObservation, type TransformObservationOptions } from "./wrappers/transform-observation.ts";
export { TransformReward, type TransformRewardOptions } from "./wrappers/transform-reward.ts";
