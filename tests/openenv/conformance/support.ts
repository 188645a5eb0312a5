import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import "../../../src/supportdesk/index.ts";
import { checkConformance } from "../../../src/openenv/conformance/check-conformance.ts";
import type { CheckResult } from "../../../src/openenv/conformance/report.ts";
import type { ConformanceOptions } from "../../../src/openenv/conformance/settings.ts";
import { type RunningServer, type ServerOptions, startServer } from "../../../src/openenv/index.ts";
import { type Defect, type SpoiledServer, spoil } from "./spoiled-server.ts";

/** Sessions of the server under test. */
export const SESSIONS = 3;

/** How the checks are made in tests: quicker than against a server somewhere. */
export const QUICK: ConformanceOptions = { timeoutMs: 5000, quietMs: 50, maxSessions: SESSIONS };

/** Starts one sound server for the tests of a file. */
export function soundServer(options: ServerOptions = {}): { readonly url: () => string } {
  let running: RunningServer | undefined;
  beforeAll(async () => {
    running = await startServer({
      port: 0,
      host: "127.0.0.1",
      maxSessions: SESSIONS,
      graceMs: 0,
      refusalMs: 150,
      ...options,
    });
  });
  afterAll(async () => running?.close());
  return { url: () => running?.url ?? "" };
}

/** Milliseconds that a test of all checks may take on a machine that is busy otherwise. */
export const PATIENCE_MS = 60_000;

/** A row of a table of defects: the check that must notice, what is wrong, and how. */
export type DefectRow = readonly [id: string, defect: string, spoiled: Defect];

/** Tests that the named check notices each defect, and says what it expected, got and advises. */
export function describeDefects(
  url: () => string,
  rows: readonly DefectRow[],
  options: ConformanceOptions = {},
): void {
  let spoiled: SpoiledServer | undefined;
  afterEach(async () => {
    await spoiled?.close();
    spoiled = undefined;
  });
  it.each(rows)(
    "%s notices %s",
    async (id, _defect, defect) => {
      spoiled = await spoil(url(), defect);
      const { checks, passed } = await checkConformance(spoiled.url, { ...QUICK, ...options, only: [id] });
      expect(checks.map(outline)).toEqual([`${id} failed`]);
      expect(passed).toBe(false);
      for (const key of ["expected", "got", "hint"])
        expect(checks[0]).toHaveProperty(key, expect.stringMatching(/./));
    },
    PATIENCE_MS,
  );
}

/** A result in two words. */
export function outline({ id, status }: CheckResult): string {
  return `${id} ${status}`;
}
