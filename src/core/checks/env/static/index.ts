import type { EnvCheck } from "../trial.ts";
import { API_CHECKS } from "./api.ts";
import { CLOSE_CHECKS } from "./close.ts";
import { RENDER_CHECKS } from "./render.ts";
import { RESET_CHECKS } from "./reset.ts";
import { RESET_RESULT_CHECKS, STEP_RESULT_CHECKS } from "./results.ts";
import { SPACE_KIND_CHECKS } from "./space-kinds.ts";
import { SPACE_NOTICES } from "./space-notices.ts";
import { SPACE_USE_CHECKS } from "./space-use.ts";
import { SPEC_CHECKS } from "./spec.ts";
import { STEP_CHECKS } from "./step.ts";
import { overEpisodes } from "./survey.ts";

/** The checks of the interface: what is there, what it returns and what it refuses. */
export const STATIC_CHECKS: readonly EnvCheck[] = [
  ...API_CHECKS,
  ...SPACE_KIND_CHECKS,
  ...SPACE_USE_CHECKS,
  ...SPACE_NOTICES,
  ...RESET_RESULT_CHECKS.map(overEpisodes),
  ...RESET_CHECKS,
  ...STEP_RESULT_CHECKS.map(overEpisodes),
  ...STEP_CHECKS,
  ...RENDER_CHECKS,
  ...CLOSE_CHECKS,
  ...SPEC_CHECKS,
];
