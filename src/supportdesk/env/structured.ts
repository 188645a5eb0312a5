import type { Env } from "../../core/env.ts";
import type { EnvSpec } from "../../core/env-spec.ts";
import { actionName } from "../action-name.ts";
import type { Episode } from "../episode.ts";
import type { Action, Observation } from "../models.ts";
import { observe } from "../observe.ts";
import { play, type Turn } from "../turn.ts";
import { readAction } from "./actions.ts";
import { Desk } from "./desk.ts";
import { type DeskOptions, readDeskOptions } from "./options.ts";
import { ActionSpace, ObservationSpace } from "./spaces.ts";
import { DeskView } from "./view-env.ts";

/**
 * The support desk with structured actions: the environment that language models and the protocol play.
 *
 * - Observation: {@link Observation}, plain data.
 * - Action: {@link Action}; every field that is not null is written to the case.
 * - Reward: the change of the raw score minus penalties, or another reward mode; `info.rewardComponents` names its parts.
 * - Terminated: on `submit`, and when the step budget is used up. Truncated: only under `budget: "external"`.
 * - Randomness: none; a reset without a seed goes on to the next task.
 */
export class SupportDeskEnv extends DeskView<Observation, Action> {
  readonly observationSpace: ObservationSpace;
  readonly actionSpace: ActionSpace;

  /** @throws {GymError} If an option is unknown or wrong. */
  constructor(options: DeskOptions = {}, spec?: EnvSpec, desk: Desk = new Desk(readDeskOptions(options))) {
    super(desk, spec);
    const rulesets = new Set(desk.setup.scenarios.map(({ brief }) => brief.ruleset));
    this.actionSpace = new ActionSpace(rulesets.has("extended") ? "extended" : "canonical");
    this.observationSpace = new ObservationSpace(desk.setup);
  }

  get unwrapped(): Env {
    // Callers reach this view through `Env` and act with its own observations and actions.
    return this as unknown as Env;
  }

  protected look(episode: Episode): Observation {
    return observe(episode);
  }

  protected turnOf(action: Action, episode: Episode): Turn {
    const checked = readAction(action, episode.view.ruleset, episode.rules.strictOperations);
    return play(episode, { action: checked, name: actionName(checked) });
  }
}
