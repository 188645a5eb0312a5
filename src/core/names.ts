import { InvalidArgumentError, show, UnknownNameError, UnknownOptionError } from "./errors.ts";

/** Whether the two characters before `i` of `a` and before `j` of `b` are the same pair the other way round. */
function areSwapped(a: string, b: string, [i, j]: readonly [number, number]): boolean {
  return i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
}

/** Edit distance of single characters, where swapping two neighbours counts as one edit. */
function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i += 1) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j += 1) {
      const substituted = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = areSwapped(a, b, [i, j]) ? at(i - 2, j - 2) + 1 : substituted;
      rows[i]?.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, substituted, swapped));
    }
  }
  return at(a.length, b.length);
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

/** What is told of a name outside a closed set. */
export interface UnknownName {
  /** What the name was to name, such as `agent`. */
  readonly kind: string;
  readonly name: string;
  readonly known: readonly string[];
  /** What was probably meant. @defaultValue the closest of `known`, if one is near */
  readonly suggestion?: string | undefined;
}

/** What was wrong, what was probably meant and what is allowed, in one line. */
export function unknownMessage({ kind, name, known, ...given }: UnknownName): string {
  const suggestion = given.suggestion ?? closestName(name, known);
  const hint = suggestion === undefined ? "" : ` Did you mean "${suggestion}"?`;
  const list = known.length === 0 ? "none" : known.join(", ");
  return `Unknown ${kind} "${name}".${hint} Allowed: ${list}.`;
}

/** The error for a name outside a closed set, with a suggestion and the whole set. */
export function unknownName(kind: string, name: string, known: readonly string[]): UnknownNameError {
  return new UnknownNameError(unknownMessage({ kind, name, known }));
}

/**
 * @throws {InvalidArgumentError} If `options` is no record.
 * @throws {UnknownOptionError} If it has a key that is not in `known`.
 */
export function refuseUnknownKeys(kind: string, options: object, known: readonly string[]): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    const list = known.length === 0 ? "none" : known.join(", ");
    throw new InvalidArgumentError(`Expected a record (${kind}: ${list}), got ${show(options)}.`);
  }
  const name = Object.keys(options).find((key) => !known.includes(key));
  if (name !== undefined) throw new UnknownOptionError(unknownMessage({ kind, name, known }));
}
