import type { EnvSpec } from "../../core/env-spec.ts";
import { Discrete } from "../../core/spaces/discrete.ts";
import type { Encoder } from "../encoders/index.ts";
import type { Episode } from "../episode.ts";
import { LibraryView } from "./library-view.ts";
import { readTabularOptions, type TabularDeskOptions } from "./options.ts";

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

  /** @throws {GymError} If an option is unknown or wrong. */
  constructor(options: TabularDeskOptions = {}, spec?: EnvSpec) {
    const setup = readTabularOptions(options);
    super(setup, spec);
    this.encoder = setup.encoder;
    this.observationSpace = new Discrete(setup.encoder.size);
  }

  protected look(episode: Episode): number {
    return this.encoder.encode(episode.view);
  }
}
