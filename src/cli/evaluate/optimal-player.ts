import type { Policy } from "../../core/agent.ts";
import type { Env } from "../../core/env.ts";
import type { SolvedStates } from "../../planning/state-values.ts";
import { SupportDeskEnv } from "../../supportdesk/index.ts";
import { solveTask, type TaskOptions } from "../solve/optima.ts";
import { Tracker } from "../solve/tracker.ts";

/** Name of the policy that plays an exact solution. */
export const OPTIMAL = "optimal";

/**
 * A policy that plays an optimal action in every state of an environment, whatever its table rows show: it follows the
 * states of the exact model along its own actions. Of equal actions it takes one with the fewest steps left.
 * @throws {GymError} If the environment does not know its dynamics, or a task has too many states.
 */
export function optimalPlayer(env: Env, options: TaskOptions): Policy {
  const { taskIds } = env;
  const named = taskIds.length > 0 ? taskIds : [undefined];
  const solved = new Map(named.map((taskId) => [taskId, solveTask(env, taskId, options)]));
  return new OptimalPlayer(solved, () => runningTask(env));
}

/** The task of the episode that is running in a desk; `undefined` elsewhere. */
function runningTask({ unwrapped }: Env): string | undefined {
  return unwrapped instanceof SupportDeskEnv ? unwrapped.state().task_id : undefined;
}

class OptimalPlayer implements Policy<unknown, number> {
  readonly name = OPTIMAL;
  readonly stochastic = false;
  readonly plays = "env";
  readonly #solved: ReadonlyMap<string | undefined, SolvedStates<unknown>>;
  readonly #taskNow: () => string | undefined;
  #tracker: Tracker | undefined;

  constructor(
    solved: ReadonlyMap<string | undefined, SolvedStates<unknown>>,
    taskNow: () => string | undefined,
  ) {
    this.#solved = solved;
    this.#taskNow = taskNow;
  }

  /** An episode begins. */
  seed(): void {
    this.#tracker = undefined;
  }

  act(observation: unknown): number {
    this.#tracker ??= this.#start();
    const best = this.#tracker.see(observation)?.best ?? 0;
    this.#tracker.take(best);
    return best;
  }

  #start(): Tracker {
    const taskId = this.#taskNow();
    const [first] = this.#solved.values();
    const solved = this.#solved.get(taskId) ?? first;
    if (solved === undefined) throw new RangeError("Expected at least one solved task.");
    return new Tracker(solved);
  }
}
