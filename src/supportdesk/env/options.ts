import { InvalidArgumentError } from "../../core/errors.ts";
import { refuseUnknownKeys, unknownName } from "../../core/names.ts";
import { ActionLibrary, actionLibrary } from "../action-library/index.ts";
import { CANONICAL_SCENARIOS } from "../canonical/index.ts";
import { finitePotential, finiteReward } from "../checked-rewards.ts";
import { Encoder, encoder } from "../encoders/index.ts";
import { deepFreeze } from "../freeze.ts";
import { MASK_NAMES, type MaskName } from "../masks.ts";
import { POTENTIAL_NAMES, POTENTIALS, type PotentialFunction, type PotentialName } from "../potentials.ts";
import { REWARD_MODES, type RewardFunction, type RewardMode, rewardFunction } from "../rewards.ts";
import { BUDGETS, type Budget, HINT_MODES, type HintMode, type Rules } from "../rules.ts";
import type { Scenario } from "../scenario.ts";

/** What `render()` draws: nothing, a page for a terminal, or JSON. */
export const RENDER_MODES = ["ansi", "json"] as const;
export type RenderMode = (typeof RENDER_MODES)[number];

/** What happens to an action outside the mask. */
export const INVALID_MODES = ["throw", "penalize", "noop"] as const;
export type InvalidMode = (typeof INVALID_MODES)[number];

/** Options that every view of the desk takes. */
export interface DeskOptions {
  /** Canonical task ids or scenarios of your own, in the order of the cycle. @defaultValue all four canonical tasks */
  readonly tasks?: readonly (string | Scenario)[];
  /** A reward mode, or a function that returns named components. @defaultValue "delta" */
  readonly reward?: RewardMode | RewardFunction;
  /** γ of the potential difference, in [0, 1]; read by `pbrs` alone. @defaultValue 1 */
  readonly discount?: number;
  /** Φ of `pbrs`. @defaultValue "raw-score" */
  readonly potential?: PotentialName | PotentialFunction;
  /** Factor on Φ, finite. @defaultValue 1 */
  readonly potentialScale?: number;
  /** Added to Φ, finite. @defaultValue 0 */
  readonly potentialShift?: number;
  /** Whether the step budget terminates or truncates. @defaultValue "terminal" */
  readonly budget?: Budget;
  /** What `required_next_actions` shows; `full` leaks the gold answer. @defaultValue "workflow" */
  readonly hints?: HintMode;
  /** Refuse fields that do not belong to the operation. @defaultValue false */
  readonly strictOperations?: boolean;
  /** What `render()` draws: a page for a terminal, or JSON. @defaultValue no rendering */
  readonly renderMode?: RenderMode;
}

/** Options of the discrete view. */
export interface DiscreteDeskOptions extends DeskOptions {
  /** The named actions. @defaultValue "minimal" */
  readonly actions?: string | ActionLibrary;
  /** Which actions are offered. @defaultValue "once" */
  readonly mask?: MaskName;
  /** Mask that learners bootstrap with. @defaultValue the same as `mask` */
  readonly bootstrapMask?: MaskName;
  /** What happens to an action outside the mask; it costs a step in any case but `throw`. @defaultValue "penalize" */
  readonly invalid?: InvalidMode;
}

/** Options of the tabular view. */
export interface TabularDeskOptions extends DiscreteDeskOptions {
  /** How an observation becomes a table row. @defaultValue "compact" */
  readonly encoder?: string | Encoder;
}

const DESK_KEYS: readonly string[] = [
  "tasks",
  "reward",
  "discount",
  "potential",
  "potentialScale",
  "potentialShift",
  "budget",
  "hints",
  "strictOperations",
  "renderMode",
];
const DISCRETE_KEYS: readonly string[] = [...DESK_KEYS, "actions", "mask", "bootstrapMask", "invalid"];
const TABULAR_KEYS: readonly string[] = [...DISCRETE_KEYS, "encoder"];

/** Options of the desk, checked and with defaults. */
export interface DeskSetup {
  readonly scenarios: readonly Scenario[];
  readonly rules: Rules;
  readonly renderMode: RenderMode | undefined;
  /** Whether reward or potential is a function of the user's, which may read whatever a view shows. */
  readonly hasOwnReward: boolean;
}

function choose<T extends string>(kind: string, value: T | undefined, choices: readonly T[], fallback: T): T {
  if (value === undefined) return fallback;
  if (!choices.includes(value)) throw unknownName(kind, String(value), choices);
  return value;
}

function numberIn(name: string, value: number, [min, max]: readonly [number, number]): number {
  if (typeof value !== "number" || !Number.isFinite(value) || value < min || value > max) {
    const range = Number.isFinite(min) ? `in [${min}, ${max}]` : "to be a finite number";
    throw new InvalidArgumentError(`Expected \`${name}\` ${range}, got ${String(value)}.`);
  }
  return value;
}

const ANY_NUMBER = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

/** A canonical scenario by its id, or a frozen copy of a user's own, which later changes of the original leave alone. */
function findScenario(task: string | Scenario): Scenario {
  if (typeof task !== "string") return deepFreeze(structuredClone(task));
  const found = CANONICAL_SCENARIOS.find(({ brief }) => brief.task_id === task);
  if (found === undefined) {
    throw unknownName(
      "task",
      task,
      CANONICAL_SCENARIOS.map(({ brief }) => brief.task_id),
    );
  }
  return found;
}

function scenariosOf(tasks: DeskOptions["tasks"]): readonly Scenario[] {
  if (tasks === undefined) return CANONICAL_SCENARIOS;
  if (!Array.isArray(tasks) || tasks.length === 0) {
    throw new InvalidArgumentError("Expected `tasks` to be a list of at least one task id or scenario.");
  }
  const scenarios = tasks.map(findScenario);
  const ids = scenarios.map(({ brief }) => brief.task_id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined)
    throw new InvalidArgumentError(`Expected distinct \`tasks\`, got "${twice}" twice.`);
  return scenarios;
}

function rewardOf(options: DeskOptions): RewardFunction {
  const { reward = "delta", potential = "raw-score" } = options;
  const shaping = {
    discount: numberIn("discount", options.discount ?? 1, [0, 1]),
    potential:
      typeof potential === "function"
        ? finitePotential(potential)
        : POTENTIALS[choose("potential", potential, POTENTIAL_NAMES, "raw-score")],
    scale: numberIn("potentialScale", options.potentialScale ?? 1, ANY_NUMBER),
    shift: numberIn("potentialShift", options.potentialShift ?? 0, ANY_NUMBER),
  };
  if (typeof reward === "function") return finiteReward(reward);
  return rewardFunction(choose("reward", reward, REWARD_MODES, "delta"), shaping);
}

function setup(options: DeskOptions): DeskSetup {
  const { renderMode, strictOperations = false } = options;
  if (typeof strictOperations !== "boolean") {
    throw new InvalidArgumentError(
      `Expected \`strictOperations\` to be true or false, got ${String(strictOperations)}.`,
    );
  }
  return {
    scenarios: scenariosOf(options.tasks),
    rules: {
      budget: choose("budget", options.budget, BUDGETS, "terminal"),
      hints: choose("hint mode", options.hints, HINT_MODES, "workflow"),
      strictOperations,
      reward: rewardOf(options),
    },
    renderMode:
      renderMode === undefined ? undefined : choose("render mode", renderMode, RENDER_MODES, "ansi"),
    hasOwnReward: [options.reward, options.potential].some((given) => typeof given === "function"),
  };
}

/** Checks the options of the structured view. @throws {GymError} One line on the first that is wrong. */
export function readDeskOptions(options: DeskOptions): DeskSetup {
  refuseUnknownKeys("option", options, DESK_KEYS);
  return setup(options);
}

export interface DiscreteSetup extends DeskSetup {
  readonly library: ActionLibrary;
  readonly mask: MaskName;
  readonly bootstrapMask: MaskName;
  readonly invalid: InvalidMode;
}

function discreteSetup(options: DiscreteDeskOptions): DiscreteSetup {
  const { actions = "minimal" } = options;
  const mask = choose("mask", options.mask, MASK_NAMES, "once");
  return {
    ...setup(options),
    library: actions instanceof ActionLibrary ? actions : actionLibrary(actions),
    mask,
    bootstrapMask: choose("mask", options.bootstrapMask, MASK_NAMES, mask),
    invalid: choose("invalid-action mode", options.invalid, INVALID_MODES, "penalize"),
  };
}

/** Checks the options of the discrete view. @throws {GymError} One line on the first that is wrong. */
export function readDiscreteOptions(options: DiscreteDeskOptions): DiscreteSetup {
  refuseUnknownKeys("option", options, DISCRETE_KEYS);
  return discreteSetup(options);
}

export interface TabularSetup extends DiscreteSetup {
  readonly encoder: Encoder;
}

/** Checks the options of the tabular view. @throws {GymError} One line on the first that is wrong. */
export function readTabularOptions(options: TabularDeskOptions): TabularSetup {
  refuseUnknownKeys("option", options, TABULAR_KEYS);
  const checked = discreteSetup(options);
  const { encoder: given = "compact" } = options;
  const chosen = given instanceof Encoder ? given : encoder(given);
  if (chosen.showsBudget && checked.rules.budget === "external") {
    throw new InvalidArgumentError(
      `The encoder "${chosen.name}" shows the steps left, which an external budget does not allow: use "compact", or budget "terminal".`,
    );
  }
  return { ...checked, encoder: chosen };
}
