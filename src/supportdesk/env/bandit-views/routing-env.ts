import type { EnvSpec } from "../../../core/env-spec.ts";
import { actionName } from "../../action-name.ts";
import { heuristicAction } from "../../heuristic.ts";
import { observe } from "../../observe.ts";
import { BanditView } from "./bandit-view.ts";
import type { Course } from "./course.ts";
import { type BanditDeskOptions, readBanditOptions } from "./options.ts";
import { classifying } from "./playbooks.ts";

/**
 * The support desk as a bandit over the first decision: an action classifies the case, and the scripted `heuristic`
 * plays on from there to the submit.
 *
 * The actions are the library's classifications, each with the priority of the public matrix where it leaves the
 * priority open. The continuation reads what is observed, believes the classification and never changes it, so the
 * final score tells what the decision was worth. Otherwise as {@link BanditView}. With `observation: "features"` the
 * type argument is `readonly number[]`.
 */
export class SupportDeskRoutingEnv<
  Observation extends number | readonly number[] = number,
> extends BanditView<Observation> {
  /** @throws {GymError} If an option is unknown or wrong. */
  constructor(options: BanditDeskOptions = {}, spec?: EnvSpec) {
    const setup = readBanditOptions(options);
    const classifications = setup.library.actions.filter(({ group }) => group === "classify");
    const routes = classifications.map(({ name, distractor }) => ({
      name,
      steps: classifying(setup.library, name),
      distractor,
    }));
    super(setup, routes, spec);
  }

  protected override playOn(course: Course): void {
    while (course.end === undefined) {
      const action = heuristicAction(observe(course.episode));
      course.play({ action, name: actionName(action) });
    }
  }
}
