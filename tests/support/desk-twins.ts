import type { Answer, Scenario } from "../../src/supportdesk/scenario.ts";
import {
  CANONICAL_ISSUE_TYPES,
  CANONICAL_QUEUES,
  CANONICAL_STATUSES,
  PRIORITIES,
} from "../../src/supportdesk/vocabulary.ts";
import { scenarioOf, TASKS } from "./desk-play.ts";

function rotate<T extends string>(values: readonly T[], value: string, by: number): T {
  const index = (values as readonly string[]).indexOf(value);
  const turned = values[(index + 1 + ((by - 1) % (values.length - 1))) % values.length];
  if (turned === undefined) throw new Error("Nothing to rotate.");
  return turned;
}

/** Answers that a ticket might have had: the markers, needed fields and follow-up of another ticket. */
function otherAnswer({ brief }: Scenario, by: number): Answer {
  const taskIds: readonly string[] = TASKS;
  const own = taskIds.indexOf(brief.task_id);
  return scenarioOf(TASKS[(own + by) % TASKS.length] ?? "billing_refund_easy").answer;
}

/**
 * The same ticket under another answer: each gold label is a different one, and markers, needed fields and the
 * scripted follow-up are those of another ticket. What an agent sees at the start is equal. `by` is 1, 2 or 3.
 */
export function twinOf(scenario: Scenario, by = 1): Scenario {
  const { answer, brief } = scenario;
  const other = otherAnswer(scenario, by);
  return {
    brief,
    answer: {
      queue: rotate(CANONICAL_QUEUES, answer.queue, by),
      priority: rotate(PRIORITIES, answer.priority, by),
      issue_type: rotate(CANONICAL_ISSUE_TYPES, answer.issue_type, by),
      status: rotate(CANONICAL_STATUSES, answer.status, by),
      resolution_code: `${answer.resolution_code}_${by}`,
      needed_fields: other.needed_fields,
      reply: other.reply,
      note: other.note,
      follow_up: other.follow_up,
    },
  };
}
