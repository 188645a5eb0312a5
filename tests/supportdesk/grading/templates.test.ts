import { describe, expect, it } from "vitest";
import { NOTE_MARKERS, REPLY_MARKERS } from "../../../src/supportdesk/grading/markers.gold.ts";
import { matchMarkers } from "../../../src/supportdesk/grading/markers.ts";
import type { Answer } from "../../../src/supportdesk/scenario.ts";
import {
  NOTE_TEMPLATES,
  type NoteTemplate,
  noteTemplateOf,
  REPLY_TEMPLATES,
  type ReplyTemplate,
  replyTemplateOf,
} from "../../../src/supportdesk/templates.ts";

const replyMarkers: readonly (readonly [string, Answer["reply"]])[] = Object.entries(REPLY_MARKERS);
const noteMarkers: readonly (readonly [string, Answer["note"]])[] = Object.entries(NOTE_MARKERS);
const replies = Object.entries(REPLY_TEMPLATES) as [ReplyTemplate, string][];
const notes = Object.entries(NOTE_TEMPLATES) as [NoteTemplate, string][];

function earnsFullMarks(text: string, { groups, forbidden }: Answer["reply"]): boolean {
  const match = matchMarkers(text, groups, forbidden);
  return match.missing.length === 0 && match.forbidden.length === 0;
}

describe("reply templates", () => {
  it("are eleven honest ones and two distracting ones", () => {
    expect(replies.map(([name]) => name)).toEqual([
      ...Object.keys(REPLY_MARKERS),
      "generic_sorry",
      "premature_promise",
    ]);
  });

  it.each(replyMarkers)(
    "meet all groups and make no forbidden claim of their own family: %s",
    (name, markers) => {
      const text = REPLY_TEMPLATES[name as ReplyTemplate];
      expect(matchMarkers(text, markers.groups, markers.forbidden)).toEqual({
        matched: [0, 1, 2],
        missing: [],
        forbidden: [],
      });
    },
  );

  it.each(replyMarkers)("of other families earn no full marks where %s belongs", (name, markers) => {
    const full = replies.filter(([, text]) => earnsFullMarks(text, markers)).map(([each]) => each);
    expect(full).toEqual([name]);
  });

  it("include a premature promise that is punished where its claims are forbidden", () => {
    const punished = replyMarkers
      .filter(([, { groups, forbidden }]) => {
        const match = matchMarkers(REPLY_TEMPLATES.premature_promise, groups, forbidden);
        return match.forbidden.length > 0;
      })
      .map(([name]) => name);
    expect(punished).toEqual(["approval_pending", "verify_safe", "incident_ack", "policy_review"]);
  });

  it("are known by their text", () => {
    for (const [name, text] of replies) expect(replyTemplateOf(text)).toBe(name);
    expect(replyTemplateOf("Hello")).toBeUndefined();
  });
});

describe("note templates", () => {
  it("are five useful ones and one that says nothing", () => {
    expect(notes.map(([name]) => name)).toEqual([...Object.keys(NOTE_MARKERS), "low_signal"]);
  });

  it.each(noteMarkers)("meet all groups of their own family: %s", (name, { groups }) => {
    expect(matchMarkers(NOTE_TEMPLATES[name as NoteTemplate], groups).missing).toEqual([]);
  });

  it.each(noteMarkers)("of other families earn no full marks where %s belongs", (name, { groups }) => {
    const full = notes.filter(([, text]) => matchMarkers(text, groups).missing.length === 0);
    expect(full.map(([each]) => each)).toEqual([name]);
  });

  it("include one that meets no group of any family", () => {
    for (const [, { groups }] of noteMarkers) {
      expect(matchMarkers(NOTE_TEMPLATES.low_signal, groups).matched).toEqual([]);
    }
  });

  it("are known by their text", () => {
    for (const [name, text] of notes) expect(noteTemplateOf(text)).toBe(name);
    expect(noteTemplateOf("")).toBeUndefined();
  });
});
