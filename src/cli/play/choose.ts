import { closestName } from "../../core/names.ts";

/** What a player may choose from: every name of the library, and which are offered now. */
export interface Offer {
  readonly labels: readonly string[];
  readonly isOffered: (action: number) => boolean;
}

/** The chosen action, or one line on why there is none. */
export type Chosen = { readonly action: number } | { readonly problem: string };

const AT_MOST = 6;

/** Reads a move: the number of an action, its name, or the beginning of one name alone. */
export function chooseAction(text: string, { labels, isOffered }: Offer): Chosen {
  const matches = matching(text, labels);
  const offered = matches.filter(isOffered);
  const [only] = offered;
  if (only !== undefined && offered.length === 1) return { action: only };
  if (offered.length > 1)
    return { problem: `"${text}" could be ${listed(offered.map((each) => labels[each] ?? ""))}.` };
  const [masked] = matches;
  if (masked !== undefined) return { problem: `${labels[masked]} is not offered now.` };
  if (/^\d+$/.test(text))
    return { problem: `There is no action ${text}: the last one is ${labels.length - 1}.` };
  const near = closestName(text, labels);
  return {
    problem: `There is no action "${text}".${near === undefined ? " Type ? for help." : ` Did you mean ${near}?`}`,
  };
}

function matching(text: string, labels: readonly string[]): readonly number[] {
  if (/^\d+$/.test(text)) return Number(text) < labels.length ? [Number(text)] : [];
  const exact = labels.indexOf(text);
  if (exact >= 0) return [exact];
  return labels.flatMap((label, index) => (label.startsWith(text) ? [index] : []));
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, AT_MOST).join(", ");
  return names.length > AT_MOST ? `${shown} and ${names.length - AT_MOST} more` : shown;
}
