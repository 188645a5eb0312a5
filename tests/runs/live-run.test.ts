import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import "../../src/agents/register.ts";
import { createAgent } from "../../src/core/agent-registry.ts";
import { findRuns, readCurve } from "../../src/runs/find-runs.ts";
import { loadAgentFile, MANIFEST_SCHEMA, type Manifest } from "../../src/runs/index.ts";
import { beginRun, beginRuns, LiveRun } from "../../src/runs/live-run.ts";
import { createTraining } from "../../src/training/train.ts";
import { Corridor } from "../support/toy-envs.ts";

let parent = "";
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "live-run-"));
});
afterEach(() => {
  rmSync(parent, { recursive: true });
});

function manifest(seed = 0): Manifest {
  const { name, hyperparameters } = createAgent("q-learning", { actionCount: 2 }).toJSON();
  return {
    schema: MANIFEST_SCHEMA,
    command: "supportdesk train",
    spec: { id: "toy/Corridor-v0", kwargs: { encoder: "compact" } },
    agent: { name, hyperparameters },
    ...{ seed, episodes: 8 },
    evaluation: { seeds: [0], tasks: ["near", "far"], every: 4, discount: 1 },
    versions: { package: "0.1.0", node: "20.19.0" },
  };
}

const training = () =>
  createTraining({
    ...{ env: new Corridor(), agent: createAgent("q-learning", { actionCount: 2 }) },
    ...{ episodes: 8, evaluateEvery: 4 },
  });

/** A folder with a run that has a checkpoint after five steps, and a log of one line at it. */
function begun(): string {
  const folder = join(parent, "run");
  beginRun(folder, manifest());
  const live = new LiveRun({ folder, manifest: manifest() });
  const run = training();
  run.advance(5);
  live.logEpisode("one");
  live.checkpoint(run.save());
  live.logEpisode("two");
  live.close();
  return folder;
}

describe("a run folder that is begun", () => {
  it("holds the manifest alone, and nothing that was there before is touched", () => {
    const folder = join(parent, "deep", "run");
    beginRun(folder, manifest());
    expect(readdirSync(folder)).toEqual(["manifest.json"]);
    expect(findRuns(folder)).toEqual({
      several: false,
      runs: [{ folder, manifest: manifest(), isFinished: false }],
    });
    expect(() => beginRun(folder, manifest(1))).toThrow(
      `"${folder}" exists already: go on with it by --resume, or choose another --out, such as "${folder}-2".`,
    );
    expect(findRuns(folder).runs[0]?.manifest.seed).toBe(0);
  });

  it("may be one of several, which are found by seed", () => {
    const folder = join(parent, "runs");
    beginRuns(folder, new Map([10, 9, 2].map((seed) => [`seed-${seed}`, manifest(seed)] as const)));
    mkdirSync(join(folder, "notes"));
    const { several, runs } = findRuns(folder);
    expect(several).toBe(true);
    expect(runs.map(({ manifest: { seed } }) => seed)).toEqual([2, 9, 10]);
  });

  it("goes on from its last checkpoint, without what was logged since and without half a line", () => {
    const folder = begun();
    const path = join(folder, "episodes.csv");
    appendFileSync(path, "half a li");
    const [found] = findRuns(folder).runs;
    expect(found?.checkpoint?.files).toEqual({ "episodes.csv": 4 });
    expect(found?.checkpoint?.state).toMatchObject({ steps: 5 });
    const live = new LiveRun({ folder, manifest: manifest(), checkpoint: found?.checkpoint });
    live.logEpisode("again");
    live.close();
    expect(readFileSync(path, "utf8")).toBe("one\nagain\n");
  });

  it("begins anew where it was killed before its first checkpoint", () => {
    const folder = join(parent, "run");
    beginRun(folder, manifest());
    writeFileSync(join(folder, "episodes.csv"), "old\n");
    new LiveRun({ folder, manifest: manifest() }).close();
    expect(readFileSync(join(folder, "episodes.csv"), "utf8")).toBe("");
  });

  it("leaves results in place of the checkpoint", () => {
    const folder = begun();
    writeFileSync(join(folder, "checkpoint.json.partial"), "cut o");
    const agent = createAgent("q-learning", { actionCount: 2 });
    const run = training();
    run.advance();
    const { episodes, steps, curve, evaluation } = run.finish();
    const live = new LiveRun({ folder, manifest: manifest() });
    const record = { agent, training: { seed: 0, episodes, steps }, results: [evaluation], curve };
    const again = { episodes: 1, rawScore: 0.5, return: 0.4 };
    const selection = { rule: "the best", evaluations: 2, rawScore: 1, return: 0.9, again };
    const { spec } = manifest();
    live.finish(record, { spec, training: record.training, selection, agent: agent.toJSON() });
    live.close();
    expect(readdirSync(folder)).toEqual([
      ...["agent.json", "best-agent.json", "curve.csv", "episodes.csv", "manifest.json", "results.csv"],
    ]);
    expect(findRuns(folder).runs[0]).toMatchObject({ isFinished: true });
    expect(readCurve(folder)).toEqual(curve);
    const best = join(folder, "best-agent.json");
    expect(loadAgentFile(best).agent.name).toBe("q-learning");
    expect(JSON.parse(readFileSync(best, "utf8")).selection).toEqual(selection);
    writeFileSync(best, readFileSync(best, "utf8").replace('"rawScore":1', '"rawScore":2'));
    expect(() => loadAgentFile(best)).toThrow("its checksum does not fit");
  });
});

describe("a run folder at fault", () => {
  const edit = (folder: string, name: string, change: (text: string) => string): string => {
    const path = join(folder, name);
    writeFileSync(path, change(readFileSync(path, "utf8")));
    return folder;
  };
  const messageOf = (folder: string): string => {
    try {
      for (const { manifest: each, checkpoint } of findRuns(folder).runs) {
        new LiveRun({ folder, manifest: each, checkpoint }).close();
      }
    } catch (error) {
      expect(error).toMatchObject({ code: "BAD_FILE" });
      return (error as Error).message.replaceAll(parent, "");
    }
    return "nothing";
  };
  const cut = (text: string): string => text.slice(0, text.length / 2);

  it.each<[string, () => string, string]>([
    ["is not there", () => join(parent, "gone"), 'run folder "/gone": there is no such file or folder.'],
    [
      "holds no run",
      () => parent,
      "there is no manifest.json in it; name a folder that train --out has made.",
    ],
    [
      "has half a manifest",
      () => edit(begun(), "manifest.json", cut),
      "its manifest.json is not complete JSON.",
    ],
    [
      "has a malformed manifest",
      () => edit(begun(), "manifest.json", (text) => text.replace('"seed": 0', '"seed": -1')),
      "its manifest.json is malformed: ",
    ],
    [
      "has a manifest with another encoder",
      () => edit(begun(), "manifest.json", (text) => text.replace('"compact"', '"stage"')),
      'it was made with `spec.kwargs.encoder` "compact", and manifest.json has "stage": put manifest.json back as it was.',
    ],
    [
      "has a manifest with another environment",
      () => edit(begun(), "manifest.json", (text) => text.replace("Corridor-v0", "Maze-v0")),
      "it was made with `spec.id` ",
    ],
    [
      "has half a checkpoint",
      () => edit(begun(), "checkpoint.json", cut),
      "it is not complete JSON: cut off, or no checkpoint.",
    ],
    ["has an empty checkpoint", () => edit(begun(), "checkpoint.json", () => ""), "it is not complete JSON"],
    [
      "has a checkpoint of another version",
      () => edit(begun(), "checkpoint.json", (text) => text.replace("checkpoint/1", "checkpoint/9")),
      'it is no checkpoint with schema "supportdesk.checkpoint/1".',
    ],
    [
      "has a checkpoint that was changed",
      () => edit(begun(), "checkpoint.json", (text) => text.replace('"steps":5', '"steps":6')),
      "it was changed after it was written (its checksum does not fit).",
    ],
    [
      "has lost part of its log",
      () => edit(begun(), "episodes.csv", () => "on"),
      "it has 2 bytes, and the checkpoint was made at 4; train again with another --out.",
    ],
  ])("that %s is one line", (_, make, message) => {
    const line = messageOf(make());
    expect(line).toContain(message);
    expect(line).not.toContain("\n");
  });

  it("that has lost its log is one line", () => {
    const folder = begun();
    rmSync(join(folder, "episodes.csv"));
    expect(messageOf(folder)).toBe(
      'Cannot go on with "/run/episodes.csv": there is no such file, and the checkpoint was made at 4; train again with another --out.',
    );
  });

  it("is left as it is", () => {
    const folder = edit(begun(), "checkpoint.json", cut);
    const copy = join(parent, "copy");
    cpSync(folder, copy, { recursive: true });
    messageOf(folder);
    for (const name of readdirSync(copy)) {
      expect(readFileSync(join(folder, name), "utf8")).toBe(readFileSync(join(copy, name), "utf8"));
    }
  });

  it("whose curve was changed cannot be read again", () => {
    const folder = begun();
    const path = join(folder, "curve.csv");
    for (const text of ["", "seed,episodes\n", "seed,episodes,steps,trainReturn,greedyRaw\n0,4,5,x,1\n"]) {
      writeFileSync(path, text);
      expect(() => readCurve(folder)).toThrow("its curve.csv was changed after it was written.");
    }
    writeFileSync(path, "seed,episodes,steps,trainReturn,greedyRaw\n0,4,5,0.25,\n");
    expect(readCurve(folder)).toEqual([{ episodes: 4, steps: 5, trainReturn: 0.25, greedyRaw: null }]);
  });
});
