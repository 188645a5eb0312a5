import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

const READY_TIMEOUT_MS = 60_000;
const POLL_MS = 100;

/** A port of the loopback interface that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("The probe had no port.");
  return address.port;
}

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** How a server is started. */
export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly port: number;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`)).ok;
  } catch {
    return false;
  }
}

async function untilHealthy(url: string, child: ChildProcess, said: () => string): Promise<void> {
  for (const end = Date.now() + READY_TIMEOUT_MS; Date.now() < end; ) {
    if (await isHealthy(url)) return;
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}:\n${said()}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  child.kill("SIGKILL");
  throw new Error(`The server was not ready in time:\n${said()}`);
}

/** Starts a server and waits until it is healthy. */
export async function startProcess({ command, args, port, cwd, env }: ServerCommand): Promise<ServerProcess> {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output = `${output}${text}`.slice(-4000);
    });
  }
  const url = `http://127.0.0.1:${port}`;
  await untilHealthy(url, child, () => output);
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      if (child.exitCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "close");
    },
  };
}

/** Starts `supportdesk serve` of this checkout. */
export async function serve(...flags: readonly string[]): Promise<ServerProcess> {
  const port = await freePort();
  const args = ["--import", "tsx", "src/cli/main.ts", "serve", "--port", `${port}`, ...flags];
  return startProcess({ command: process.execPath, args, port });
}
