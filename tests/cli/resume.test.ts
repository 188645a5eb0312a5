import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import "../../src/cli/registrations.ts";
import { listPlayers } from "../../src/core/agent-registry.ts";
import { run, temporaryFolder } from "./command-line.ts";

/** Agents whose trainings are killed, with as many episodes as take them some tenths of a second. */
const AGENTS: readonly (readonly [name: string, episodes: number])[] = [
  ["q-learning", 150_000],
  ["epsilon-greedy", 150_000],
  ["double-q-learning", 6000],
  ["n-step-sarsa", 5000],
  ["sarsa-lambda", 4000],
  ["monte-carlo", 6000],
  ["dyna-q", 2500],
  ["thompson-gaussian", 300],
];
const registered = listPlayers().map(({ name }) => name);
const KILLED = AGENTS.filter(([name]) => registered.includes(name));
const LONG = { timeout: 120_000 };

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly error: string }>;
}

function start(args: readonly string[]): Started {
  const { FORCE_COLOR: _colour, ...env } = process.env;
  const words = ["--import", "tsx", resolve("src/cli/main.ts"), "train", ...args];
  const child = spawn(process.execPath, words, { env });
  let error = "";
  child.stderr.on("data", (text: Buffer) => {
    error += text.toString();
  });
  child.stdout.resume();
  return { child, ended: new Promise((done) => child.on("close", (code) => done({ code, error }))) };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setTimeout(5);
}

/** Starts a training and stops it with a signal, some time after its first checkpoint. */
async function stopped(
  args: readonly string[],
  { out, signal, delay }: { readonly out: string; readonly signal: NodeJS.Signals; readonly delay: number },
): ReturnType<typeof start>["ended"] {
  const { child, ended } = start([...args, "--out", out]);
  let isOver = false;
  child.on("close", () => {
    isOver = true;
  });
  await until(() => isOver || found(out).length > 0);
  await setTimeout(delay);
  child.kill(signal);
  return ended;
}

const found = (out: string): readonly string[] =>
  existsSync(out)
    ? readdirSync(out, { recursive: true })
        .map(String)
        .filter((name) => name.endsWith("checkpoint.json"))
    : [];

/** What a folder holds, without the start and the time of the log of episodes. */
function contents(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true }).map(String).sort();
  const files = names.filter((name) => name.includes("."));
  return Object.fromEntries(files.map((name) => [name, withoutTimes(name, join(folder, name))]));
}

function withoutTimes(name: string, path: string): string {
  const text = readFileSync(path, "utf8");
  if (!name.endsWith("episodes.csv")) return text;
  const rows = text.split("\n").slice(1);
  return rows.map((row) => row.replace(/^([^,]*,[^,]*),[^,]*/, "$1")).join("\n");
}

describe("a training that was killed", () => {
  it.each(KILLED)("ends with the same bytes once it is resumed: %s", LONG, async (agent, episodes) => {
    const delay = (episodes * agent.length) % 41;
    const [whole, killed] = [join(temporaryFolder(), "run"), join(temporaryFolder(), "run")];
    const args = [
      "--agent",
      agent,
      "--episodes",
      String(episodes),
      "--seed",
      "3",
      "--checkpoint-every",
      "20",
    ];
    await stopped(args, { out: killed, signal: "SIGKILL", delay });
    expect(existsSync(join(killed, "agent.json"))).toBe(false);
    const expected = await run(["train", ...args, "--out", whole]);
    const resumed = await run(["train", "--resume", killed]);
    expect(resumed).toEqual({ ...expected, out: expected.out.replaceAll(whole, killed) });
    expect(resumed.code).toBe(0);
    expect(contents(killed)).toEqual(contents(whole));
  });

  it("is known for at least two agents", () => {
    expect(KILLED.length).toBeGreaterThanOrEqual(2);
  });

  it("goes on with the seeds that are left, in the same document", LONG, async () => {
    const [whole, killed] = [join(temporaryFolder(), "runs"), join(temporaryFolder(), "runs")];
    const args = ["--seeds", "4,2,7", "--episodes", "1200", "--trace-training", "--checkpoint-every", "10"];
    await stopped(args, { out: killed, signal: "SIGKILL", delay: 150 });
    const expected = await run(["train", ...args, "--json", "--out", whole]);
    const unfinished = ["2", "4", "7"].filter(
      (seed) => !existsSync(join(killed, `seed-${seed}`, "agent.json")),
    );
    expect(unfinished).not.toEqual([]);
    expect(await run(["train", "--resume", killed, "--json"])).toEqual(expected);
    expect(contents(killed)).toEqual(contents(whole));
  });
});

describe("a training that is interrupted", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("by %s saves what it has and says how to go on", LONG, async (signal, code) => {
    const out = join(temporaryFolder(), "run");
    const args = ["--episodes", "5000000", "--eval-every", "0", "--checkpoint-every", "10"];
    const ended = await stopped(args, { out, signal, delay: 50 });
    expect(ended.code).toBe(code);
    expect(ended.error).toMatch(
      /^Interrupted after [\d,]+ of 5,000,000 episodes: go on with .* train --resume .*run\.\n$/,
    );
    const checkpoint = JSON.parse(readFileSync(join(out, "checkpoint.json"), "utf8"));
    const done = /after ([\d,]+) of/.exec(ended.error)?.[1]?.replaceAll(",", "");
    expect(String(checkpoint.content.state.episodes)).toBe(done);
    const rows = readFileSync(join(out, "episodes.csv"), "utf8").trimEnd().split("\n");
    expect(String(rows.length - 2)).toBe(done);
  });

  it("without a folder says that nothing was kept", LONG, async () => {
    const { child, ended } = start(["--episodes", "5000000", "--eval-every", "0"]);
    child.stdout?.once("data", () => setTimeout(300).then(() => child.kill("SIGINT")));
    const { code, error } = await ended;
    expect(code).toBe(130);
    expect(error).toMatch(
      /^Interrupted after [\d,]+ of 5,000,000 episodes: nothing was kept; with --out runs\/first it could be gone on with\.\n$/,
    );
  });
});

describe("train --resume", () => {
  const finished = join(temporaryFolder(), "finished");
  const train = async (folder: string, ...flags: readonly string[]): Promise<string> => {
    await run(["train", "--episodes", "40", "--out", folder, ...flags]);
    return folder;
  };
  /** A folder as a kill before the first checkpoint leaves it. */
  const unfinished = async (): Promise<string> => {
    const folder = join(temporaryFolder(), "run");
    await train(folder);
    for (const name of readdirSync(folder)) if (name !== "manifest.json") rmSync(join(folder, name));
    return folder;
  };

  it("begins anew where there is no checkpoint yet", async () => {
    await train(finished);
    const folder = await unfinished();
    expect((await run(["train", "--resume", folder])).code).toBe(0);
    expect(contents(folder)).toEqual(contents(finished));
  });

  it("says that a run is finished, and changes nothing", async () => {
    const before = contents(finished);
    const { code, out, error } = await run(["train", "--resume", finished]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(error).toMatch(
      /^".*finished" is finished, nothing is left to train: see it with .* evaluate .*\.\n$/,
    );
    expect(contents(finished)).toEqual(before);
  });

  it.each([
    ["--episodes", "9"],
    ["--agent", "q-learning"],
    ["--out", "x"],
    ["--seed", "1"],
    ["--trace-training"],
  ])("takes no %s beside it", async (...flags) => {
    const { code, error } = await run(["train", "--resume", finished, ...flags]);
    expect(code).toBe(2);
    expect(error).toBe(
      `A run is gone on with as it was begun, got ${flags[0]}: leave out all flags but --resume and --json.\n`,
    );
  });

  it("prints nothing else where the log of a checkpoint was cut off", LONG, async () => {
    const out = join(temporaryFolder(), "run");
    const args = ["--episodes", "500000", "--eval-every", "0", "--checkpoint-every", "10"];
    await stopped(args, { out, signal: "SIGINT", delay: 0 });
    writeFileSync(join(out, "episodes.csv"), "");
    const { code, out: printed, error } = await run(["train", "--resume", out]);
    expect({ code, printed }).toEqual({ code: 1, printed: "" });
    expect(error).toMatch(/^Cannot go on with ".*episodes\.csv": it has 0 bytes, and .* at \d+; .*\n$/);
  });

  it.each<[string, (folder: string) => void, string]>([
    ["is not there", (folder) => rmSync(folder, { recursive: true }), "there is no such file or folder"],
    ["has no manifest", (folder) => rmSync(join(folder, "manifest.json")), "there is no manifest.json in it"],
    ["has a corrupt checkpoint", (folder) => writeFileSync(join(folder, "checkpoint.json"), "{"), "cut off"],
    [
      "names what there is not",
      (folder) => edit(folder, '"compact"', '"compost"'),
      'Unknown encoder "compost"',
    ],
    ["names no agent", (folder) => edit(folder, '"name": "q-learning"', '"name": "q"'), 'Unknown agent "q"'],
  ])("ends with one line and exit code 1 where the folder %s", async (_, damage, message) => {
    const folder = await unfinished();
    damage(folder);
    const { code, out, error } = await run(["train", "--resume", folder]);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(error).toContain(message);
    expect(error).toMatch(/^[^\n]+\n$/);
  });

  it("is what an existing folder is answered with, where its run is not finished", async () => {
    const folder = await unfinished();
    const copy = join(temporaryFolder(), "copy");
    cpSync(folder, copy, { recursive: true });
    const { code, error } = await run(["train", "--episodes", "40", "--out", folder]);
    expect(code).toBe(2);
    expect(error).toContain("exists already: go on with it by --resume, or choose another --out");
    expect(contents(folder)).toEqual(contents(copy));
  });
});

function edit(folder: string, before: string, after: string): void {
  const path = join(folder, "manifest.json");
  writeFileSync(path, readFileSync(path, "utf8").replace(before, after));
}
