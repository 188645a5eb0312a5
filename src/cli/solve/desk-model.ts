import type { Env } from "../../core/env.ts";
import type { TransitionModel } from "../../core/model.ts";
import { readTabularOptions } from "../../supportdesk/env/options.ts";
import {
  SupportDeskDiscreteEnv,
  SupportDeskFeaturesEnv,
  SupportDeskTabularEnv,
} from "../../supportdesk/index.ts";
import { DeskModel } from "../../supportdesk/model/desk-model.ts";

/**
 * The exact dynamics of a task with as few states as optimal values need where its reward is bundled, whatever the environment shows; `undefined`
 * where the environment does not know its own.
 */
export function modelToSolve(env: Env, taskId: string | undefined): TransitionModel | undefined {
  return deskModel(env, taskId, true) ?? env.model?.(taskId);
}

/** The exact dynamics of a task with the table rows that the environment shows. */
export function modelToPlay(env: Env, taskId: string | undefined): TransitionModel | undefined {
  return env.model?.(taskId) ?? deskModel(env, taskId, false);
}

/** A desk without wrappers, rebuilt from its options, so that states can be merged and vectors read as rows. */
function deskModel(env: Env, taskId: string | undefined, merge: boolean): TransitionModel | undefined {
  if (!isLibraryView(env) || env.spec === undefined) return undefined;
  const setup = readTabularOptions(env.spec.kwargs);
  const scenarios = setup.scenarios.filter(({ brief }) => taskId === undefined || brief.task_id === taskId);
  // States are values that the model alone interprets.
  return new DeskModel(setup, {
    scenarios,
    merge: merge && !hasOwnReward(env),
  }) as unknown as TransitionModel;
}

/** Whether a desk pays by a function of the user's own, of which nothing is known. */
export function hasOwnReward({ spec }: Env): boolean {
  return [spec?.kwargs["reward"], spec?.kwargs["potential"]].some((given) => typeof given === "function");
}

function isLibraryView(env: Env): boolean {
  return [SupportDeskTabularEnv, SupportDeskFeaturesEnv, SupportDeskDiscreteEnv].some(
    (view) => env instanceof view,
  );
}
