import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { commandOf, type Instruction, lastOf, readDockerfile, type Stage } from "../support/dockerfile.ts";
import { freePort, type ServerProcess, startProcess } from "./processes.ts";
import { type Ended, run } from "./python.ts";

/** What a Dockerfile made, in a folder of this machine instead of an image. */
export interface Image {
  /** The root folder of the final stage. */
  readonly root: string;
  readonly stage: Stage;
  remove(): void;
}

/** The build context: what `.dockerignore` lets through. It names what is kept with `!`, then what is not. */
function buildContext(folder: string, context: string): void {
  const [everything, ...rules] = readFileSync(join(folder, ".dockerignore"), "utf8").trim().split("\n");
  if (everything !== "**") throw new Error("Expected .dockerignore to leave out everything at first.");
  for (const rule of rules) {
    const path = rule.replace("!", "");
    if (rule.startsWith("!")) cpSync(join(folder, path), join(context, path), { recursive: true });
    else rmSync(join(context, path), { recursive: true, force: true });
  }
}

function sourcesOf(folder: string, pattern: string): readonly string[] {
  const [parent, name] = [join(folder, dirname(pattern)), basename(pattern)];
  if (!name.includes("*")) return [join(folder, pattern)];
  const wanted = new RegExp(`^${name.replaceAll(".", "\\.").replaceAll("*", ".*")}$`);
  return readdirSync(parent)
    .filter((each) => wanted.test(each))
    .map((each) => join(parent, each));
}

/** Finds the root folder of a stage, or the build context where none is named. */
type Sources = (stage: string | undefined) => string;

function copy({ flags, text }: Instruction, from: Sources, workdir: string): void {
  const words = text.split(" ");
  const target = words.at(-1) ?? "";
  const source = from(flags.find((flag) => flag.startsWith("--from="))?.slice("--from=".length));
  for (const path of words.slice(0, -1).flatMap((word) => sourcesOf(source, word))) {
    if (!existsSync(path)) throw new Error(`COPY ${text}: there is no ${path}.`);
    const isFolder = statSync(path).isDirectory();
    cpSync(path, join(workdir, target, isFolder || !target.endsWith("/") ? "" : basename(path)), {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
}

async function shell(command: string, cwd: string): Promise<void> {
  const { status, stdout, stderr } = await run("sh", ["-c", command], { cwd });
  if (status !== 0) throw new Error(`RUN ${command} ended with ${status}:\n${stdout}\n${stderr}`);
}

/** Makes the root folder of a stage; `from` finds what it copies. */
async function buildStage(stage: Stage, root: string, from: Sources): Promise<void> {
  const workdir = join(root, lastOf(stage, "WORKDIR") ?? "/");
  mkdirSync(workdir, { recursive: true });
  for (const instruction of stage) {
    if (instruction.name === "COPY") copy(instruction, from, workdir);
    if (instruction.name === "RUN") await shell(instruction.text, workdir);
  }
}

/** Carries out a Dockerfile one command at a time in temporary folders; there is no isolation. */
export async function buildImage(folder: string): Promise<Image> {
  const scratch = mkdtempSync(join(tmpdir(), "image-"));
  const context = join(scratch, "context");
  buildContext(folder, context);
  const roots = new Map<string, string>();
  const from: Sources = (name) => (name === undefined ? context : (roots.get(name) ?? join(scratch, name)));
  const stages = readDockerfile(readFileSync(join(folder, "Dockerfile"), "utf8"));
  for (const [index, stage] of stages.entries()) {
    const root = join(scratch, `stage-${index}`);
    roots.set(/ AS (\w+)$/.exec(lastOf(stage, "FROM") ?? "")?.[1] ?? "", root);
    await buildStage(stage, root, from);
  }
  const root = join(scratch, `stage-${stages.length - 1}`);
  return {
    root,
    stage: stages.at(-1) ?? [],
    remove: () => rmSync(scratch, { recursive: true, force: true }),
  };
}

function environmentOf(stage: Stage): Record<string, string> {
  const pairs = stage.filter(({ name }) => name === "ENV").flatMap(({ text }) => text.split(" "));
  return Object.fromEntries(pairs.map((pair) => pair.split("=")));
}

/** Runs the command of an image on a free port instead of 8000. */
export async function runImage({ root, stage }: Image): Promise<ServerProcess> {
  const port = await freePort();
  const [command = "", ...args] = commandOf(lastOf(stage, "CMD"));
  const cwd = join(root, lastOf(stage, "WORKDIR") ?? "/");
  const onPort = args.map((word) => (word === "8000" ? `${port}` : word));
  return startProcess({ command, args: onPort, port, cwd, env: environmentOf(stage) });
}

/** Carries out the health check of an image against a server that runs elsewhere than on port 8000. */
export function checkHealth({ stage }: Image, url: string): Promise<Ended> {
  const [command = "", ...args] = commandOf(lastOf(stage, "HEALTHCHECK"));
  return run(
    command,
    args.map((word) => word.replace("http://127.0.0.1:8000", url)),
  );
}
