import { describe, expect, it } from "vitest";
import { run } from "./command-line.ts";

const play = (lines: readonly string[], ...flags: readonly string[]): ReturnType<typeof run> =>
  run(["play", "--task", "api_incident_hard", ...flags], lines.join("\n"));

const SOLUTION = ["classify:prod", "request:diag", "wait", "13", "note:technical", "submit:e"];

describe("play", () => {
  it("lets a person finish the incident with raw 1.00, by names, beginnings and numbers", async () => {
    const { code, out } = await play(SOLUTION);
    expect(code).toBe(0);
    expect(out).toContain("Raw 1.00, reported 0.99, return 1.00");
    expect(out).toMatch(/^requested_fields +│ +15 │ +1\.00 │ +15 │ asked for 3 of 3 needed$/m);
    expect(out).toContain("Penalties: none");
    expect(Math.max(...out.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  it("shows the desk, the offered actions and the customer's answer", async () => {
    const { out } = await play(SOLUTION.slice(0, 3));
    expect(out).toContain("Production API answers 500 for hours");
    expect(out).toContain("22 of 24 actions are offered (mask structural)");
    expect(out).toContain("Customer (complete): Request ids");
  });

  it("takes no step for what it does not understand", async () => {
    const { out } = await play(["", "hello", "99", "wait", "submit", "classify:prd", "?", "m", "s", "q"]);
    expect(out).not.toContain("reward");
    for (const part of [
      "Type ? for help",
      "There is no action 99",
      "wait is not offered now",
      "could be submit:resolved",
    ]) {
      expect(out).toContain(part);
    }
    expect(out).toContain("10 wait (not now)");
  });

  it("sums up penalties by kind", async () => {
    const { out } = await play(["2", "2", "2", "submit:esc"]);
    expect(out).toContain("Penalties: no_op -0.04");
    expect(out).toContain("return 0.46");
  });

  it.each([["q"], [""]])(
    "says that the case is unfinished after %j and the end of the input",
    async (last) => {
      const { code, out } = await play(["2", last]);
      expect(code).toBe(0);
      expect(out).toContain("The case was left unsubmitted");
    },
  );

  it("offers what library and mask give", async () => {
    const { out } = await play(["q"], "--actions", "standard", "--mask", "none");
    expect(out).toContain("60 of 60 actions are offered (mask none)");
  });
});
