import type { Dynamics, SkippableEpisodes } from "../../core/dynamics.ts";
import type { EnvSpec } from "../../core/env-spec.ts";
import type { TransitionModel } from "../../core/model.ts";
import { Discrete } from "../../core/spaces/discrete.ts";
import type { Encoder } from "../encoders/index.ts";
import type { Episode } from "../episode.ts";
import { LastMade, textOf } from "../last-made.ts";
import { DeskDynamics } from "../model/desk-dynamics.ts";
import { DeskModel } from "../model/desk-model.ts";
import { LibraryView } from "./library-view.ts";
import { readTabularOptions, type TabularDeskOptions, type TabularSetup } from "./options.ts";
import { Places } from "./places.ts";

const lastPlaces = new LastMade<Places<number>>();
const lastDynamics = new LastMade<DeskDynamics>();

/**
 * The support desk as a small decision process: a library index in, a table row out.
 *
 * - Observation: a key, an integer in [0, `encoder.size`); `encoder.describe(key)` puts it in words.
 * - Action: an index into the action library; `actionSpace.labels` names them.
 * - Reward, end and randomness: as in `SupportDeskDiscreteEnv`.
 */
export class SupportDeskTabularEnv extends LibraryView<number, number> {
  readonly observationSpace: Discrete;
  readonly encoder: Encoder;
  readonly #options: string | undefined;
  readonly #setup: TabularSetup;
  #dynamics: DeskDynamics | undefined;

  /** @throws {GymError} If an option is unknown or wrong. */
  constructor(options: TabularDeskOptions = {}, spec?: EnvSpec) {
    const setup = readTabularOptions(options);
    const text = textOf(options);
    const places = lastPlaces.for(text, () => new Places(setup, (view) => setup.encoder.encode(view)));
    super(setup, spec, places);
    this.encoder = setup.encoder;
    this.#options = text;
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

  /** Its episodes, unless the environment is of a derived class, or its calls are watched or replaced. */
  skippable(): SkippableEpisodes | undefined {
    const { reset, step, snapshot, restore } = SupportDeskTabularEnv.prototype;
    const isPlain = this.constructor === SupportDeskTabularEnv && this.reset === reset && this.step === step;
    if (!isPlain || this.snapshot !== snapshot || this.restore !== restore) return undefined;
    this.#dynamics ??= lastDynamics.for(this.#options, () => new DeskDynamics(this.#setup));
    return {
      dynamics: this.#dynamics as unknown as Dynamics,
      nextStart: () => this.desk.cursor,
      skip: (episodes, lastActions) => this.#skip(episodes, lastActions),
    };
  }

  #skip(episodes: number, lastActions: Iterable<number>): void {
    this.desk.skip(episodes - 1);
    this.desk.reset();
    for (const action of lastActions) this.desk.step(this.turnOf(action, this.desk.episode));
  }

  protected look(episode: Episode): number {
    return this.seen(episode);
  }
}
