import "./core/random-policy.ts";
import "./agents/register.ts";
import "./supportdesk/env/register.ts";
import "./supportdesk/policies.ts";

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
export { EnvSpec } from "./core/env-spec.ts";
export { type ErrorCode, GymError } from "./core/errors.ts";
export type { JsonObject, JsonValue } from "./core/json.ts";
export { countAllowed, fullMask, type Mask, nthAllowed } from "./core/mask.ts";
export type { ModelTransition, TransitionModel } from "./core/model.ts";
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
export type { Space } from "./core/space.ts";
export { Discrete, type DiscreteOptions } from "./core/spaces/discrete.ts";
export { Wrapper } from "./core/wrapper.ts";
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
