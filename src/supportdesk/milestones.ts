import type { Credits } from "./grading/grader.ts";

/** Bit set of the grade components that have full credit, in the order of `GRADE_COMPONENTS`. */
export function milestonesReached(credits: Credits): number {
  return (
    (credits.queue === 1 ? 1 : 0) |
    (credits.priority === 1 ? 2 : 0) |
    (credits.issue_type === 1 ? 4 : 0) |
    (credits.requested_fields === 1 ? 8 : 0) |
    (credits.reply === 1 ? 16 : 0) |
    (credits.internal_note === 1 ? 32 : 0) |
    (credits.status === 1 ? 64 : 0) |
    (credits.resolution_code === 1 ? 128 : 0)
  );
}
