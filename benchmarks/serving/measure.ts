import type { Contender } from "./contenders.ts";
import { type LoadOptions, load } from "./load.ts";
import { cpuSeconds, residentMb } from "./process-use.ts";
import { quantile } from "./statistics.ts";

/** One round of load on one server. */
export interface Round {
  readonly stepsPerSecond: number;
  /** CPU time of the server for a step. */
  readonly cpuMicrosPerStep: number;
  /** Median and 99th percentile of the round trips of steps, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Memory of the server in MB with all sessions open, before any has played. */
  readonly idleMb: number;
  /** Memory of the server in MB once all have played, still open. */
  readonly playedMb: number;
  readonly errors: number;
}

/** Puts a load on a server once. */
export async function measure(
  { server: { url, pid } }: Contender,
  request: Pick<LoadOptions, "sessions" | "episodes" | "times">,
): Promise<Round> {
  const use = { start: { cpu: 0, mb: 0 }, end: { cpu: 0, mb: 0 } };
  const onEdge = (edge: "start" | "end"): void => {
    use[edge] = { cpu: cpuSeconds(pid), mb: residentMb(pid) };
  };
  const { steps, seconds, latencies, errors } = await load({ url, ...request, onEdge });
  return {
    stepsPerSecond: steps / seconds,
    cpuMicrosPerStep: ((use.end.cpu - use.start.cpu) * 1e6) / steps,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    idleMb: use.start.mb,
    playedMb: use.end.mb,
    errors,
  };
}
