/** Contractions that change whether a phrase matches, in the order they are expanded. */
const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/\bcan't\b/g, "cannot"],
  [/\bcan not\b/g, "cannot"],
  [/\bwon't\b/g, "will not"],
  [/\bshan't\b/g, "shall not"],
  [/n't\b/g, " not"],
  [/'re\b/g, " are"],
  [/'ll\b/g, " will"],
  [/'ve\b/g, " have"],
  [/\b(i)'m\b/g, "$1 am"],
  [/\b(it|that|there|what|here|he|she)'s\b/g, "$1 is"],
];

const CLAUSE_END = /[.!?;:,\n]+/;

/** Lower case, contractions expanded, every run of other characters turned into one space; no outer spaces. */
export function normalizeText(text: string): string {
  let plain = text.toLowerCase().replace(/[\u2018\u2019]/g, "'");
  for (const [contraction, words] of CONTRACTIONS) plain = plain.replace(contraction, words);
  return plain.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** The clauses of a text, each normalised; empty ones left out. */
export function normalizedClauses(text: string): readonly string[] {
  return text
    .split(CLAUSE_END)
    .map(normalizeText)
    .filter((clause) => clause !== "");
}

/**
 * Where a phrase begins in a normalised text, in characters, or −1. Whole words; a phrase that ends in `*`
 * matches by prefix, so `refund*` finds "refunds" and "refunded".
 */
export function phraseIndex(normalized: string, phrase: string): number {
  const isPrefix = phrase.endsWith("*");
  const words = isPrefix ? phrase.slice(0, -1) : `${phrase} `;
  return ` ${normalized} `.indexOf(` ${words}`);
}

/** Whether a normalised text contains a phrase. */
export function hasPhrase(normalized: string, phrase: string): boolean {
  return phraseIndex(normalized, phrase) >= 0;
}
