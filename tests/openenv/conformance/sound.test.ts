import { describe, expect, it } from "vitest";
import { checkConformance } from "../../../src/openenv/conformance/check-conformance.ts";
import type { CheckResult } from "../../../src/openenv/conformance/report.ts";
import { type SpoiledServer, spoil } from "./spoiled-server.ts";
import { outline, PATIENCE_MS, QUICK, SESSIONS, soundServer } from "./support.ts";

const EXTERNAL = ["57 skipped", "58 skipped", "59 skipped", "63 skipped", "64 skipped"];

const notPassed = (checks: readonly CheckResult[]): string[] =>
  checks.filter(({ status }) => status !== "passed").map(outline);

describe("a sound server", { timeout: PATIENCE_MS }, () => {
  const { url } = soundServer({ web: true });

  it("passes every check that can be made from outside", async () => {
    const seen: string[] = [];
    const options = { ...QUICK, onCheck: (check: CheckResult) => seen.push(check.id) };
    const report = await checkConformance(url(), options);
    expect(notPassed(report.checks)).toEqual(["6 skipped", "49 skipped", ...EXTERNAL]);
    expect(report).toMatchObject({ passed: true, mode: "simulation", target: url() });
    expect(report.counts).toEqual({ passed: 57, failed: 0, skipped: 7 });
    expect(seen).toEqual(Array.from({ length: 64 }, (_, index) => String(index + 1)));
  });

  it("passes them behind the proxy that the defects are put into", async () => {
    const proxy: SpoiledServer = await spoil(url(), {});
    const { checks } = await checkConformance(proxy.url, QUICK);
    await proxy.close();
    expect(notPassed(checks)).toEqual(["6 skipped", "49 skipped", ...EXTERNAL]);
  });

  it("is left with all its sessions free", async () => {
    const { checks } = await checkConformance(url(), { ...QUICK, only: ["46"] });
    expect(checks.map(outline)).toEqual(["46 passed"]);
  });

  it("gets a report in the form of the reference validator", async () => {
    const { upstream } = await checkConformance(url(), { ...QUICK, only: ["1"] });
    const { criteria, ...rest } = upstream;
    expect(rest).toEqual({
      target: url(),
      validation_type: "running_environment",
      standard_version: "1.0.0",
      standard_profile: "openenv-http/1.x",
      mode: "simulation",
      passed: true,
      summary: {
        passed_count: 6,
        total_count: 6,
        failed_criteria: [],
        required_passed_count: 6,
        required_total_count: 6,
      },
    });
    expect(criteria[1]).toEqual({
      id: "health_endpoint",
      description: "GET /health returns healthy status",
      passed: true,
      required: true,
      expected: { status_code: 200, status: "healthy" },
      actual: { status_code: 200, status: "healthy" },
    });
    expect(criteria.map(({ id }) => id)).toEqual([
      "openapi_version_available",
      "health_endpoint",
      "metadata_endpoint",
      "schema_endpoint",
      "mcp_endpoint",
      "mode_endpoint_consistency",
    ]);
  });

  it("that is not said how it ends skips what depends on it", async () => {
    const { checks } = await checkConformance(url(), {
      timeoutMs: 2000,
      only: ["22", "38", "46", "47", "48", "49"],
    });
    expect(checks.map(({ status }) => status)).toEqual(Array(6).fill("skipped"));
    expect(checks[0]?.reason).toBe("it is not known how many sessions the server allows (--max-sessions N)");
    expect(checks[5]?.reason).toBe("it is not known when idle sessions end (--session-timeout MS)");
  });

  it("uses the action it is given", async () => {
    const wrong = { action: { operation: "dance" } };
    const { checks } = await checkConformance(url(), { ...QUICK, ...wrong, only: ["18", "25"] });
    expect(checks.map(outline)).toEqual(["18 failed", "25 failed"]);
  });
});

describe("a production server", { timeout: PATIENCE_MS }, () => {
  const { url } = soundServer({ mode: "production", maxSessions: SESSIONS });

  it("passes without the routes it does not have", async () => {
    const { checks, mode, upstream } = await checkConformance(url(), QUICK);
    expect(mode).toBe("production");
    expect(upstream).toMatchObject({ mode: "production", passed: true });
    expect(checks.filter(({ status }) => status === "failed")).toEqual([]);
    expect(checks.find(({ id }) => id === "6")?.status).toBe("passed");
    expect(checks.find(({ id }) => id === "10")?.reason).toBe("production mode has no such routes");
  });
});

describe("a server with room for one", { timeout: PATIENCE_MS }, () => {
  const { url } = soundServer({ maxSessions: 1 });

  it("skips what needs two sessions, and passes the rest", async () => {
    const { checks } = await checkConformance(url(), { ...QUICK, maxSessions: 1 });
    expect(checks.filter(({ status }) => status === "failed")).toEqual([]);
    const { status, reason } = checks.find(({ id }) => id === "39") ?? {};
    expect(status).toBe("skipped");
    expect(reason).toBe("it needs 2 sessions at once; the server is full: 1 of 1 sessions are in use");
  });
});

describe("checking", () => {
  it("says in one line that nothing answers", async () => {
    await expect(checkConformance("http://127.0.0.1:1")).rejects.toMatchObject({
      code: "CONNECTION",
      message: expect.stringMatching(/^Cannot reach http:\/\/127\.0\.0\.1:1: .*\.$/),
    });
  });

  it.each([
    [{ only: ["99"] }, 'Unknown check "99".'],
    [{ timeoutMs: 0 }, "Expected `timeoutMs` to be an integer in [1, 600000], got 0."],
    [{ maxSessions: 257 }, "Expected `maxSessions` to be an integer in [1, 256], got 257."],
    [{ action: [1] as unknown as Record<string, unknown> }, "Expected `action` to be an object."],
    [{ timeout: 1 } as object, 'Unknown conformance option "timeout".'],
  ])("refuses options %j", async (options, message) => {
    await expect(checkConformance("http://127.0.0.1:1", options)).rejects.toThrow(message);
  });
});
