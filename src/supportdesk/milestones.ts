import { type Credits, GRADE_COMPONENTS } from "./grading/grader.ts";

/** Bit set of the grade components that have full credit, in the order of `GRADE_COMPONENTS`. */
export function milestonesReached(credits: Credits): number {
  let bits = 0;
  for (let index = 0; index < GRADE_COMPONENTS.length; index += 1) {
    const name = GRADE_COMPONENTS[index];
    if (name !== undefined && credits[name] === 1) bits |= 1 << index;
  }
  return bits;
}
