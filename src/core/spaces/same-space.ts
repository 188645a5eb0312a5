import type { Space } from "../space.ts";

/** Whether two spaces have the same values and labels; those that cannot compare themselves are compared as JSON. */
export function sameSpace(a: Space<unknown>, b: Space<unknown>): boolean {
  if (a === b) return true;
  return a.equals?.(b) ?? b.equals?.(a) ?? JSON.stringify(a.toJSON()) === JSON.stringify(b.toJSON());
}
