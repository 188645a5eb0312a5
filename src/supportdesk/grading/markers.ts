import { deepFreeze } from "../freeze.ts";
import type { MarkerGroup } from "../scenario.ts";
import { hasPhrase, normalizedClauses, normalizeText, phraseIndices } from "../words.ts";

/** Words that turn a claim into its denial or a condition when they stand shortly before it. */
const RESERVATIONS = new Set(
  "not no never cannot nor without neither until unless before once if when whether after soon".split(" "),
);
/** How many words before a claim can take it back. */
const RESERVATION_REACH = 5;

/** Which marker groups a text satisfies, by index. */
export interface MarkerMatch {
  readonly matched: readonly number[];
  readonly missing: readonly number[];
  /** Forbidden claims found, by index. */
  readonly forbidden: readonly number[];
}

function isReserved(clause: string, start: number): boolean {
  const before = clause.slice(0, start).trim().split(" ").slice(-RESERVATION_REACH);
  return before.some((word) => RESERVATIONS.has(word));
}

/** Whether some clause states the phrase as a fact; "until it is approved" and "not resolved yet" do not. */
function claims(clauses: readonly string[], phrase: string): boolean {
  return clauses.some((clause) => phraseIndices(clause, phrase).some((start) => !isReserved(clause, start)));
}

/** Matches a text against marker groups (any phrase of a group will do) and forbidden claims. */
export function matchMarkers(
  text: string,
  groups: readonly MarkerGroup[],
  forbidden: readonly string[] = [],
): MarkerMatch {
  const normalized = normalizeText(text);
  const isMet = (group: MarkerGroup): boolean => group.some((phrase) => hasPhrase(normalized, phrase));
  const indices = groups.map((_, index) => index);
  const matched = indices.filter((index) => isMet(groups[index] ?? []));
  const clauses = forbidden.length === 0 ? [] : normalizedClauses(text);
  return deepFreeze({
    matched,
    missing: indices.filter((index) => !matched.includes(index)),
    forbidden: forbidden.flatMap((phrase, index) => (claims(clauses, phrase) ? [index] : [])),
  });
}
