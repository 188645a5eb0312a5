import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ActionLibrary,
  actionLibrary,
  extendLibrary,
} from "../../../src/supportdesk/action-library/index.ts";
import { libraryText, viewOf } from "../../support/desk-views.ts";

const minimal = actionLibrary("minimal");
const standard = actionLibrary("standard");

/** Labels of an edited library that the unedited one does not have, and the other way round. */
function difference(edited: ActionLibrary, base: ActionLibrary): { added: string[]; removed: string[] } {
  return {
    added: edited.labels.filter((label) => !base.labels.includes(label)),
    removed: base.labels.filter((label) => !edited.labels.includes(label)),
  };
}

describe("an edit", () => {
  it("removes single actions and groups, in the singular or plural", () => {
    const edited = minimal.remove("wait", "request:billing_ref");
    expect(edited.name).toBe("minimal~wait~request:billing_ref");
    expect(difference(edited, minimal)).toEqual({ added: [], removed: ["request:billing_ref", "wait"] });
    const lookups = ["lookup:account", "lookup:status_page", "lookup:kb"];
    expect(difference(standard.remove("lookup"), standard).removed).toEqual(lookups);
    expect(difference(standard.remove("lookups"), standard).removed).toEqual(lookups);
    expect(standard.remove("lookups").name).toBe("standard~lookups");
  });

  it("keeps nothing but the named actions and groups, in their old order", () => {
    const edited = minimal.keep("submits", "reply:verify_safe", "wait");
    expect(edited.name).toBe("minimal=submits,reply:verify_safe,wait");
    expect(edited.labels).toEqual([
      "wait",
      "reply:verify_safe",
      "submit:resolved",
      "submit:waiting_on_customer",
      "submit:escalated",
    ]);
  });

  it("adds actions of standard that are not there yet, at the end", () => {
    const edited = minimal.add("lookup:kb", "reply:handoff");
    expect(edited.name).toBe("minimal+lookup:kb+reply:handoff");
    expect(edited.labels.slice(24)).toEqual(["lookup:kb", "reply:handoff"]);
    expect(minimal.add("priority").labels.slice(24)).toEqual([
      "priority:low",
      "priority:normal",
      "priority:high",
      "priority:urgent",
    ]);
    expect(minimal.add("wait").labels).toEqual(minimal.labels);
  });

  it("adds every known distractor", () => {
    const edited = minimal.addDistractors();
    expect(edited.name).toBe("minimal+distractors");
    expect(edited.labels.slice(24)).toEqual(["request:everything", "request:secret", "reply:generic_sorry"]);
    expect(edited.describe().filter(({ distractor }) => distractor)).toHaveLength(6);
  });

  it("adds numbered actions without effect", () => {
    const edited = minimal.addBogus(2).addBogus(1);
    expect(edited.name).toBe("minimal+bogus2+bogus1");
    expect(edited.labels.slice(24)).toEqual(["bogus:1", "bogus:2", "bogus:3"]);
    expect(edited.compile(24, viewOf("billing_refund_easy"))).toEqual({ operation: "classify" });
    expect(edited.at(24)).toMatchObject({ group: "bogus", distractor: true, writes: [] });
  });

  it("numbers them on from the highest, whatever was removed in between", () => {
    expect(minimal.addBogus(3).remove("bogus:2").addBogus(1).labels.slice(24)).toEqual([
      "bogus:1",
      "bogus:3",
      "bogus:4",
    ]);
  });

  it("adds second copies under names of their own", () => {
    const edited = minimal.alias("wait", "submits");
    expect(edited.name).toBe("minimal+alias:wait+alias:submits");
    expect(edited.labels.slice(24)).toEqual([
      "wait@2",
      "submit:resolved@2",
      "submit:waiting_on_customer@2",
      "submit:escalated@2",
    ]);
    const view = viewOf("billing_refund_easy", { issue_type: "duplicate_charge" });
    expect(edited.compile(edited.indexOf("submit:resolved@2"), view)).toEqual(
      edited.compile(edited.indexOf("submit:resolved"), view),
    );
  });

  it("shuffles by a seed, without loss", () => {
    const edited = minimal.permute(7);
    expect(edited.name).toBe("minimal+permute7");
    expect(edited.labels).not.toEqual(minimal.labels);
    expect([...edited.labels].sort()).toEqual([...minimal.labels].sort());
    expect(minimal.permute(7).labels).toEqual(edited.labels);
    expect(minimal.permute(8).labels).not.toEqual(edited.labels);
  });

  it("composes several actions into one step", () => {
    const edited = minimal.compose("request:identity", "reply:verify_safe", "submit:resolved");
    expect(edited.name).toBe("minimal+request:identity/reply:verify_safe/submit:resolved");
    expect(edited.labels[24]).toBe("request:identity/reply:verify_safe/submit:resolved");
    expect(
      edited.compile(24, viewOf("billing_refund_easy", { issue_type: "duplicate_charge" })),
    ).toMatchObject({
      operation: "submit",
      requested_fields: ["workspace_id", "last_successful_login", "billing_email"],
      status: "resolved",
      resolution_code: "refund_issued",
    });
    expect(edited.at(24)).toMatchObject({ group: "macro", operation: "submit", writes: ["reply"] });
  });

  it("adds up requested fields of composed actions, each once, and lets later parts win", () => {
    const edited = standard.compose("request:privacy", "request:secret", "request:privacy");
    expect(edited.compile(60, viewOf("billing_refund_easy")).requested_fields).toEqual([
      "requester_identity",
      "jurisdiction",
      "password",
    ]);
    const replies = minimal.compose("classify:general_question", "classify:duplicate_charge");
    expect(replies.compile(24, viewOf("billing_refund_easy"))).toMatchObject({
      queue: "billing_ops",
      priority: "high",
    });
  });

  it("leaves the library that it started from alone", () => {
    const before = libraryText(minimal);
    minimal.remove("wait").add("ack").addBogus(3).alias("submit").permute(1);
    expect(libraryText(minimal)).toBe(before);
    expect(libraryText(actionLibrary("minimal"))).toBe(before);
  });

  it("is written in plain ASCII", () => {
    const edited = minimal.remove("waits").addBogus(8).compose("reply:verify_safe", "submit:escalated");
    expect(edited.name).toBe("minimal~waits+bogus8+reply:verify_safe/submit:escalated");
    expect(edited.name).toMatch(/^[\x21-\x7e]+$/);
    expect(JSON.stringify({ actions: edited })).toBe(JSON.stringify({ actions: edited.name }));
  });
});

describe("the name of an edited library", () => {
  const edits: fc.Arbitrary<(library: ActionLibrary) => ActionLibrary> = fc.oneof(
    fc
      .constantFrom("waits", "note", "request:identity", "reply:confirm_refund")
      .map((selector) => (library: ActionLibrary) => library.remove(selector)),
    fc
      .constantFrom("lookups", "ack", "priority", "classify:data_loss")
      .map((selector) => (library: ActionLibrary) => library.add(selector)),
    fc.integer({ min: 1, max: 4 }).map((count) => (library: ActionLibrary) => library.addBogus(count)),
    fc.nat({ max: 99 }).map((seed) => (library: ActionLibrary) => library.permute(seed)),
    fc.constant((library: ActionLibrary) => library.addDistractors()),
    fc.constant((library: ActionLibrary) => library.alias("submit:resolved")),
    fc.constant((library: ActionLibrary) => library.compose("reply:verify_safe", "submit:escalated")),
    fc.constant((library: ActionLibrary) => library.keep("submits", "reply", "classify")),
  );

  it("builds an equal library again", () => {
    const property = fc.property(
      fc.constantFrom(minimal, standard),
      fc.array(edits, { maxLength: 5 }),
      (base, chain) => {
        let library = base;
        for (const edit of chain) library = tried(() => edit(library)) ?? library;
        expect(libraryText(actionLibrary(library.name))).toBe(libraryText(library));
      },
    );
    fc.assert(property, { numRuns: 60 });
  });

  it("may be extended by any addition that a command line takes", () => {
    const additions = [
      "bogus:8",
      "bogus8",
      "permute:3",
      "distractors",
      "alias:wait",
      "ack",
      "wait/submit:resolved",
    ];
    const names = additions.map((addition) => extendLibrary(minimal, addition).name);
    expect(names).toEqual([
      "minimal+bogus8",
      "minimal+bogus8",
      "minimal+permute3",
      "minimal+distractors",
      "minimal+alias:wait",
      "minimal+ack",
      "minimal+wait/submit:resolved",
    ]);
  });
});

/** The result, or nothing where an edit does not apply to what earlier ones left. */
function tried<T>(edit: () => T): T | undefined {
  try {
    return edit();
  } catch {
    return undefined;
  }
}
