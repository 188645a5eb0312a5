import type { EnvSpec } from "../../../core/env-spec.ts";
import { BanditView } from "./bandit-view.ts";
import { type BanditDeskOptions, readBanditOptions } from "./options.ts";
import { playbooksOf } from "./playbooks.ts";

/**
 * The support desk as a bandit over whole playbooks: one action handles a case from classification to submit.
 *
 * An action is a named course of library actions, made from the desk's public tables alone; `playbooks` tells its steps
 * and `info.actions` what was carried out. A course that does not submit waits until the step budget is used up.
 * Otherwise as {@link BanditView}. With `observation: "features"` the type argument is `readonly number[]`.
 */
export class SupportDeskPlaybooksEnv<
  Observation extends number | readonly number[] = number,
> extends BanditView<Observation> {
  /** @throws {GymError} If an option is unknown or wrong. */
  constructor(options: BanditDeskOptions = {}, spec?: EnvSpec) {
    const setup = readBanditOptions(options);
    super(setup, playbooksOf(setup.library), spec);
  }

  protected override playOn(): void {}
}
