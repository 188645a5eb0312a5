import { spawn } from "node:child_process";
import { describe, expect, it } from "vitest";
import { launch } from "./command-line.ts";

describe("the program", () => {
  it("ends with exit code 2 and one line on stderr when it is used wrongly", async () => {
    const { code, out, error } = await launch(["train", "--mask", "onse"]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(error).toBe(
      'Unknown mask "onse". Did you mean "once"? Allowed: none, structural, once, workflow.\n',
    );
  });

  it("ends with exit code 1 where a file is at fault", async () => {
    const { code, error } = await launch(["evaluate", "tsconfig.json"]);
    expect(code).toBe(1);
    expect(error.split("\n")).toHaveLength(2);
  });

  it("prints without colours or a progress bar where nobody sees them", async () => {
    const { code, out, error } = await launch(["train", "--episodes", "100"]);
    expect({ code, error }).toEqual({ code: 0, error: "Trained on compiled arrays.\n" });
    expect(out).not.toContain("\u001b");
  });

  it("reads the moves of a player from a pipe", async () => {
    const { code, out } = await launch(["play"], "classify:dup\nreply:conf\nnote:com\nsubmit:res\n");
    expect(code).toBe(0);
    expect(out).toContain("Raw 1.00");
  });

  it("says nothing when its reader leaves early", async () => {
    const child = spawn(process.execPath, ["--import", "tsx", "src/cli/main.ts", "tasks", "--json"]);
    child.stdout.destroy();
    let error = "";
    child.stderr.on("data", (text: Buffer) => {
      error += text.toString();
    });
    const code = await new Promise((done) => child.on("close", done));
    expect({ code, error }).toEqual({ code: 0, error: "" });
  });
});
