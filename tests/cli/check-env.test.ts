import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { ENV_CHECKS } from "../../src/core/checks/check-env.ts";
import type { CheckReport } from "../../src/core/checks/finding.ts";
import { run, temporaryFolder } from "./command-line.ts";

const SETUP = resolve("tests/support/broken-envs/registered.ts");
const QUICK = ["--setup", SETUP, "--episodes", "3", "--max-steps", "50"];

interface CheckDocument {
  readonly schema: string;
  readonly environments: readonly (CheckReport & { readonly id: string; readonly checks: number })[];
}

describe("check-env", () => {
  it("passes a bundled environment and says how many checks ran", { timeout: 60_000 }, async () => {
    const { code, out, error } = await run(["check-env", "SupportDeskTabular-v1", "--episodes", "2"]);
    expect({ code, error }).toEqual({ code: 0, error: "" });
    expect(out).toMatch(new RegExp(`passed: ${ENV_CHECKS.length} checks, 0 errors, \\d+ warnings?\n`));
  });

  it("prints a block for each finding and exits with 1 where there is an error", async () => {
    const { code, out, error } = await run(["check-env", "broken/Gloomy-v0", ...QUICK]);
    expect(code).toBe(1);
    expect(out).toContain(`ENV-STEP-002  error
  at        seed 0 · step 1 · observation.luck
  expected  1 finite numbers inside their bounds
  got       [0] is -1 (allowed 0 to 1)
  hint      Return only observations of`);
    expect(out).toMatch(/\nfailed: \d+ checks, \d+ errors?, \d+ warnings?\n/);
    expect(error).toBe("1 of 1 environments failed: broken/Gloomy-v0.\n");
  });

  it("prints one JSON document", async () => {
    const { code, out, error } = await run(["check-env", "broken/Gloomy-v0", ...QUICK, "--json"]);
    const { schema, environments } = JSON.parse(out) as CheckDocument;
    expect({ code, schema }).toEqual({ code: 1, schema: "supportdesk.check-env/1" });
    expect(environments[0]).toMatchObject({
      id: "broken/Gloomy-v0",
      passed: false,
      checks: ENV_CHECKS.length,
    });
    expect(environments[0]?.findings.map((finding) => finding.code)).toContain("ENV-STEP-002");
    expect(error).toContain("broken/Gloomy-v0");
  });

  it("checks with options and wrappers", async () => {
    const wrapped = [
      "--options",
      '{"gloom":0}',
      "--wrapper",
      'TimeLimit={"maxSteps":5}',
      "--seed",
      "3",
      "--json",
    ];
    const { code, out } = await run(["check-env", "broken/Gloomy-v0", ...QUICK, ...wrapped]);
    const [checked] = (JSON.parse(out) as CheckDocument).environments;
    expect(code).toBeLessThan(2);
    expect(checked?.findings.map((finding) => finding.code)).not.toContain("ENV-STEP-002");
    expect(checked?.findings.find((finding) => finding.code === "ENV-API-002")?.got).toMatch(/^TimeLimit</);
  });

  it("checks every registered environment", { timeout: 60_000 }, async () => {
    const { code, out } = await run(["check-env", "--all", ...QUICK, "--episodes", "1", "--json"]);
    const { environments } = JSON.parse(out) as CheckDocument;
    const passed = new Map(environments.map((each) => [each.id, each.passed]));
    expect(passed.get("broken/Gloomy-v0")).toBe(false);
    expect([...passed].filter(([id, good]) => id.startsWith("SupportDesk") && !good)).toEqual([]);
    expect(passed.size).toBeGreaterThan(3);
    expect(code).toBe(1);
  });

  it.each([
    [["check-env"], "Expected the id of an environment or --all, one of them. See supportdesk envs."],
    [["check-env", "SupportDesk-v1", "--all"], "Expected the id of an environment or --all"],
    [["check-env", "--all", "--options", "{}"], "--options has no meaning with --all"],
    [["check-env", "SupportDeskTabula-v1"], 'Did you mean "SupportDeskTabular-v1"?'],
    [["check-env", "SupportDesk-v1", "--options", "[1]"], "Expected --options to be a JSON object"],
    [["check-env", "SupportDesk-v1", "--options", '{"no":1}'], 'Unknown option "no"'],
    [["check-env", "SupportDesk-v1", "--wrapper", "=1"], "Expected --wrapper like TimeLimit="],
    [
      ["check-env", "SupportDesk-v1", "--wrapper", "TimeLimit={"],
      "Expected --wrapper TimeLimit to be a JSON object",
    ],
    [["check-env", "SupportDesk-v1", "--wrapper", "TimeLimits={}"], "TimeLimits"],
    [["check-env", "SupportDesk-v1", "--episodes", "0"], "Expected --episodes to be an integer"],
    [
      ["check-env", "SupportDesk-v1", "--setup", "./no-such-file.js"],
      "Expected --setup to name a module that can be imported, got ./no-such-file.js: no such file.",
    ],
    [["check-env", "SupportDesk-v1", "--setup", "no-such-package"], "Expected --setup to name a module"],
  ])("refuses %j with 2 and one line", async (args, message) => {
    const { code, out, error } = await run(args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(error).toContain(message);
    expect(error.trimEnd()).not.toContain("\n");
  });

  it("says what a setup module threw", async () => {
    const file = join(temporaryFolder(), "fails.mjs");
    writeFileSync(file, 'throw new Error("no maze today");\n');
    const { code, error } = await run(["check-env", "SupportDesk-v1", "--setup", file]);
    expect(code).toBe(2);
    expect(error).toContain("no maze today");
  });

  it("shows examples in its help", async () => {
    const { code, out } = await run(["check-env", "--help"]);
    expect(code).toBe(0);
    expect(out).toContain("supportdesk check-env --all --json");
  });
});
