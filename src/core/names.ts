import { UnknownNameError, UnknownOptionError } from "./errors.ts";

/** Levenshtein distance, in single-character edits. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, substitution));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/** The known name a mistyped one most likely meant, or `undefined` if none is near. */
export function closestName(name: string, known: readonly string[]): string | undefined {
  const typed = name.toLowerCase();
  const ranked = known
    .map((candidate) => ({ candidate, distance: editDistance(typed, candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  if (best !== undefined && best.distance <= Math.max(1, Math.floor(typed.length / 3))) return best.candidate;
  return known.find((candidate) => typed.length >= 3 && candidate.toLowerCase().startsWith(typed));
}

function sentence(kind: string, name: string, known: readonly string[]): string {
  const suggestion = closestName(name, known);
  const hint = suggestion === undefined ? "" : ` Did you mean "${suggestion}"?`;
  const list = known.length === 0 ? "none" : known.join(", ");
  return `Unknown ${kind} "${name}".${hint} Allowed: ${list}.`;
}

/** The error for a name outside a closed set, with a suggestion and the whole set. */
export function unknownName(kind: string, name: string, known: readonly string[]): UnknownNameError {
  return new UnknownNameError(sentence(kind, name, known));
}

/** @throws {UnknownOptionError} If `options` has a key that is not in `known`. */
export function refuseUnknownKeys(kind: string, options: object, known: readonly string[]): void {
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new UnknownOptionError(sentence(kind, unknown, known));
}
