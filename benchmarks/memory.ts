/**
 * Measures the most memory that a training of a million episodes takes, compiled and step by step, and what a server
 * holds with a thousand idle `/ws` sessions.
 *
 *   npm run bench -- --only memory
 */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { builtPackage } from "./built-package.ts";
import { ours } from "./serving/contenders.ts";
import { recordEpisodes } from "./serving/episodes.ts";
import { measure } from "./serving/measure.ts";
import { spreadOf } from "./serving/statistics.ts";
import { printMeasured } from "./spreads.ts";
import { readCount } from "./turns.ts";

const EPISODES = "1000000";
const SESSIONS = 1000;

/** Lets a process say at its end how much memory it held at most; what it inherits from its parent does not count. */
const SAY_PEAK = `data:text/javascript,${encodeURIComponent(`
  import { readFileSync } from "node:fs";
  process.on("exit", () => {
    let kilobytes = process.resourceUsage().maxRSS;
    try {
      kilobytes = /^VmHWM:\\s+(\\d+)/m.exec(readFileSync("/proc/self/status", "utf8"))[1];
    } catch {}
    process.stderr.write("peak " + kilobytes + " kB\\n");
  });
`)}`;

/** Trains in a process of its own. @param how - What it says of the path it took. @returns The peak in MB. */
function trainingPeak(how: string, ...flags: readonly string[]): number {
  const args = ["--import", SAY_PEAK, builtPackage.program, "train", "--episodes", EPISODES, ...flags];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  const [, kilobytes] = /^peak (\d+) kB$/m.exec(stderr) ?? [];
  if (status === 0 && stderr.includes(how) && kilobytes !== undefined) return Number(kilobytes) / 1024;
  throw new Error(`Expected a training that says "${how}", got status ${status} and "${stderr}".`);
}

/** What a new server holds with all sessions open, and once each has played an episode and is idle again; MB. */
async function sessionMemory(): Promise<{ readonly idle: number; readonly played: number }> {
  const { server, name } = await ours(SESSIONS);
  try {
    const load = { sessions: SESSIONS, episodes: recordEpisodes() };
    const { idleMb, playedMb, errors } = await measure({ server, name }, load);
    if (errors > 0) throw new Error(`${name} made ${errors} errors.`);
    return { idle: idleMb, played: playedMb };
  } finally {
    await server.stop();
  }
}

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "7" },
    only: { type: "string", default: "compiled,stepped,sessions" },
    json: { type: "boolean", default: false },
  },
});
const only = values.only.split(",");
const peaks: Record<string, number[]> = {};
const note = (name: string, value: number): void => {
  peaks[name] = [...(peaks[name] ?? []), value];
};
for (let round = readCount("rounds", values.rounds); round > 0; round -= 1) {
  if (only.includes("compiled")) note("trainCompiledMb", trainingPeak("on compiled arrays"));
  if (only.includes("stepped")) {
    note("trainStepByStepMb", trainingPeak("step by step", "--agent", "n-step-sarsa"));
  }
  if (only.includes("sessions")) {
    const { idle, played } = await sessionMemory();
    note("idleSessionsMb", idle);
    note("playedSessionsMb", played);
  }
}
const spreads = Object.fromEntries(Object.entries(peaks).map(([name, all]) => [name, spreadOf(all)]));
printMeasured({ spreads }, values);
