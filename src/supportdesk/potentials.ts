import type { Grade } from "./grading/grader.ts";
import type { View } from "./view.ts";

/** What a potential is computed from: the state, and how its case would grade. */
export interface PotentialInput {
  readonly view: View;
  readonly grade: Grade;
}

/** Φ: a number for every state. It is taken as 0 exactly where the episode has terminated. */
export type PotentialFunction = (input: PotentialInput) => number;

function slotsFilled({ case: caseState }: View): number {
  const slots = [
    caseState.queue,
    caseState.priority,
    caseState.issue_type,
    caseState.reply,
    caseState.internal_note,
  ];
  return slots.filter((value) => value !== null).length / slots.length;
}

/** Φ by name: the raw score so far, the share of slots filled with anything, or nothing. */
export const POTENTIALS = {
  "raw-score": ({ grade }) => grade.rawScore,
  progress: ({ view }) => slotsFilled(view),
  zero: () => 0,
} as const satisfies Record<string, PotentialFunction>;

export type PotentialName = keyof typeof POTENTIALS;

export const POTENTIAL_NAMES = Object.keys(POTENTIALS) as readonly PotentialName[];
