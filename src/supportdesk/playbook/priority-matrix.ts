import type { Priority } from "../vocabulary.ts";

/** Rows are impact 1 to 3, columns urgency 1 to 3. */
const MATRIX: readonly (readonly Priority[])[] = [
  ["low", "low", "normal"],
  ["low", "normal", "high"],
  ["normal", "high", "urgent"],
];

/** The priority that the desk's public rule gives to an impact and an urgency, each 1 to 3. */
export function matrixPriority(impact: 1 | 2 | 3, urgency: 1 | 2 | 3): Priority {
  return MATRIX[impact - 1]?.[urgency - 1] ?? "low";
}

/** Impact by number of users; production or regulated data count as 3 whatever the number. */
export function impactOf(affectedUsers: number, isCritical: boolean): 1 | 2 | 3 {
  if (isCritical || affectedUsers > 200) return 3;
  return affectedUsers > 10 ? 2 : 1;
}
