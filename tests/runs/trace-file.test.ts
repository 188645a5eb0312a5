import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTraceFile, readTraceFile } from "../../src/runs/trace-file.ts";
import { Recorder } from "../../src/wrappers/trace/recorder.ts";
import { replayTrace } from "../../src/wrappers/trace/replay-trace.ts";
import { playAtRandom, record } from "../support/traces.ts";
import { WalkEnv } from "../support/walk-env.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trace-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a trace file", () => {
  it("holds what was recorded, and replays", () => {
    const path = join(folder, "below", "traces.jsonl");
    const file = openTraceFile(path);
    playAtRandom(new Recorder(new WalkEnv(), { sink: file.write }), { seed: 7 });
    file.close();
    file.close();
    const lines = readTraceFile(path);
    expect(lines.slice(0, -1)).toEqual(record(() => new WalkEnv()).slice(0, lines.length - 1));
    expect(replayTrace(() => new WalkEnv(), lines).passed).toBe(true);
  });

  it("has every line as soon as it is written", () => {
    const path = join(folder, "traces.jsonl");
    const file = openTraceFile(path);
    file.write("one");
    expect(readFileSync(path, "utf8")).toBe("one\n");
    file.close();
    expect(() => file.write("two")).toThrowError("closed already");
  });

  it("never takes the place of another file", () => {
    const path = join(folder, "traces.jsonl");
    writeFileSync(path, "kept");
    expect(() => openTraceFile(path)).toThrowError(expect.objectContaining({ code: "FILE_EXISTS" }));
    expect(readFileSync(path, "utf8")).toBe("kept");
  });

  it("says in one line what cannot be written or read", () => {
    writeFileSync(join(folder, "file"), "");
    const refused = expect.objectContaining({ code: "BAD_FILE" });
    expect(() => openTraceFile(join(folder, "file", "traces.jsonl"))).toThrowError(refused);
    expect(() => readTraceFile(join(folder, "missing.jsonl"))).toThrowError(
      "there is no such file or folder",
    );
  });
});
