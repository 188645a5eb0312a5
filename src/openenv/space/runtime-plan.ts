import { InvalidArgumentError } from "../../core/errors.ts";
import { heuristicAction } from "../../supportdesk/index.ts";
import type { Observation } from "../../supportdesk/models.ts";
import type { ServedEnvironment } from "../served-environment.ts";

const LONGEST_EPISODE = 100;

/** An episode to play, in the form that `openenv validate` reads. */
export interface RuntimePlan {
  readonly plan_schema_version: "1";
  readonly reset: {
    readonly episode_id: string;
    readonly seed: number;
    readonly options: Readonly<Record<string, unknown>>;
  };
  readonly actions: readonly object[];
}

/**
 * The episode that `openenv validate` plays on a running Space: the scripted playbook on the first task.
 * @throws {InvalidArgumentError} If the environment has no tasks.
 */
export function runtimePlan({ tasks, createSession }: ServedEnvironment): RuntimePlan {
  const [task] = tasks;
  if (task === undefined)
    throw new InvalidArgumentError("Expected an environment with tasks, got one without.");
  const reset = { episode_id: "validation", seed: 0, options: { task_id: task.task_id } };
  const session = createSession(() => reset.episode_id);
  const actions: object[] = [];
  let { observation, done } = session.reset({ ...reset, ...reset.options });
  while (done !== true && actions.length < LONGEST_EPISODE) {
    const action = heuristicAction(observation as Observation);
    actions.push(action);
    ({ observation, done } = session.step(action));
  }
  session.close();
  return { plan_schema_version: "1", reset, actions };
}
