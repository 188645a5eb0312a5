import { refuseUnknownKeys, unknownName } from "../../../core/names.ts";
import type { ActionLibrary } from "../../action-library/library.ts";
import type { Encoder } from "../../encoders/index.ts";
import type { MaskName } from "../../masks.ts";
import type { PotentialFunction, PotentialName } from "../../potentials.ts";
import type { RewardFunction, RewardMode } from "../../rewards.ts";
import type { HintMode } from "../../rules.ts";
import type { Scenario } from "../../scenario.ts";
import { type RenderMode, readTabularOptions, type TabularSetup } from "../options.ts";

/** What an agent of a bandit view sees of the opened case: a table row, or the features behind it. */
export const OBSERVATION_KINDS = ["key", "features"] as const;
/** Name of a kind of observation. */
export type ObservationKind = (typeof OBSERVATION_KINDS)[number];

/** Options of the views in which one action plays a whole case. */
export interface BanditDeskOptions {
  /** Canonical task ids or scenarios of your own, in the order of the cycle. @defaultValue all four canonical tasks */
  readonly tasks?: readonly (string | Scenario)[];
  /**
   * Pays the return of the case under a reward mode, or a function that returns named components; `sparse` pays its final
   * raw score. @defaultValue "sparse"
   */
  readonly reward?: RewardMode | RewardFunction;
  /** γ of the potential difference, in [0, 1]; read by `pbrs` alone. @defaultValue 1 */
  readonly discount?: number;
  /** Φ of `pbrs`. @defaultValue "raw-score" */
  readonly potential?: PotentialName | PotentialFunction;
  /** Factor on Φ, finite. @defaultValue 1 */
  readonly potentialScale?: number;
  /** Added to Φ, finite. @defaultValue 0 */
  readonly potentialShift?: number;
  /** What `required_next_actions` of `unwrapped` shows; `full` leaks the gold answer. @defaultValue "workflow" */
  readonly hints?: HintMode;
  /** What `render()` draws: a page for a terminal, or JSON. @defaultValue no rendering */
  readonly renderMode?: RenderMode;
  /** The named actions that a case is played with. @defaultValue "minimal" */
  readonly actions?: string | ActionLibrary;
  /** Which of them are allowed when their turn comes. @defaultValue "once" */
  readonly mask?: MaskName;
  /** How the opened case becomes a table row. @defaultValue "compact" */
  readonly encoder?: string | Encoder;
  /** Table rows, or the encoder's features as a vector. @defaultValue "key" */
  readonly observation?: ObservationKind;
}

const KEYS: Readonly<Record<keyof BanditDeskOptions, true>> = {
  tasks: true,
  reward: true,
  discount: true,
  potential: true,
  potentialScale: true,
  potentialShift: true,
  hints: true,
  renderMode: true,
  actions: true,
  mask: true,
  encoder: true,
  observation: true,
};

/** Options of a bandit view, checked and with defaults. */
export interface BanditSetup extends TabularSetup {
  readonly observation: ObservationKind;
}

/** Checks the options of a bandit view. @throws {GymError} One line on the first that is wrong. */
export function readBanditOptions(options: BanditDeskOptions): BanditSetup {
  refuseUnknownKeys("option", options, Object.keys(KEYS));
  const { observation = "key", reward = "sparse", ...rest } = options;
  if (!OBSERVATION_KINDS.includes(observation)) {
    throw unknownName("kind of observation", String(observation), OBSERVATION_KINDS);
  }
  return { ...readTabularOptions({ ...rest, reward }), observation };
}
