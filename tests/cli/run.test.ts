import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { runCli } from "../../src/cli/run.ts";
import { PLAIN } from "../../src/report/style.ts";

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
