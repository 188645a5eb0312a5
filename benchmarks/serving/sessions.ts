/**
 * Lets many sockets play a canonical episode each at the same time on one server, and prints errors, memory, steps a
 * second and latencies; beside it the Python OpenEnv server under the same load, by turns in the same run.
 *
 *   npx tsx benchmarks/serving/sessions.ts [--sessions 1000] [--pairs 7] [--json]
 *
 * INTEROP_PYTHON names a Python interpreter with the package openenv (.ci/interop makes one); without it the
 * comparison is left out.
 */
import { execFileSync } from "node:child_process";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { type Contender, ours, pythonWithOpenEnv, reference } from "./contenders.ts";
import { recordEpisodes } from "./episodes.ts";
import { load } from "./load.ts";
import { cpuSeconds, residentMb } from "./process-use.ts";
import { quantile, type Spread, spreadOf } from "./statistics.ts";

const { values } = parseArgs({
  options: {
    sessions: { type: "string", default: "1000" },
    pairs: { type: "string", default: "7" },
    json: { type: "boolean", default: false },
  },
});
const [sessions, pairs] = [Number(values.sessions), Number(values.pairs)];
const episodes = recordEpisodes();

interface Round {
  readonly stepsPerSecond: number;
  readonly cpuMicrosPerStep: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly openMb: number;
  readonly errors: number;
}

async function measure({ server }: Contender): Promise<Round> {
  const cpu = { start: 0, end: 0 };
  let openMb = 0;
  const { steps, seconds, latencies, errors } = await load({
    url: server.url,
    sessions,
    episodes,
    onEdge: (edge) => {
      cpu[edge] = cpuSeconds(server.pid);
      openMb = Math.max(openMb, residentMb(server.pid));
    },
  });
  return {
    stepsPerSecond: steps / seconds,
    cpuMicrosPerStep: ((cpu.end - cpu.start) * 1e6) / steps,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    max: quantile(latencies, 1),
    openMb,
    errors,
  };
}

const python = pythonWithOpenEnv();
const contenders = [
  await ours(sessions),
  ...(python === undefined ? [] : [await reference(python, sessions, episodes)]),
];
const rounds = new Map<string, Round[]>(contenders.map(({ name }) => [name, []]));
for (const contender of contenders) await measure(contender);
for (let pair = 0; pair < pairs; pair += 1) {
  for (const contender of contenders) rounds.get(contender.name)?.push(await measure(contender));
}

const METRICS = ["stepsPerSecond", "cpuMicrosPerStep", "p50", "p99", "max", "openMb", "errors"] as const;
type Summary = Readonly<Record<(typeof METRICS)[number], Spread>> & { readonly restMb: number };

const results = contenders.map(({ name, server }) => {
  const measured = rounds.get(name) ?? [];
  const spreads = METRICS.map((metric) => [metric, spreadOf(measured.map((round) => round[metric]))]);
  return {
    name,
    ...(Object.fromEntries(spreads) as Omit<Summary, "restMb">),
    restMb: residentMb(server.pid),
  };
});
for (const { server } of contenders) await server.stop();

const [first, second] = results;
const ratio = (metric: "stepsPerSecond" | "cpuMicrosPerStep"): number | undefined =>
  first === undefined || second === undefined ? undefined : first[metric].median / second[metric].median;
const throughput = ratio("stepsPerSecond");
const cpu = ratio("cpuMicrosPerStep");

if (values.json) {
  const machine = { node: process.version, cpus: cpus().map(({ model }) => model), load: loadavg() };
  const commit = execFileSync("git", ["rev-parse", "HEAD"], { encoding: "utf8" }).trim();
  const ratios = { stepsPerSecond: throughput, cpuPerStep: cpu };
  console.log(JSON.stringify({ machine, commit, sessions, pairs, results, ratios }, undefined, 2));
} else {
  const digits = (value: number): string => value.toFixed(value < 10 ? 1 : 0);
  const shown = ({ median, min, max }: Spread): string => `${digits(median)} (${digits(min)}–${digits(max)})`;
  console.log(
    `${sessions} sockets, one canonical episode each at the same time; median (range) of ${pairs} rounds\n`,
  );
  console.log(
    "| server | steps/s | CPU µs/step | p50 ms | p99 ms | max ms | MB with all open | MB after | errors |",
  );
  console.log("|---|---|---|---|---|---|---|---|---|");
  for (const { name, restMb, ...spreads } of results) {
    console.log(
      `| ${name} | ${METRICS.slice(0, 6)
        .map((metric) => shown(spreads[metric]))
        .join(" | ")} | ${digits(restMb)} | ${spreads.errors.max} |`,
    );
  }
  console.log(
    throughput === undefined || cpu === undefined
      ? "\nNo Python with openenv (INTEROP_PYTHON): the comparison was left out."
      : `\n${throughput.toFixed(1)}× the steps per second of the Python server, ${(1 / cpu).toFixed(1)}× fewer CPU seconds per step.`,
  );
}
if (results.some(({ errors }) => errors.max > 0)) process.exitCode = 1;
