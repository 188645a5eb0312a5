import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { run, runJson } from "../cli/command-line.ts";
import { asShown } from "../support/docs/studies-page.ts";

const page = readFileSync("docs/studies.md", "utf8");
const runs = [...page.matchAll(/<!-- run: (.+) -->\n```text\n([\s\S]*?)\n```\n<!-- \/run -->/g)].map(
  ([, command = "", shown = ""]) => ({ command, shown }),
);

describe("docs/studies.md", () => {
  it("has runs to check", () => {
    expect(runs.map(({ command }) => command.split(" ")[0])).toEqual(["audit", "audit", "audit", "solve"]);
  });

  it.each(runs)("shows what $command prints (npm run readme writes it)", async ({ command, shown }) => {
    expect(asShown(await run(command.split(" ")))).toBe(shown);
  });

  it("has the ceilings that `solve` finds", async () => {
    interface Solved {
      readonly tasks: readonly { readonly optimalReturn: number; readonly bestRawScore: number }[];
    }
    const means = async (...variant: readonly string[]): Promise<readonly [number, number]> => {
      const { tasks } = await runJson<Solved>("solve", ...variant);
      const mean = (key: keyof Solved["tasks"][number]): number =>
        tasks.reduce((sum, task) => sum + task[key], 0) / tasks.length;
      return [mean("optimalReturn"), mean("bestRawScore")];
    };
    const rows = [...page.matchAll(/^\| `(--with(?:out)? \S+)` \| (\S+) \| (\S+) \| (\S+) \|/gm)];
    expect(rows).toHaveLength(4);
    const [bestReturn, bestRaw] = await means();
    for (const [, variant = "", value, loss, rawLoss] of rows) {
      const [optimum, raw] = await means(...variant.split(" "));
      const found = [optimum, bestReturn - optimum, bestRaw - raw];
      for (const [index, number] of [value, loss, rawLoss].entries()) {
        expect(Math.abs(Number(number) - (found[index] ?? 0)), variant).toBeLessThanOrEqual(0.0005 + 1e-9);
      }
    }
  });

  it("is linked from the README", () => {
    expect(readFileSync("README.md", "utf8")).toContain("(docs/studies.md)");
  });
});
