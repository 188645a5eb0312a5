import type { View } from "../../supportdesk/view.ts";

/** What tells the views of a desk apart. The order in which fields were asked for plays no part, as in its dynamics. */
export function viewKey({ task_id, remaining_steps, case: caseState, follow_up: followUp }: View): string {
  const requested = caseState.requested_fields.toSorted();
  return JSON.stringify([task_id, remaining_steps, { ...caseState, requested_fields: requested }, followUp]);
}
