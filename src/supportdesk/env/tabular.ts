import type { EnvSpec } from "../../core/env-spec.ts";
import type { TransitionModel } from "../../core/model.ts";
import { Discrete } from "../../core/spaces/discrete.ts";
import type { Encoder } from "../encoders/index.ts";
import type { Episode } from "../episode.ts";
import { DeskModel } from "../model/desk-model.ts";
import { LibraryView } from "./library-view.ts";
import { readTabularOptions, type TabularDeskOptions, type TabularSetup } from "./options.ts";

/**
 * The support desk as a small decision process: a library index in, a table row out.
 *
 * - Observation: a key, an integer in [0, `encoder.size`); `encoder.describe(key)` puts it in words.
 * - Action: an index into the action library; `actionSpace.labels` names them.
 * - Reward, end and randomness: as in `SupportDeskDiscreteEnv`.
 */
export class SupportDeskTabularEnv extends LibraryView<number> {
  readonly observationSpace: Discrete;
  readonly encoder: Encoder;
  readonly #setup: TabularSetup;

  /** @throws {GymError} If an option is unknown or wrong. */
  constructor(options: TabularDeskOptions = {}, spec?: EnvSpec) {
    const setup = readTabularOptions(options);
    super(setup, spec);
    this.encoder = setup.encoder;
    this.#setup = setup;
    this.observationSpace = new Discrete(setup.encoder.size);
  }

  /**
   * The exact dynamics: its actions are those inside the mask, its keys those of the encoder.
   * @throws {UnknownNameError} If there is no such task.
   */
  model(taskId?: string): TransitionModel {
    const options = taskId === undefined ? {} : { scenarios: [this.desk.scenario(taskId)] };
    // States are values that the model alone interprets.
    return new DeskModel(this.#setup, options) as unknown as TransitionModel;
  }

  protected look(episode: Episode): number {
    return this.encoder.encode(episode.view);
  }
}
