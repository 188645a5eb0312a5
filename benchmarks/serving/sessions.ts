/**
 * Lets many sockets play a canonical episode each at the same time on one server, and prints errors, memory, steps a
 * second and latencies; beside it the Python OpenEnv server under the same load, by turns in the same run.
 *
 *   npx tsx benchmarks/serving/sessions.ts [--sessions 1000] [--pairs 7] [--json]
 *
 * INTEROP_PYTHON names a Python interpreter with the package openenv (.ci/interop makes one); without it the
 * comparison is left out.
 */
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { gitState } from "../../src/cli/package-info.ts";
import { ours, pythonWithOpenEnv, reference } from "./contenders.ts";
import { recordEpisodes } from "./episodes.ts";
import { METRICS, measure, type Round, type Summary, summarize } from "./measure.ts";
import type { Spread } from "./statistics.ts";

const { values } = parseArgs({
  options: {
    sessions: { type: "string", default: "1000" },
    pairs: { type: "string", default: "7" },
    json: { type: "boolean", default: false },
  },
});
const [sessions, pairs] = [Number(values.sessions), Number(values.pairs)];
if (![sessions, pairs].every((count) => Number.isInteger(count) && count > 0)) {
  throw new Error("Expected --sessions and --pairs to be integers of at least 1.");
}

const episodes = recordEpisodes();
const python = pythonWithOpenEnv();
const contenders = [await ours(sessions)];
if (python !== undefined) contenders.push(await reference(python, sessions, episodes));

const rounds = new Map(contenders.map((contender) => [contender, [] as Round[]]));
for (const contender of contenders) await measure(contender, sessions, episodes);
for (let pair = 0; pair < pairs; pair += 1) {
  for (const [contender, measured] of rounds) measured.push(await measure(contender, sessions, episodes));
}
for (const { server } of contenders) await server.stop();

const results = [...rounds].map(([{ name }, measured]) => ({ name, ...summarize(measured) }));
const [desk, peer] = results;
const ratios =
  desk === undefined || peer === undefined
    ? undefined
    : {
        stepsPerSecond: desk.stepsPerSecond.median / peer.stepsPerSecond.median,
        cpuPerStep: peer.cpuMicrosPerStep.median / desk.cpuMicrosPerStep.median,
      };

if (values.json) printJson();
else printTable();
if (results.some(({ errors }) => errors.max > 0)) process.exitCode = 1;

function printJson(): void {
  const machine = { node: process.version, cpus: cpus().map(({ model }) => model), load: loadavg() };
  console.log(JSON.stringify({ machine, git: gitState(), sessions, pairs, results, ratios }, undefined, 2));
}

function printTable(): void {
  console.log(`${sessions} sockets, a canonical episode each at once; median (range) of ${pairs} rounds\n`);
  console.log(`| server | ${Object.values(METRICS).join(" | ")} |`);
  console.log(
    `|---|${Object.values(METRICS)
      .map(() => "---|")
      .join("")}`,
  );
  for (const { name, ...summary } of results) console.log(`| ${name} | ${cells(summary).join(" | ")} |`);
  console.log(
    ratios === undefined
      ? "\nNo Python with openenv (INTEROP_PYTHON): the comparison was left out."
      : `\n${ratios.stepsPerSecond.toFixed(1)}× the steps per second of the Python server, at 1/${ratios.cpuPerStep.toFixed(1)} of its CPU time per step.`,
  );
}

function cells(summary: Summary): readonly string[] {
  return Object.values(summary).map(shown);
}

function shown({ median, min, max }: Spread): string {
  const digits = (value: number): string => value.toFixed(value > 0 && value < 10 ? 1 : 0);
  return min === max ? digits(median) : `${digits(median)} (${digits(min)}–${digits(max)})`;
}
