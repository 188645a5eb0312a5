import { spawnSync } from "node:child_process";
import { cpus, loadavg } from "node:os";

/** Where and when was measured. */
export interface Circumstances {
  readonly machine: { readonly platform: string; readonly cpu: string; readonly cores: number };
  readonly node: string;
  /** Short hash, with `+` where files of the library have changed since. */
  readonly commit: string;
  /** Load averages of 1, 5 and 15 minutes before the run. */
  readonly load: readonly number[];
}

/** Before anything is measured, which is a load itself. */
const LOAD = loadavg();

function git(...args: readonly string[]): string {
  const { stdout } = spawnSync("git", args, { encoding: "utf8" });
  return (stdout ?? "").trim();
}

/** The circumstances of this run, with the load when its process began. */
export function circumstances(): Circumstances {
  const [cpu] = cpus();
  const changed = git("status", "--porcelain", "--untracked-files=no", "src") === "" ? "" : "+";
  return {
    machine: { platform: process.platform, cpu: cpu?.model ?? "unknown processor", cores: cpus().length },
    node: process.version,
    commit: `${git("rev-parse", "--short", "HEAD") || "unknown"}${changed}`,
    load: LOAD,
  };
}
