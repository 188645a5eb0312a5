import type { Contender } from "./contenders.ts";
import type { RecordedEpisode } from "./episodes.ts";
import { load } from "./load.ts";
import { cpuSeconds, residentMb } from "./process-use.ts";
import { quantile, type Spread, spreadOf } from "./statistics.ts";

/** What is measured in one round, in the order of the table, with the heads of its columns. */
export const METRICS = {
  stepsPerSecond: "steps/s",
  cpuMicrosPerStep: "CPU µs/step",
  p50: "p50 ms",
  p99: "p99 ms",
  max: "max ms",
  idleMb: "MB, all open",
  playedMb: "MB, all played",
  errors: "errors",
} as const;

type Metric = keyof typeof METRICS;

/** One round of load on one server. Latencies in milliseconds, memory of the server in MB. */
export type Round = Readonly<Record<Metric, number>>;

/** The rounds of one server. */
export type Summary = Readonly<Record<Metric, Spread>>;

/** Puts the load on a server once. */
export async function measure(
  { server: { url, pid } }: Contender,
  sessions: number,
  episodes: readonly RecordedEpisode[],
): Promise<Round> {
  const use = { start: { cpu: 0, mb: 0 }, end: { cpu: 0, mb: 0 } };
  const onEdge = (edge: "start" | "end"): void => {
    use[edge] = { cpu: cpuSeconds(pid), mb: residentMb(pid) };
  };
  const { steps, seconds, latencies, errors } = await load({ url, sessions, episodes, onEdge });
  return {
    stepsPerSecond: steps / seconds,
    cpuMicrosPerStep: ((use.end.cpu - use.start.cpu) * 1e6) / steps,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    max: quantile(latencies, 1),
    idleMb: use.start.mb,
    playedMb: use.end.mb,
    errors,
  };
}

/** The spread of every metric over the rounds. */
export function summarize(rounds: readonly Round[]): Summary {
  const names = Object.keys(METRICS) as readonly Metric[];
  const spreads = names.map((name) => [name, spreadOf(rounds.map((round) => round[name]))]);
  return Object.fromEntries(spreads) as Summary;
}
