import { describe, expect, it } from "vitest";
import { AGENT_CHECKS, AGENT_CRASH, checkAgent } from "../../../src/core/checks/check-agent.ts";
import { BROKEN_ACTING } from "../../support/broken-agents/acting.ts";
import { type BrokenAgent, references } from "../../support/broken-agents/broken-agent.ts";
import { BROKEN_LEARNING } from "../../support/broken-agents/learning.ts";
import { restoreWith, SoundAgent } from "../../support/broken-agents/sound-agent.ts";
import { BROKEN_STATE } from "../../support/broken-agents/state.ts";

const BROKEN: readonly BrokenAgent[] = [...BROKEN_ACTING, ...BROKEN_LEARNING, ...BROKEN_STATE];

describe("checkAgent", () => {
  it("finds nothing wrong with a sound agent and makes every check", () => {
    const options = { restore: restoreWith(SoundAgent), ...references(SoundAgent) };
    const report = checkAgent((setup) => new SoundAgent(setup), options);
    expect(report).toEqual({ passed: true, findings: [], notApplicable: [] });
  });

  it.each(BROKEN)("catches an agent that $title", ({ agentClass, codes, needsReferences, restore }) => {
    const report = checkAgent((setup) => new agentClass(setup), {
      restore: restore ?? restoreWith(agentClass),
      ...(needsReferences && references(agentClass)),
    });
    expect(report.passed).toBe(false);
    expect([...new Set(report.findings.map(({ code }) => code))].join()).toEqual([...codes].join());
    for (const { path, expected, got } of report.findings) {
      expect(`${path} ${expected} ${got}`).not.toContain("\n");
    }
  });

  it("finds nothing wrong with a sound agent after one that spoils every mask it sees", () => {
    class Spoils extends SoundAgent {
      override actGreedily(...[context, mask]: Parameters<SoundAgent["actGreedily"]>): number {
        const action = super.actGreedily(context, mask);
        (mask as Uint8Array).fill(0);
        return action;
      }
    }
    const options = { restore: restoreWith(SoundAgent) };
    expect(checkAgent((setup) => new Spoils(setup), options).passed).toBe(false);
    expect(checkAgent((setup) => new SoundAgent(setup), options).findings).toEqual([]);
  });

  it("has an agent that fails each check", () => {
    const failed = new Set(BROKEN.flatMap(({ codes }) => codes));
    const codes = [...AGENT_CHECKS, AGENT_CRASH].map(({ code }) => code);
    expect(codes.filter((code) => !failed.has(code))).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
