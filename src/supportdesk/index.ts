import "./env/register.ts";
import "./policies.ts";

export { ACTION_LIBRARY_NAMES, ActionLibrary, actionLibrary, extendLibrary } from "./action-library/index.ts";
export { CANONICAL_SCENARIOS } from "./canonical/index.ts";
export { ENCODER_NAMES, Encoder, encoder, encoderSummary } from "./encoders/index.ts";
export { SupportDeskDiscreteEnv } from "./env/discrete.ts";
export { SupportDeskFeaturesEnv } from "./env/features.ts";
export type { DeskInfo, FinalGrade } from "./env/info.ts";
export {
  type DeskOptions,
  type DiscreteDeskOptions,
  INVALID_MODES,
  RENDER_MODES,
  type TabularDeskOptions,
} from "./env/options.ts";
export { SupportDeskEnv } from "./env/structured.ts";
export { SupportDeskTabularEnv } from "./env/tabular.ts";
export { heuristicAction } from "./heuristic.ts";
export { MASK_NAMES } from "./masks.ts";
export { POTENTIAL_NAMES } from "./potentials.ts";
export { REWARD_MODES } from "./rewards.ts";
export { BUDGETS, HINT_MODES } from "./rules.ts";
