import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import "../../src/agents/register.ts";
import { createAgent } from "../../src/core/agent-registry.ts";
import type { Env } from "../../src/core/env.ts";
import { toCsv } from "../../src/runs/csv.ts";
import {
  checkRunFolder,
  loadAgentFile,
  MANIFEST_SCHEMA,
  Manifest,
  type RunRecord,
  writeRun,
} from "../../src/runs/index.ts";
import { train } from "../../src/training/train.ts";
import { Corridor, MdpEnv, PAIR } from "../support/toy-envs.ts";

let parent = "";
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "run-folder-"));
});
afterEach(() => {
  rmSync(parent, { recursive: true });
});

function record(env: Env<number, number> = new Corridor()): RunRecord {
  const agent = createAgent("q-learning", { actionCount: 2, horizon: 60 });
  const { episodes, steps, curve, evaluation } = train({ env, agent, episodes: 60, evaluateEvery: 30 });
  const { name, hyperparameters } = agent.toJSON();
  return {
    manifest: {
      schema: MANIFEST_SCHEMA,
      command: "supportdesk train --episodes 60",
      spec: { id: "toy/Corridor-v0", kwargs: {} },
      agent: { name, hyperparameters },
      ...{ seed: 0, episodes: 60 },
      evaluation: { seeds: [0], tasks: ["near", "far"], every: 30, discount: 1 },
      versions: { package: "0.1.0", node: "20.19.0" },
      git: { commit: "abc", dirty: false },
    },
    ...{ agent, training: { seed: 0, episodes, steps }, results: [evaluation], curve },
  };
}

const lines = (folder: string, name: string): string[] =>
  readFileSync(join(folder, name), "utf8").trimEnd().split("\n");

describe("writeRun", () => {
  it("leaves the manifest, the agent, the results and the curve, and nothing beside them", () => {
    const folder = join(parent, "deep", "first");
    const run = record();
    writeRun(folder, run);
    expect(readdirSync(join(parent, "deep"))).toEqual(["first"]);
    expect(readdirSync(folder)).toEqual(["agent.json", "curve.csv", "manifest.json", "results.csv"]);
    expect(Manifest.parse(JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")))).toEqual(
      run.manifest,
    );
    expect(JSON.stringify(loadAgentFile(folder).agent)).toBe(JSON.stringify(run.agent));
  });

  it("writes tidy tables", () => {
    const folder = join(parent, "first");
    const run = record();
    writeRun(folder, run);
    const results = lines(folder, "results.csv");
    expect(results[0]).toBe("seed,player,task,metric,value");
    expect(results).toContain("0,q-learning,near,score,0.99");
    expect(results).toContain("0,q-learning,near,outcome,submitted");
    expect(results).toContain("0,q-learning,far,actions,right right right");
    expect(results).toHaveLength(1 + 2 * 10);
    const [header, first, ...rest] = lines(folder, "curve.csv");
    const [point] = run.curve;
    expect(header).toBe("seed,episodes,steps,trainReturn,greedyRaw");
    expect(first).toBe(`0,30,${point?.steps},${point?.trainReturn},${point?.greedyRaw}`);
    expect(rest).toHaveLength(1);
  });

  it("leaves unknown scores empty", () => {
    const folder = join(parent, "first");
    writeRun(folder, record(new MdpEnv(PAIR)));
    expect(lines(folder, "results.csv")).toContain("0,q-learning,episode,rawScore,");
    expect(lines(folder, "curve.csv")[1]).toMatch(/^0,30,\d+,[\d.]+,$/);
  });

  it("writes the same bytes for the same run", () => {
    const [first, second] = ["first", "second"].map((name) => {
      const folder = join(parent, name);
      writeRun(folder, record());
      return readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8"));
    });
    expect(second).toEqual(first);
  });

  it("leaves nothing behind if the manifest is malformed", () => {
    const run = record();
    const manifest = { ...run.manifest, episodes: 0.5 };
    expect(() => writeRun(join(parent, "first"), { ...run, manifest })).toThrow(
      /^The manifest is malformed: .* at `episodes`\.$/,
    );
    expect(readdirSync(parent)).toEqual([]);
  });
});

describe("a run folder", () => {
  it("may be new, in folders that do not exist yet, and is not made by checking", () => {
    checkRunFolder(join(parent, "first"));
    checkRunFolder(join(parent, "some", "where", "deep"));
    expect(readdirSync(parent)).toEqual([]);
  });

  it.each<[string, (path: string) => void]>([
    ["a file", (path) => writeFileSync(path, "")],
    ["an empty folder", (path) => mkdirSync(path)],
    ["a link to nowhere", (path) => symlinkSync("nowhere", path)],
  ])("is refused if there is %s, with a free name", (_, occupy) => {
    const path = join(parent, "first");
    occupy(path);
    mkdirSync(`${path}-2`);
    const expected = expect.objectContaining({
      code: "FILE_EXISTS",
      message: `"${path}" exists already: choose another --out, such as "${path}-3".`,
    });
    expect(() => checkRunFolder(path)).toThrow(expected);
    expect(() => writeRun(path, record())).toThrow(expected);
    expect(readdirSync(parent)).toEqual(["first", "first-2"]);
  });

  it("is refused if it is the working folder", () => {
    expect(() => checkRunFolder(".")).toThrow("exists already");
    const message = 'Expected the name of a folder, such as "runs/first", got "".';
    expect(() => checkRunFolder("")).toThrow(message);
  });

  it.each([
    ["below a file", "file/run", "part of the path is a file and not a folder"],
    ["with too long a name", "x".repeat(300), "the name is too long"],
  ])("is refused %s, and nothing is left behind", (_, name, reason) => {
    writeFileSync(join(parent, "file"), "");
    const path = join(parent, name);
    const expected = expect.objectContaining({
      code: "BAD_FILE",
      message: `Cannot write "${path}": ${reason}. Choose a place you may write to, such as "runs/first".`,
    });
    expect(() => checkRunFolder(path)).toThrow(expected);
    expect(() => writeRun(path, record())).toThrow(expected);
    expect(readdirSync(parent)).toEqual(["file"]);
  });

  it("is refused in one line where the path is impossible", () => {
    expect(() => checkRunFolder("a\0b")).toThrow(/^Cannot write [^\n]*\.$/);
  });
});

describe("toCsv", () => {
  it("quotes what would break a line and leaves unknown values empty", () => {
    expect(
      toCsv(
        ["a", "b"],
        [
          ['say "x"', null],
          ["1,2", 0.1],
          ["two\nlines", -3],
        ],
      ),
    ).toBe('a,b\n"say ""x""",\n"1,2",0.1\n"two\nlines",-3\n');
  });
});
