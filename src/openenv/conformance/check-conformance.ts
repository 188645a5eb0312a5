import { wait } from "../client/options.ts";
import { serverUrls } from "../client/urls.ts";
import { type Check, judge } from "./check.ts";
import { chooseChecks } from "./checks.ts";
import { demandReachable } from "./http.ts";
import { Busy, Failure, need, Skipped } from "./outcome.ts";
import { type CheckResult, type ConformanceReport, countChecks } from "./report.ts";
import { type ConformanceOptions, readSettings } from "./settings.ts";
import { Server, Trial } from "./trial.ts";
import { upstreamReport } from "./upstream.ts";

const BUSY_TRIES = 10;
const BUSY_WAIT_MS = 200;
/** How many answers one check may wait for, at the most. */
const ANSWERS_PER_CHECK = 12;
const LEAST_CHECK_MS = 70_000;

/**
 * Checks an OpenEnv server from outside, one check after the other.
 *
 * Nothing is changed on the server but sessions of its own, which it closes; where the web page is on, its shared
 * episode is begun anew.
 *
 * @param url - Any form that the client takes.
 * @throws {GymError} If the URL or an option is wrong.
 * @throws {ConnectionError} If nothing answers there.
 */
export async function checkConformance(
  url: string,
  options: ConformanceOptions = {},
): Promise<ConformanceReport> {
  const urls = serverUrls(url);
  const checks = chooseChecks(options.only);
  const server = new Server(urls, readSettings(options));
  await demandReachable(server.http);
  const mode = await server.mode();
  const results: CheckResult[] = [];
  for (const check of checks) {
    const result = await carryOut(check, server);
    results.push(result);
    options.onCheck?.(result);
  }
  const counts = countChecks(results);
  const upstream = await server.learn("upstream", () => upstreamReport(server));
  const passed = counts.failed === 0;
  return {
    schema: "supportdesk.conformance/1",
    target: urls.http,
    mode,
    passed,
    counts,
    checks: results,
    upstream,
  };
}

function carryOut(check: Check, server: Server): Promise<CheckResult> {
  return judge(check, async () => {
    if (check.simulationOnly)
      need((await server.mode()) === "simulation", "production mode has no such routes");
    await runUntilFree(check, server);
  });
}

/** Makes a check again while the server is full. */
async function runUntilFree(check: Check, server: Server): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const busy = await attempt(check, server);
    if (busy === undefined) return;
    if (tries >= BUSY_TRIES) throw new Skipped(busy.message);
    await wait(BUSY_WAIT_MS);
  }
}

/** @returns Why the check could not be made now, if it could not. */
async function attempt(check: Check, server: Server): Promise<Busy | undefined> {
  const trial = new Trial(server);
  try {
    await withinTime(check.run(trial), server.settings.timeoutMs);
    return undefined;
  } catch (error) {
    if (!(error instanceof Busy)) throw error;
    const explained = trial.explain(error);
    if (explained !== undefined) throw explained;
    return error;
  } finally {
    await trial.end();
  }
}

async function withinTime(running: Promise<void>, timeoutMs: number): Promise<void> {
  const most = Math.max(LEAST_CHECK_MS, ANSWERS_PER_CHECK * timeoutMs);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Failure("the check to end", `nothing within ${most} ms`)), most);
  });
  try {
    await Promise.race([running, late]);
  } finally {
    clearTimeout(timer);
  }
}
