import { describe, expect, it } from "vitest";
import {
  hasPhrase,
  normalizedClauses,
  normalizeText,
  phraseIndices,
} from "../../../src/supportdesk/words.ts";

describe("normalised text", () => {
  it.each([
    ["Hello,  WORLD!\n42%", "hello world 42"],
    ["sign-ins & e-mail", "sign ins e mail"],
    ["…", ""],
    ["Größe café", "größe café"],
    ["I can't", "i cannot"],
    ["I can’t", "i cannot"],
    ["you can not", "you cannot"],
    ["we won't", "we will not"],
    ["I shan't", "i shall not"],
    ["it doesn't", "it does not"],
    ["we're", "we are"],
    ["they'll", "they will"],
    ["you've", "you have"],
    ["I'm", "i am"],
    ["it's", "it is"],
    ["that's what's here's there's", "that is what is here is there is"],
    ["the customer's card", "the customer s card"],
  ])("of %j is %j", (text, normalized) => {
    expect(normalizeText(text)).toBe(normalized);
  });

  it("comes in clauses, without empty ones", () => {
    expect(normalizedClauses("One, two; three: four!\n\nFive... can't")).toEqual([
      "one",
      "two",
      "three",
      "four",
      "five",
      "cannot",
    ]);
  });
});

describe("a phrase", () => {
  it.each([
    ["a refund", "refund", true],
    ["refunds", "refund", false],
    ["prerefund", "refund", false],
    ["refunds are on the way", "refund*", true],
    ["prerefund", "refund*", false],
    ["within five business days", "business days", true],
    ["business nice days", "business days", false],
    ["on calling", "on call", false],
    ["", "refund", false],
    ["signs in", "sign in*", false],
    ["the sign ins from", "sign in*", true],
  ])("in “%s”: “%s” %s", (text, phrase, found) => {
    expect(hasPhrase(text, phrase)).toBe(found);
  });

  it("is found in every place, counted in characters", () => {
    expect(phraseIndices("is it is it is", "is")).toEqual([0, 6, 12]);
    expect(phraseIndices("it is", "was")).toEqual([]);
    expect(phraseIndices("no no no", "no")).toEqual([0, 3, 6]);
  });
});
