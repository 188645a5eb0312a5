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

const CLAUSE_END = /[.!?;:,\n()[\]\u2013\u2014]+| - /;

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

/** What a phrase looks like between spaces. */
function spaced(phrase: string): string {
  return phrase.endsWith("*") ? ` ${phrase.slice(0, -1)}` : ` ${phrase} `;
}

/**
 * Whether a normalised text contains a phrase. Whole words; a phrase that ends in `*` matches by prefix, so
 * `refund*` finds "refunds" and "refunded".
 */
export function hasPhrase(normalized: string, phrase: string): boolean {
  return ` ${normalized} `.includes(spaced(phrase));
}

/** Every place where a phrase begins in a normalised text, in characters. */
export function phraseIndices(normalized: string, phrase: string): readonly number[] {
  const text = ` ${normalized} `;
  const wanted = spaced(phrase);
  const starts: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) starts.push(at);
  return starts;
}
