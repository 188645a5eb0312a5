import { describe, expect, it } from "vitest";
import { type ActionLibrary, actionLibrary } from "../../../src/supportdesk/action-library/index.ts";
import { MASK_NAMES, type MaskName, MaskTable } from "../../../src/supportdesk/masks.ts";
import type { View } from "../../../src/supportdesk/view.ts";
import { FOLLOW_UP_STATUSES } from "../../../src/supportdesk/vocabulary.ts";
import { viewOf } from "../../support/desk-views.ts";

const minimal = actionLibrary("minimal");
const CLASSIFY = minimal.labels.slice(0, 5);
const REQUEST = minimal.labels.slice(5, 9);
const REPLY = minimal.labels.slice(11, 16);
const NOTE = minimal.labels.slice(16, 21);
const SUBMIT = minimal.labels.slice(21);

const TASK = "account_takeover_medium";
const ROUTED = { queue: "trust_and_safety", priority: "urgent", issue_type: "account_compromise" } as const;
const ASKED = { ...ROUTED, requested_fields: ["workspace_id", "last_successful_login", "billing_email"] };
const ANSWERED = { ...ASKED, reply: "Hello." };
const DONE = { ...ANSWERED, internal_note: "Note." };

const SITUATIONS = {
  untouched: viewOf(TASK),
  routed: viewOf(TASK, ROUTED),
  pending: viewOf(TASK, ASKED, "pending"),
  partial: viewOf(TASK, ASKED, "partial"),
  answered: viewOf(TASK, ANSWERED, "complete"),
  done: viewOf(TASK, DONE, "incorrect"),
  ended: viewOf(TASK, DONE, "partial", { ended: true }),
} as const;

function offered(mask: MaskName, view: View, library: ActionLibrary = minimal): string[] {
  const bits = new MaskTable(library, mask).of(view);
  expect(bits).toHaveLength(library.size);
  return library.labels.filter((_, index) => bits[index] === 1);
}

describe("the mask none", () => {
  it.each(Object.entries(SITUATIONS))("offers everything: %s", (_name, view) => {
    expect(offered("none", view)).toEqual(minimal.labels);
  });
});

describe("the mask structural", () => {
  const Always = [...CLASSIFY, ...REPLY, ...NOTE, ...SUBMIT];

  it.each([
    ["untouched", [...Always, ...REQUEST]],
    ["routed", [...Always, ...REQUEST]],
    ["pending", [...Always, "wait"]],
    ["partial", [...Always, ...REQUEST, "request:missing"]],
    ["answered", [...Always, ...REQUEST]],
    ["done", [...Always, ...REQUEST, "request:missing"]],
  ] as const)("offers what can have an effect: %s", (situation, names) => {
    expect(offered("structural", SITUATIONS[situation]).sort()).toEqual([...names].sort());
  });

  it("offers a wait only while the answer is pending, and no request then", () => {
    for (const status of FOLLOW_UP_STATUSES) {
      const names = offered("structural", viewOf(TASK, ASKED, status));
      expect(names.includes("wait")).toBe(status === "pending");
      expect(names.includes("request:identity")).toBe(status !== "pending");
    }
  });

  it("offers to ask for what is missing only after a partial, an incorrect or no reply", () => {
    const after = FOLLOW_UP_STATUSES.filter((status) =>
      offered("structural", viewOf(TASK, ASKED, status)).includes("request:missing"),
    );
    expect(after).toEqual(["partial", "incorrect", "no_reply"]);
  });
});

describe("the mask once", () => {
  it.each([
    ["untouched", [...CLASSIFY, ...REQUEST, ...REPLY, ...NOTE, ...SUBMIT]],
    ["routed", [...REQUEST, ...REPLY, ...NOTE, ...SUBMIT]],
    ["pending", [...REPLY, ...NOTE, ...SUBMIT, "wait"]],
    ["partial", [...REQUEST, ...REPLY, ...NOTE, ...SUBMIT, "request:missing"]],
    ["answered", [...REQUEST, ...NOTE, ...SUBMIT]],
    ["done", [...REQUEST, ...SUBMIT, "request:missing"]],
  ] as const)("offers each slot until it is written: %s", (situation, names) => {
    expect(offered("once", SITUATIONS[situation]).sort()).toEqual([...names].sort());
  });

  it("keeps classification and priority apart where the library does", () => {
    const standard = actionLibrary("standard");
    const groups = (changed: Parameters<typeof viewOf>[1]): string[] => [
      ...new Set(offered("once", viewOf(TASK, changed), standard).map((name) => name.split(":")[0] ?? "")),
    ];
    expect(groups({})).toEqual(["classify", "priority", "request", "reply", "note", "submit"]);
    expect(groups({ priority: "low" })).toEqual(["classify", "request", "reply", "note", "submit"]);
    expect(groups({ queue: "billing_ops", issue_type: "duplicate_charge" })).toEqual([
      "priority",
      "request",
      "reply",
      "note",
      "submit",
    ]);
  });

  it("counts a queue without an issue type as not classified", () => {
    expect(offered("once", viewOf(TASK, { queue: "billing_ops" }))).toContain("classify:duplicate_charge");
  });

  it("does not offer to set a priority again together with a classification", () => {
    expect(offered("once", viewOf(TASK, { priority: "low" }))).not.toContain("classify:duplicate_charge");
  });
});

describe("the mask workflow", () => {
  it.each([
    ["untouched", CLASSIFY],
    ["routed", REQUEST],
    ["pending", ["wait"]],
    ["partial", REPLY],
    ["answered", NOTE],
    ["done", SUBMIT],
  ] as const)("offers the actions of the stage: %s", (situation, names) => {
    expect(offered("workflow", SITUATIONS[situation])).toEqual(names);
  });

  it("asks for the priority after the classification where they are apart", () => {
    const standard = actionLibrary("standard");
    const view = viewOf(TASK, { queue: "billing_ops", issue_type: "duplicate_charge" });
    expect(offered("workflow", view, standard)).toEqual([
      "priority:low",
      "priority:normal",
      "priority:high",
      "priority:urgent",
    ]);
  });

  it("lets every gold workflow through", () => {
    expect(
      offered("workflow", viewOf("billing_refund_easy", { ...ROUTED, issue_type: "duplicate_charge" })),
    ).toEqual(REPLY);
  });
});

describe("every mask", () => {
  it.each(MASK_NAMES)("offers something in every situation, ended ones too: %s", (mask) => {
    for (const view of Object.values(SITUATIONS)) expect(offered(mask, view)).not.toEqual([]);
  });

  it.each(MASK_NAMES)("offers actions without effect in every situation: %s", (mask) => {
    const bogus = minimal.addBogus(2);
    for (const [name, view] of Object.entries(SITUATIONS)) {
      if (name !== "ended")
        expect(offered(mask, view, bogus)).toEqual(expect.arrayContaining(["bogus:1", "bogus:2"]));
    }
  });

  it.each(MASK_NAMES)("treats a second copy like the first: %s", (mask) => {
    const doubled = minimal.alias("wait", "classify", "request", "reply", "note", "submit");
    for (const view of Object.values(SITUATIONS)) {
      const names = offered(mask, view, doubled);
      const firsts = names.filter((name) => !name.endsWith("@2"));
      expect(names.filter((name) => name.endsWith("@2")).sort()).toEqual(
        firsts.map((name) => `${name}@2`).sort(),
      );
    }
  });

  it.each([
    ["wait", "reply:verify_safe", "submit:resolved"],
    ["request:identity", "request:compliance"],
    ["classify:general_question", "note:security"],
  ] as const)("offers %s with what follows in one step where it offers each of them", (...parts) => {
    const composed = minimal.compose(...(parts as readonly [string, string]));
    for (const mask of MASK_NAMES) {
      for (const view of Object.values(SITUATIONS).filter(({ ended }) => !ended)) {
        const names = offered(mask, view, composed);
        expect(names.includes(parts.join("/"))).toBe(parts.every((part) => names.includes(part)));
      }
    }
  });
});
