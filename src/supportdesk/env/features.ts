import type { EnvSpec } from "../../core/env-spec.ts";
import { Box } from "../../core/spaces/box.ts";
import type { Encoder } from "../encoders/index.ts";
import type { Episode } from "../episode.ts";
import { LibraryView } from "./library-view.ts";
import { readTabularOptions, type TabularDeskOptions } from "./options.ts";
import { Places } from "./places.ts";

/**
 * The support desk for linear learners: a library index in, a feature vector out.
 *
 * - Observation: the encoder's features one after another, each one-hot, shape [`encoder.featureCount`]; the numbers
 *   that `SupportDeskTabularEnv` packs into one key.
 * - Action, reward, end and randomness: as in `SupportDeskDiscreteEnv`.
 */
export class SupportDeskFeaturesEnv extends LibraryView<readonly number[]> {
  readonly observationSpace: Box;
  readonly encoder: Encoder;

  /** @throws {GymError} If an option is unknown or wrong. */
  constructor(options: TabularDeskOptions = {}, spec?: EnvSpec) {
    const setup = readTabularOptions(options);
    super(setup, spec, new Places(setup, () => undefined));
    this.encoder = setup.encoder;
    this.observationSpace = new Box(0, 1, { shape: [setup.encoder.featureCount] });
  }

  protected look(episode: Episode): readonly number[] {
    return this.encoder.oneHot(episode.view);
  }
}
