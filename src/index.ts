import "./core/random-policy.ts";
import "./agents/register.ts";
import "./supportdesk/env/register.ts";
import "./supportdesk/policies.ts";
import "./wrappers/register.ts";

export { type BatchQOptions, batchQ } from "./agents/model-based/batch-q.ts";
export { type TdLambdaOptions, tdLambda } from "./agents/policy-gradient/td-lambda.ts";
export { ActionWrapper } from "./core/action-wrapper.ts";
export type { Agent, AgentReads, Choice, Explanation, Policy, SavedAgent, Transition } from "./core/agent.ts";
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
export {
  AGENT_CHECKS,
  type AgentCheckReport,
  type AgentCheckSetup,
  type AgentKind,
  type AgentPair,
  type CheckAgentOptions,
  checkAgent,
  type GoldenSequence,
  type MakeAgent,
  type NotApplicable,
} from "./core/checks/check-agent.ts";
export { type CheckEnvOptions, checkEnv, ENV_CHECKS } from "./core/checks/check-env.ts";
export { checkAsyncEnvironmentsMatch, checkEnvironmentsMatch } from "./core/checks/environments-match.ts";
export type { CheckReport, Finding, Severity } from "./core/checks/finding.ts";
export {
  type EnvironmentsMatchOptions,
  INFO_COMPARISONS,
  type InfoComparison,
  MATCH_PARTS,
  type MatchPart,
} from "./core/checks/match/options.ts";
export type { MatchCall, MatchedResult, MatchScript } from "./core/checks/match/script.ts";
export { checkPassively, type PassiveChecking } from "./core/checks/passive.ts";
export type {
  BaseInfo,
  Env,
  EnvMetadata,
  EpisodeEnding,
  EpisodeSummary,
  ResetOptions,
  ResetResult,
  StepResult,
} from "./core/env.ts";
export {
  EnvSpec,
  type EnvSpecDetails,
  type EnvSpecJson,
  type WrapperRequest,
  type WrapperSpec,
  type WrapperSpecJson,
} from "./core/env-spec.ts";
export {
  ClosedEnvironmentError,
  type ErrorCode,
  GymError,
  InvalidActionError,
  InvalidArgumentError,
  MaskError,
  ResetNeededError,
  SnapshotError,
  UnknownNameError,
  UnknownOptionError,
} from "./core/errors.ts";
export {
  type EnvState,
  type FunctionalEnv,
  type FunctionalTransition,
  functional,
  type Initial,
} from "./core/functional-env.ts";
export type { JsonObject, JsonValue } from "./core/json.ts";
export { countAllowed, fullMask, type Mask, nthAllowed } from "./core/mask.ts";
export type { ModelTransition, TransitionModel } from "./core/model.ts";
export { ObservationWrapper } from "./core/observation-wrapper.ts";
export { booleanParameter, choiceParameter, numberParameter, type Parameter } from "./core/parameters.ts";
export { createRng, Rng, type RngState } from "./core/random.ts";
export {
  type CheckingOptions,
  type EnvFilter,
  type EnvOptions,
  type EnvTypes,
  listEnvs,
  type MakeOptions,
  make,
  printRegistry,
  type RegisteredEnv,
  type RegisterOptions,
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
export { type TimeStep, type TimeStepOptions, toTimeStep } from "./core/time-step.ts";
export { type ColumnarInfo, columnarInfo } from "./core/vector/columnar-info.ts";
export { type MakeVecOptions, makeVec, type VectorOf } from "./core/vector/make-vec.ts";
export { memberEnv } from "./core/vector/member-env.ts";
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
export { onWarning, type WarningHandler } from "./core/warnings.ts";
export {
  findWrapper,
  innermost,
  type NoOptions,
  type OptionNames,
  requireKnownOptions,
  Wrapper,
  WrapperBase,
} from "./core/wrapper.ts";
export {
  applyWrapper,
  registerWrapper,
  type WrapperClass,
  type WrapperOptions,
  type WrapperRegistration,
  wrapperNames,
} from "./core/wrapper-registry.ts";
// biome-ignore lint/performance/noReExportAll: planning names each of its exports there.
export * from "./planning/index.ts";
export {
  ACTION_LIBRARY_NAMES,
  ActionLibrary,
  actionLibrary,
  extendLibrary,
} from "./supportdesk/action-library/index.ts";
export type { MacroAction } from "./supportdesk/action-library/macro.ts";
export { CANONICAL_SCENARIOS } from "./supportdesk/canonical/index.ts";
export { ENCODER_NAMES, Encoder, encoder } from "./supportdesk/encoders/index.ts";
export type { BanditInfo } from "./supportdesk/env/bandit-views/bandit-view.ts";
export type { BanditDeskOptions, ObservationKind } from "./supportdesk/env/bandit-views/options.ts";
export { SupportDeskPlaybooksEnv } from "./supportdesk/env/bandit-views/playbook-env.ts";
export type { Playbook, PlaybookStep } from "./supportdesk/env/bandit-views/playbooks.ts";
export { SupportDeskRoutingEnv } from "./supportdesk/env/bandit-views/routing-env.ts";
export { SupportDeskDiscreteEnv } from "./supportdesk/env/discrete.ts";
export { SupportDeskFeaturesEnv } from "./supportdesk/env/features.ts";
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
  type RewardFunction,
  type RewardMode,
  type RewardParts,
} from "./supportdesk/rewards.ts";
export type { Answer, Brief, Scenario } from "./supportdesk/scenario.ts";
export type { Signals, View } from "./supportdesk/view.ts";
export {
  type BestAgent,
  type BestSoFar,
  bestAgent,
  everyEpisodes,
  everySteps,
  isLogSpaced,
  logSpaced,
  type MonitorOptions,
  monitor,
  type StopOnNoImprovementOptions,
  type StopOnStablePolicyOptions,
  type StopOnThresholdOptions,
  type StopOnValueChangeOptions,
  stopOnNoImprovement,
  stopOnStablePolicy,
  stopOnThreshold,
  stopOnValueChange,
} from "./training/callbacks/index.ts";
export type { CurvePoint, EpisodeReport, TrainingCallback, TrainingResult } from "./training/callbacks.ts";
export type { PlayedEpisode } from "./training/episode.ts";
export {
  type EvaluateOptions,
  type Evaluation,
  evaluate,
  evaluateBeside,
  type TaskEvaluation,
} from "./training/evaluate.ts";
export {
  createTraining,
  type ResumeTrainingOptions,
  resumeTraining,
  type TrainOptions,
  train,
} from "./training/train.ts";
export type { TrainingRun } from "./training/training-run.ts";
export type { TrainingState } from "./training/training-state.ts";
// biome-ignore lint/performance/noReExportAll: every wrapper is named there, one line each.
export * from "./wrappers/index.ts";
