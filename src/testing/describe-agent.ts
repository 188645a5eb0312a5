import { describe, expect, it } from "vitest";
import { runChecks } from "../core/checks/check.ts";
import {
  AGENT_CRASH,
  type CheckAgentOptions,
  type MakeAgent,
  planAgentChecks,
} from "../core/checks/check-agent.ts";

/**
 * A Vitest suite of everything `checkAgent` checks, one test for each check. Checks that do not apply are named with
 * the reason in the title of the last test.
 *
 * @param makeAgent - Makes a new agent; those it makes from one setup must be equal.
 * @throws {UnknownNameError} If `exempt` names a code that no check has.
 */
export function describeAgent<Context = number>(
  name: string,
  makeAgent: MakeAgent<Context>,
  options: CheckAgentOptions<Context> = {},
): void {
  const { trial, checks, notApplicable } = planAgentChecks(makeAgent, options);
  describe(`${name} as an agent`, () => {
    for (const check of checks) {
      it(`${check.title} (${check.code})`, () => {
        expect(runChecks([check], trial, AGENT_CRASH)).toEqual([]);
      });
    }
    if (notApplicable.length === 0) return;
    const left = notApplicable.map(({ code, reason }) => `${code}: ${reason}`).join("; ");
    it(`is checked except for ${left}`, () => {
      const codes = new Set(notApplicable.map(({ code }) => code));
      expect(checks.filter(({ code }) => codes.has(code))).toEqual([]);
      expect(checks.length).toBeGreaterThan(0);
    });
  });
}
