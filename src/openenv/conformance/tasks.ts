import { isRecord } from "../client/text.ts";
import type { Trial } from "./trial.ts";

/** The ids that `GET /tasks` lists; empty where the server has no tasks. */
export async function listedTasks({ http }: Trial): Promise<readonly string[]> {
  const { status, body } = await http.ask("/tasks");
  const tasks = status === 200 && isRecord(body) ? body["tasks"] : undefined;
  const ids = (Array.isArray(tasks) ? tasks : []).map((task) =>
    isRecord(task) ? (task["task_id"] ?? task["id"]) : task,
  );
  return ids.filter((id) => typeof id === "string");
}
