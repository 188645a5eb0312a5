import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeDesk } from "../../src/openenv/desk.ts";
import { pythonModels } from "../../src/openenv/space/python-models.ts";
import { freePort, type ServerProcess, startProcess } from "../../tests/interop/processes.ts";
import { builtPackage } from "../built-package.ts";
import type { RecordedEpisode } from "./episodes.ts";

/** A server to measure, running. */
export interface Contender {
  readonly name: string;
  readonly server: ServerProcess;
}

/** Our server, as it is installed, on all of its defaults but the capacity. */
export async function ours(sessions: number): Promise<Contender> {
  const port = await freePort();
  const flags = ["--host", "127.0.0.1", "--port", `${port}`, "--max-sessions", `${sessions}`];
  const args = [builtPackage.program, "serve", ...flags];
  return {
    name: "supportdesk serve",
    server: await startProcess({ command: process.execPath, args, port }),
  };
}

/** The Python OpenEnv server with an environment that answers with the recorded observations. */
export async function reference(
  python: string,
  sessions: number,
  episodes: readonly RecordedEpisode[],
): Promise<Contender> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "serving-"));
  writeFileSync(join(folder, "episodes.json"), JSON.stringify(episodes));
  writeFileSync(join(folder, "models.py"), pythonModels(describeDesk()));
  const program = new URL("reference_server.py", import.meta.url).pathname;
  const args = [program, `${port}`, `${sessions}`, folder];
  const server = await startProcess({ command: python, args, port });
  rmSync(folder, { recursive: true });
  return { name: "Python OpenEnv", server };
}
