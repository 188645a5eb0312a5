import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks a second that Linux counts CPU time in. */
const TICKS_PER_SECOND = 100;

/** CPU time that a process has used so far, in seconds; 0 where there is no /proc. */
export function cpuSeconds(pid: number): number {
  const text = read(`/proc/${pid}/stat`);
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_PER_SECOND;
}

/** CPU time that the living threads of a process have used so far, in seconds, to the nanosecond; 0 without /proc. */
export function preciseCpuSeconds(pid: number): number {
  return threadsOf(pid).reduce((sum, thread) => {
    return sum + Number(read(`/proc/${pid}/task/${thread}/schedstat`).split(" ")[0] ?? 0) / 1e9;
  }, 0);
}

function threadsOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** Memory that a process holds now, in MB; 0 where there is no /proc. */
export function residentMb(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024;
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
