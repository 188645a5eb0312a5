import { posix } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { runCli } from "../../src/cli/run.ts";
import { PLAIN } from "../../src/report/style.ts";
import { readSources } from "../support/sources.ts";

describe("an error that nobody foresaw", () => {
  it("is one line without a stack, and exit code 1", async () => {
    let error = "";
    const code = await runCli(["tasks"], {
      stdin: Readable.from([]),
      out: () => {
        throw new TypeError("out of\n  paper");
      },
      error: (text) => {
        error += text;
      },
      width: 100,
      style: PLAIN,
    });
    expect(code).toBe(1);
    expect(error).toBe("Internal error: out of paper. Please report it with the command you typed.\n");
  });
});

describe("the program before a command runs", () => {
  it("loads neither desk nor learners, so that help comes at once", () => {
    const sources = readSources("src");
    const loaded = new Set(["cli/main.ts"]);
    for (const path of loaded) {
      const source = sources.get(path) ?? "";
      for (const [, specifier = ""] of source.matchAll(/^(?:import|export) (?!type ).*?"([^"]+)";$/gms)) {
        loaded.add(specifier.startsWith(".") ? posix.join(posix.dirname(path), specifier) : specifier);
      }
    }
    expect(loaded).toContain("commander");
    expect(
      [...loaded].filter((path) => /^(supportdesk|training|agents|runs|openenv)\/|^zod$/.test(path)),
    ).toEqual([]);
  });
});
