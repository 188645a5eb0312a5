import { parse } from "yaml";
import { isRecord } from "../../client/text.ts";
import { demand, Failure, need } from "../outcome.ts";
import type { SubmissionFolder } from "./folder.ts";
import type { RunProgram } from "./programs.ts";
import { type Pyproject, readPyproject } from "./pyproject.ts";

/** What the checks of a folder work with. */
export interface FolderTrial {
  readonly folder: SubmissionFolder;
  readonly run: RunProgram;
}

/** One thing that must hold of a submitted folder. */
export interface FolderCheck {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly run: (trial: FolderTrial) => Promise<void> | void;
}

const ENGINE_MS = 10_000;
const BUILD_MS = 600_000;

function openenvYaml({ folder }: FolderTrial): void {
  const manifest = parseYaml(folder.read("openenv.yaml"));
  demand(isRecord(manifest), "openenv.yaml to be a mapping", manifest);
  const { name, port = 8000 } = manifest;
  demand(typeof name === "string" && name !== "", "a name in openenv.yaml", name);
  const isPort = Number.isSafeInteger(port) && Number(port) > 0 && Number(port) < 65_536;
  demand(isPort, "port in openenv.yaml to be a port", port);
}

function parseYaml(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new Failure(
      "openenv.yaml to be YAML",
      error instanceof Error ? error.message.split("\n")[0] : error,
    );
  }
}

function pyproject({ folder }: FolderTrial): Pyproject {
  const read = readPyproject(folder.read("pyproject.toml"));
  if ("wrong" in read) throw new Failure("pyproject.toml to be TOML", read.wrong);
  return read;
}

function serverScript(trial: FolderTrial): void {
  const { serverScript: script = "" } = pyproject(trial);
  demand(script.includes(":main"), "[project.scripts] server with :main", script || "no script server");
}

const REQUIREMENT = /^openenv(-core)?\s*($|[[<>=!~;@\s])/i;
const MENTION = /openenv-core|openenv\s*[<>=!~]/;

function dependency(trial: FolderTrial): void {
  const { dependencies } = pyproject(trial);
  const dockerfile = ["Dockerfile", "server/Dockerfile"].find((name) => trial.folder.has(name));
  const mentioned = dockerfile !== undefined && MENTION.test(trial.folder.read(dockerfile));
  const required = dependencies.some((requirement) => REQUIREMENT.test(requirement.trim()));
  demand(required || mentioned, "a dependency openenv or openenv-core", dependencies);
}

const MAIN_GUARD = /^if __name__ == (["'])__main__\1\s*:([^\n]*(?:\n(?:[ \t][^\n]*|[ \t]*))*)/m;

function serverApp({ folder }: FolderTrial): void {
  const text = folder.read("server/app.py");
  demand(text.includes("def main("), "def main( in server/app.py", "no such function");
  const [, , guarded = ""] = MAIN_GUARD.exec(text) ?? [];
  demand(
    /\bmain\(/.test(guarded),
    'main() under if __name__ == "__main__":',
    guarded.trim() || "no such block",
  );
}

async function dockerBuild({ folder, run }: FolderTrial): Promise<void> {
  const engine = await run("docker", ["info"], ENGINE_MS);
  need(engine.exitCode === 0, "no Docker engine answers on this machine");
  const context = folder.dockerContext();
  const { exitCode, output } = await run("docker", ["build", context], BUILD_MS);
  demand(
    exitCode === 0,
    `docker build ${context} to succeed within ${BUILD_MS / 1000} s`,
    output.slice(-180),
  );
}

/** The files that the reference tools look for. */
export const FOLDER_CHECKS: readonly FolderCheck[] = [
  {
    id: "dockerfile",
    title: "There is a Dockerfile",
    hint: "Put it into the folder or into server/; its folder is what is built.",
    run: ({ folder }) => void folder.dockerContext(),
  },
  {
    id: "openenv-yaml",
    title: "openenv.yaml names the environment",
    hint: "Give name, and the port the server listens on.",
    run: openenvYaml,
  },
  {
    id: "pyproject",
    title: "pyproject.toml can be read",
    hint: "The reference validator wants one even where no Python is served.",
    run: (trial) => void pyproject(trial),
  },
  {
    id: "uv-lock",
    title: "There is a uv.lock",
    hint: "An empty file is enough.",
    run: ({ folder }) => void folder.read("uv.lock"),
  },
  {
    id: "server-script",
    title: "pyproject.toml has a script server",
    hint: 'Add server = "server.app:main" to [project.scripts].',
    run: serverScript,
  },
  {
    id: "dependency",
    title: "pyproject.toml depends on openenv",
    hint: 'Add "openenv-core>=0.2.2" to dependencies.',
    run: dependency,
  },
  {
    id: "server-app",
    title: "server/app.py starts the server",
    hint: 'Define main() and call it under if __name__ == "__main__":.',
    run: serverApp,
  },
  {
    id: "docker-build",
    title: "The image can be built",
    hint: "Run docker build in the folder of the Dockerfile and read what it says.",
    run: dockerBuild,
  },
];
