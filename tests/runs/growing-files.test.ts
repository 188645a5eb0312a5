import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppendFile } from "../../src/runs/append-file.ts";
import { replaceFile } from "../../src/runs/write-aside.ts";

let parent = "";
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "growing-files-"));
});
afterEach(() => {
  rmSync(parent, { recursive: true });
});

describe("AppendFile", () => {
  it("counts bytes, not characters, and writes what does not fit in one block", () => {
    const path = join(parent, "log");
    const file = new AppendFile(path);
    file.write("γ");
    expect([file.length, readFileSync(path, "utf8")]).toEqual([0, ""]);
    file.sync();
    expect([file.length, readFileSync(path, "utf8")]).toEqual([3, "γ\n"]);
    file.write("x".repeat(200_000));
    file.close();
    expect(readFileSync(path)).toHaveLength(3 + 200_001);
  });
});

describe("replaceFile", () => {
  it("replaces the whole text and leaves nothing beside it", () => {
    const path = join(parent, "file");
    replaceFile(path, "a long first text");
    replaceFile(path, "second");
    expect(readFileSync(path, "utf8")).toBe("second");
    expect(readdirSync(parent)).toEqual(["file"]);
  });

  it("says where it cannot write", () => {
    expect(() => replaceFile(join(parent, "gone", "file"), "")).toThrow("there is no such file or folder");
    expect(existsSync(join(parent, "gone"))).toBe(false);
  });
});
