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
 * The exact dynamics of a task with as few states as optimal values need, whatever the environment shows; `undefined`
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
  return new DeskModel(setup, { scenarios, merge }) as unknown as TransitionModel;
}

function isLibraryView(env: Env): boolean {
  return [SupportDeskTabularEnv, SupportDeskFeaturesEnv, SupportDeskDiscreteEnv].some(
    (view) => env instanceof view,
  );
}
