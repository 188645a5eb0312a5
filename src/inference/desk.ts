import { make } from "../core/registry.ts";
import type { Action, Observation } from "../supportdesk/models.ts";
import "../supportdesk/env/register.ts";

/** What a step at a desk gives. */
export interface DeskStep {
  readonly observation: Observation;
  readonly reward: number;
  /** The episode has ended. */
  readonly done: boolean;
}

/** A support desk that is played one episode at a time, here or on a server. */
export interface Desk {
  /** Every task, in order. */
  readonly taskIds: readonly string[];
  /** Begins an episode of a task. */
  reset(taskId: string, seed: number): Promise<Observation>;
  /** @throws {InvalidActionError} If the desk refuses the action; the episode goes on as it was. */
  step(action: Action): Promise<DeskStep>;
  /** The reported score so far; `undefined` where the desk tells none. */
  score(): Promise<number | undefined>;
  close(): Promise<void>;
}

/** The desk of this process. */
export function localDesk(): Desk {
  const env = make("SupportDesk-v1");
  return {
    taskIds: env.taskIds,
    reset: async (taskId, seed) => env.reset({ seed, options: { task_id: taskId } }).observation,
    step: async (action) => {
      const { observation, reward, terminated, truncated } = env.step(action);
      return { observation, reward, done: terminated || truncated };
    },
    score: async () => env.state().score,
    close: async () => env.close(),
  };
}
