import { describe, expect, it } from "vitest";
import { gradeCase } from "../../../src/supportdesk/grading/grader.ts";
import { matchMarkers } from "../../../src/supportdesk/grading/markers.ts";
import { caseWith, scenarioOf } from "../../support/desk-play.ts";
import { lampScenario } from "../../support/desk-scenarios.ts";

const CLAIMS = ["is resolved", "has been approved", "is approved", "is unlocked", "guarantee*"];

function claimsIn(text: string): string[] {
  return matchMarkers(text, [], CLAIMS).forbidden.map((index) => CLAIMS[index] ?? "");
}

describe("a forbidden claim", () => {
  it.each([
    ["The incident is resolved.", ["is resolved"]],
    ["The incident's cause is unknown, but it's resolved", ["is resolved"]],
    ["Good news: your exception has been approved!", ["has been approved"]],
    ["No worries, your account is unlocked.", ["is unlocked"]],
    ["It was not easy. Your account is unlocked.", ["is unlocked"]],
    ["Never mind; it is approved", ["is approved"]],
    ["We have not forgotten you and now your account is unlocked", ["is unlocked"]],
    ["We write once it is approved and by now the request is approved", ["is approved"]],
    ["We guarantee that it is resolved", ["is resolved", "guarantee*"]],
    ["GUARANTEED", ["guarantee*"]],
    ["As requested your exception is approved.", ["is approved"]],
    ["No delay – your account is unlocked.", ["is unlocked"]],
    ["No delay - your account is unlocked.", ["is unlocked"]],
  ])("is found in “%s”", (text, found) => {
    expect(claimsIn(text)).toEqual(found);
  });

  it.each([
    "It is not resolved yet.",
    "The outage isn't resolved.",
    "Nothing changes until it is approved by legal.",
    "We can't say it is resolved.",
    "We can’t say it is resolved.",
    "We cannot say that it is resolved.",
    "We will tell you once it is resolved.",
    "As soon as the request is approved we write.",
    "We do not know whether it has been approved.",
    "If the account is unlocked, call us.",
    "No account is unlocked before the check.",
    "We won't guarantee a date; nobody can say when it is resolved.",
    "There is no guarantee.",
    "A resolved case stays visible, an approved one too, and unlocked means open.",
  ])("is not found in the honest “%s”", (text) => {
    expect(claimsIn(text)).toEqual([]);
  });

  it("does not reach over the end of a clause", () => {
    expect(claimsIn("the lock is, unlocked")).toEqual([]);
  });
});

describe("a reply with forbidden claims", () => {
  const { answer } = lampScenario();
  const credit = (reply: string): number => gradeCase(answer, caseWith({ reply })).credits.reply;

  it("loses half of the component for each", () => {
    expect(credit("The lamp comes tomorrow.")).toBe(1);
    expect(credit("The lamp is repaired, a new one comes tomorrow.")).toBe(0.5);
    expect(credit("The lamp is repaired and is free, a new one comes tomorrow.")).toBe(0);
  });

  it("never falls below 0", () => {
    expect(credit("It is repaired.")).toBe(0);
    expect(credit("The lamp is repaired and is free.")).toBe(0);
  });

  it("keeps thirds on a canonical ticket", () => {
    const { answer: incident } = scenarioOf("api_incident_hard");
    const score = (reply: string): number => gradeCase(incident, caseWith({ reply })).credits.reply;
    expect(score("There is an incident.")).toBe(1 / 3);
    expect(score("There is an incident, our engineers look into it.")).toBe(2 / 3);
    expect(score("There is an incident, our engineers look into it: see the status page.")).toBe(1);
    expect(score("The incident is resolved, our engineers say. Next update tomorrow.")).toBe(0.5);
    expect(score("The incident is resolved, our engineers say.")).toBeCloseTo(2 / 3 - 1 / 2, 12);
  });
});

describe("a note", () => {
  it("has no forbidden claims", () => {
    const { answer } = lampScenario();
    const note = "The bulb in the socket is repaired and is free.";
    expect(gradeCase(answer, caseWith({ internal_note: note })).credits.internal_note).toBe(1);
  });
});
