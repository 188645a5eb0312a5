import type { EnvSpec } from "../../core/env-spec.ts";
import type { Episode } from "../episode.ts";
import type { Observation } from "../models.ts";
import { observe } from "../observe.ts";
import { LibraryView } from "./library-view.ts";
import { type DiscreteDeskOptions, readDiscreteOptions } from "./options.ts";
import { Places } from "./places.ts";
import { ObservationSpace } from "./spaces.ts";

/**
 * The support desk with named actions: a library index in, the full observation out.
 *
 * - Observation: {@link Observation}, plain data.
 * - Action: an index into the action library; `actionSpace.labels` names them.
 * - Reward, end and randomness: as in `SupportDeskEnv`. An action outside the mask costs a step, and a no-op
 *   penalty unless `invalid` says otherwise.
 */
export class SupportDeskDiscreteEnv extends LibraryView<Observation> {
  readonly observationSpace: ObservationSpace;

  /** @throws {GymError} If an option is unknown or wrong. */
  constructor(options: DiscreteDeskOptions = {}, spec?: EnvSpec) {
    const setup = readDiscreteOptions(options);
    super(setup, spec, new Places(setup, () => undefined));
    this.observationSpace = new ObservationSpace(this.desk.setup);
  }

  protected look(episode: Episode): Observation {
    return observe(episode);
  }
}
