import { wrapText } from "../../report/wrap.ts";
import { CANONICAL_SCENARIOS } from "../../supportdesk/index.ts";
import type { TasksFlags } from "../commands/lists.ts";
import { DEFAULTS } from "../defaults.ts";
import { suiteTasks } from "../desk-settings.ts";
import type { Io } from "../io.ts";
import { printJson } from "../json.ts";

/** Prints the tasks of a suite. @throws {GymError} If there is no such suite. */
export function runTasks({ suite = DEFAULTS.suite, json }: TasksFlags, io: Io): void {
  const ids = suiteTasks(suite);
  const tasks = CANONICAL_SCENARIOS.map(({ brief }) => brief)
    .filter(({ task_id }) => ids.includes(task_id))
    .map(({ task_id, difficulty, max_steps, objective, ticket }) => ({
      taskId: task_id,
      difficulty,
      maxSteps: max_steps,
      company: ticket.company,
      customerTier: ticket.customer_tier,
      subject: ticket.subject,
      objective,
    }));
  if (json) {
    printJson(io, { suite, tasks });
    return;
  }
  for (const { taskId, difficulty, maxSteps, company, customerTier, objective } of tasks) {
    io.out(`${io.style.bold(taskId)}  ${difficulty}, ${maxSteps} steps, ${company} (${customerTier})\n`);
    io.out(`${wrapText(`  ${objective}`, io.width, "  ")}\n`);
  }
}
