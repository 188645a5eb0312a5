import { deepFreeze } from "../freeze.ts";
import type { CaseState } from "../models.ts";
import type { Answer } from "../scenario.ts";
import { type MarkerMatch, matchMarkers } from "./markers.ts";

/** Weight of each component in percent; they sum to 100. Order is the order of reports. */
export const COMPONENT_WEIGHTS = {
  queue: 15,
  priority: 10,
  issue_type: 10,
  requested_fields: 15,
  reply: 25,
  internal_note: 10,
  status: 10,
  resolution_code: 5,
} as const;

export type GradeComponent = keyof typeof COMPONENT_WEIGHTS;

export const GRADE_COMPONENTS = Object.keys(COMPONENT_WEIGHTS) as readonly GradeComponent[];

/** Credit of each component, in [0, 1]. */
export type Credits = Readonly<Record<GradeComponent, number>>;

/** How good a case is. */
export interface Grade {
  readonly credits: Credits;
  /** Σ weight × credit / 100, in [0, 1]. */
  readonly rawScore: number;
}

/** Which parts of a text earned its credit, by index of marker group. */
export interface GradeEvidence {
  readonly reply: MarkerMatch;
  readonly internal_note: MarkerMatch;
  readonly requested_fields: { readonly needed: number; readonly asked: number; readonly unneeded: number };
}

const REPORTED_MIN = 0.01;
const REPORTED_MAX = 0.99;
/** Off the requested_fields credit for each field that nobody needs, and at most. */
const UNNEEDED_FIELD = 0.05;
const UNNEEDED_FIELDS_MAX = 0.25;
/** Off the reply credit for each forbidden claim. */
const FORBIDDEN_CLAIM = 0.5;
const MEMO_LIMIT = 512;

/** The score as it is reported to the outside: raw, kept inside [0.01, 0.99]. */
export function reportedScore(rawScore: number): number {
  return Math.min(REPORTED_MAX, Math.max(REPORTED_MIN, rawScore));
}

interface Memo {
  readonly reply: Map<string, MarkerMatch>;
  readonly note: Map<string, MarkerMatch>;
}

const memos = new WeakMap<Answer, Memo>();

function memoOf(answer: Answer): Memo {
  let memo = memos.get(answer);
  if (memo === undefined) {
    memo = { reply: new Map(), note: new Map() };
    memos.set(answer, memo);
  }
  return memo;
}

function remember(memo: Map<string, MarkerMatch>, text: string, match: () => MarkerMatch): MarkerMatch {
  const known = memo.get(text);
  if (known !== undefined) return known;
  if (memo.size >= MEMO_LIMIT) memo.clear();
  const fresh = match();
  memo.set(text, fresh);
  return fresh;
}

/** How a reply does against the answer's marker groups and forbidden claims; each distinct text is read once. */
export function matchReply(answer: Answer, text: string): MarkerMatch {
  const { groups, forbidden } = answer.reply;
  return remember(memoOf(answer).reply, text, () => matchMarkers(text, groups, forbidden));
}

/** How a note does against the answer's marker groups; each distinct text is read once. */
export function matchNote(answer: Answer, text: string): MarkerMatch {
  return remember(memoOf(answer).note, text, () => matchMarkers(text, answer.note.groups));
}

function share({ matched, missing }: MarkerMatch): number {
  return matched.length / (matched.length + missing.length);
}

function replyCredit(answer: Answer, text: string | null): number {
  if (text === null) return 0;
  const match = matchReply(answer, text);
  return Math.max(0, share(match) - FORBIDDEN_CLAIM * match.forbidden.length);
}

function countNeeded(answer: Answer, requested: readonly string[]): number {
  let count = 0;
  for (const field of requested) if (answer.needed_fields.includes(field)) count += 1;
  return count;
}

function requestedFieldsCredit(answer: Answer, caseState: CaseState): number {
  if (caseState.queue === null || caseState.priority === null || caseState.issue_type === null) return 0;
  const requested = caseState.requested_fields;
  const needed = answer.needed_fields.length;
  if (needed === 0) return requested.length === 0 ? 1 : 0;
  const asked = countNeeded(answer, requested);
  const penalty = Math.min(UNNEEDED_FIELDS_MAX, UNNEEDED_FIELD * (requested.length - asked));
  return Math.max(0, asked / needed - penalty);
}

function equalCredit(value: string | null, gold: string): number {
  return value === gold ? 1 : 0;
}

/** Grades a case. Pure: equal cases of one scenario score equally, whatever the way there. */
export function gradeCase(answer: Answer, caseState: CaseState): Grade {
  const { internal_note: note } = caseState;
  const credits: Credits = {
    queue: equalCredit(caseState.queue, answer.queue),
    priority: equalCredit(caseState.priority, answer.priority),
    issue_type: equalCredit(caseState.issue_type, answer.issue_type),
    requested_fields: requestedFieldsCredit(answer, caseState),
    reply: replyCredit(answer, caseState.reply),
    internal_note: note === null ? 0 : share(matchNote(answer, note)),
    status: equalCredit(caseState.status, answer.status),
    resolution_code: equalCredit(caseState.resolution_code, answer.resolution_code),
  };
  return { credits, rawScore: weigh(credits) };
}

function weigh(credits: Credits): number {
  const percent =
    COMPONENT_WEIGHTS.queue * credits.queue +
    COMPONENT_WEIGHTS.priority * credits.priority +
    COMPONENT_WEIGHTS.issue_type * credits.issue_type +
    COMPONENT_WEIGHTS.requested_fields * credits.requested_fields +
    COMPONENT_WEIGHTS.reply * credits.reply +
    COMPONENT_WEIGHTS.internal_note * credits.internal_note +
    COMPONENT_WEIGHTS.status * credits.status +
    COMPONENT_WEIGHTS.resolution_code * credits.resolution_code;
  return percent / 100;
}

const NOTHING: MarkerMatch = deepFreeze({ matched: [], missing: [], forbidden: [] });

/** What the credits rest on. For the end of an episode only: it says what the answer asks for. */
export function gradeEvidence(answer: Answer, caseState: CaseState): GradeEvidence {
  const { reply, internal_note: note, requested_fields: requested } = caseState;
  const asked = countNeeded(answer, requested);
  return {
    reply: reply === null ? NOTHING : matchReply(answer, reply),
    internal_note: note === null ? NOTHING : matchNote(answer, note),
    requested_fields: { needed: answer.needed_fields.length, asked, unneeded: requested.length - asked },
  };
}
