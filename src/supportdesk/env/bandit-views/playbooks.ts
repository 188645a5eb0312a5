import type { ActionLibrary } from "../../action-library/library.ts";
import { type Disposition, FAMILIES, type Family } from "../../playbook/families.ts";
import { matrixPriority } from "../../playbook/priority-matrix.ts";
import type { View } from "../../view.ts";
import { ISSUE_TYPES, type IssueType, PRIORITIES } from "../../vocabulary.ts";

/** One step of a playbook: a named action, or a few of which the view decides. */
export interface PlaybookStep {
  /** Names of library actions that it can be. */
  readonly among: readonly string[];
  /** Which of them it is now. It reads nothing but what the agent's own actions and the ticket show. */
  readonly choose: (view: View) => string;
}

/** A named course of library actions, from the opened case to the end. */
export interface Playbook {
  readonly name: string;
  readonly steps: readonly PlaybookStep[];
  /** Never a good way to handle a case; there to be learned away. */
  readonly distractor: boolean;
}

/** A step that is always the same action. */
export function always(name: string): PlaybookStep {
  return { among: [name], choose: () => name };
}

/** The priority that the desk's public rule gives to the ticket's impact and urgency. */
export const MATRIX_PRIORITY: PlaybookStep = {
  among: PRIORITIES.map((priority) => `priority:${priority}`),
  choose: ({ signals }) => `priority:${matrixPriority(signals.impact, signals.urgency)}`,
};

/** Submits as the playbook of the issue type says, by whether the facts that it asks for have come. */
function settle({ bundle, complete, incomplete }: Family): PlaybookStep {
  const nameOf = ({ status }: Disposition): string => `submit:${status}`;
  return {
    among: [...new Set([nameOf(complete), nameOf(incomplete)])],
    choose: ({ follow_up }) =>
      nameOf(bundle === null || follow_up.status === "complete" ? complete : incomplete),
  };
}

/** Classifies a case; a library whose classifications leave the priority open sets it by the matrix. */
export function classifying(library: ActionLibrary, name: string): readonly PlaybookStep[] {
  const setsPriority = library.at(library.indexOf(name)).writes.includes("priority");
  return setsPriority ? [always(name)] : [always(name), MATRIX_PRIORITY];
}

/** The playbook of an issue type as the routing guide and the articles tell it, and ways to cut it short. */
function ofIssueType(library: ActionLibrary, issueType: IssueType): readonly Playbook[] {
  const family = FAMILIES[issueType];
  const classify = classifying(library, `classify:${issueType}`);
  const ask = family.bundle === null ? [] : [always(`request:${family.bundle}`), always("wait")];
  const [reply, note] = [always(`reply:${family.reply}`), always(`note:${family.note}`)];
  const end = settle(family);
  const playbook = (name: string, steps: readonly PlaybookStep[]): Playbook => ({
    name,
    steps: [...classify, ...steps],
    distractor: false,
  });
  return [
    playbook(issueType, [...ask, reply, note, end]),
    ...(ask.length === 0 ? [] : [playbook(`${issueType}/without-asking`, [reply, note, end])]),
    playbook(`${issueType}/reply-at-once`, [reply, end]),
    playbook(`${issueType}/hand-over`, [note, always("submit:escalated")]),
  ];
}

const DISTRACTORS: readonly Playbook[] = [
  ["promise-and-close", ["reply:premature_promise", "note:low_signal", "submit:resolved"]] as const,
  ["close-at-once", ["submit:resolved"]] as const,
  ["leave-it", []] as const,
].map(([name, actions]) => ({ name, steps: actions.map(always), distractor: true }));

/** The playbooks that can be carried out with a library: those all of whose actions it has. */
export function playbooksOf(library: ActionLibrary): readonly Playbook[] {
  const has = (name: string): boolean => library.labels.includes(name);
  const candidates = ISSUE_TYPES.filter((issueType) => has(`classify:${issueType}`)).flatMap((issueType) =>
    ofIssueType(library, issueType),
  );
  return [...candidates, ...DISTRACTORS].filter(({ steps }) => steps.every(({ among }) => among.every(has)));
}
