import { describe, expect, it } from "vitest";
import { readReply } from "../../src/inference/reply.ts";
import type { Action } from "../../src/supportdesk/models.ts";

const read = (text: string, cutOff = false): Action => readReply({ text, cutOff }, "canonical");
const WAIT = '{"operation":"wait"}';

describe("a reply", () => {
  it.each([
    ["a bare object", WAIT],
    ["prose around it", `Sure! Here is my action: ${WAIT} Let me know {if} that helps.`],
    ["a code fence", `\`\`\`json\n${WAIT}\n\`\`\``],
    ["a wrapping object", `{"thought":"look","action":${WAIT}}`],
    ["an earlier object that is no action", `{"note":"} {"} then ${WAIT}`],
    ["thinking with a draft in it", `<think>{"operation":"submit"}</think>${WAIT}`],
    ["an unbalanced brace before it", `{ oops ${WAIT}`],
    ["empty texts for unused fields", '{"operation":"wait","queue":"","reply":"","resolution_code":""}'],
  ])("is understood with %s", (_name, text) => {
    expect(read(text)).toMatchObject({ operation: "wait" });
  });

  it("is taken at its first legal action", () => {
    expect(read(`${WAIT}{"operation":"submit"}`).operation).toBe("wait");
  });

  it("keeps braces and quotes inside texts", () => {
    const reply = 'Use {braces} and "quotes" \\ here }';
    expect(read(JSON.stringify({ operation: "draft_reply", reply })).reply).toBe(reply);
  });

  it.each([
    ["no object", "I would wait.", false, "The reply holds no JSON object."],
    [
      "an object that the token limit cut",
      '{"operation":"draft_reply","reply":"Hel',
      true,
      "The reply was cut off before its JSON object ended.",
    ],
    ["a word that is not allowed", '{"operation":"close_ticket"}', false, "Action refused: operation: "],
    [
      "a field that does not exist",
      '{"operation":"wait","team":"x"}',
      false,
      'Action refused: Unrecognized key: "team"',
    ],
    ["a list", "[1, 2]", false, "The reply holds no JSON object."],
  ])("is refused with %s, and the reason tells what", (_name, text, cutOff, message) => {
    expect(() => read(text, cutOff)).toThrow(message);
  });

  it("of many thousand braces is refused without delay", () => {
    expect(() => read("{".repeat(50_000))).toThrow("no JSON object");
    expect(() => read('{"'.repeat(25_000))).toThrow("no JSON object");
  });
});
