import { describeDesk } from "../../src/openenv/desk.ts";
import type { StepPayload } from "../../src/openenv/wire.ts";
import { heuristicAction } from "../../src/supportdesk/index.ts";
import type { Observation } from "../../src/supportdesk/models.ts";

/** A canonical episode as the heuristic plays it. */
export interface RecordedEpisode {
  readonly task_id: string;
  /** What a client sends: a reset, then the steps. */
  readonly frames: readonly string[];
  /** What a server answers, in order. */
  readonly replies: readonly StepPayload[];
}

const MAX_STEPS = 100;

function record(taskId: string): RecordedEpisode {
  const session = describeDesk().createSession(() => "recorded");
  const data = { seed: 0, task_id: taskId, episode_id: "benchmark" };
  const frames = [JSON.stringify({ type: "reset", data })];
  const replies = [session.reset(data)];
  for (let reply = replies[0]; reply?.done !== true && replies.length < MAX_STEPS; ) {
    const action = heuristicAction(reply?.observation as Observation);
    frames.push(JSON.stringify({ type: "step", data: action }));
    reply = session.step(action);
    replies.push(reply);
  }
  session.close();
  return { task_id: taskId, frames, replies };
}

/** One episode of each canonical task. */
export function recordEpisodes(): readonly RecordedEpisode[] {
  return describeDesk().tasks.map(({ task_id }) => record(task_id));
}
