/**
 * Runs the benchmarks that have a budget, one after the other, and prints a Markdown table. Everything that is claimed
 * is a ratio of two things measured in turns; medians count.
 *
 *   npm run bench -- [--quick] [--only PART,…] [--json] [--check] [--out NAME.json]
 *
 * `--quick` takes fewer turns (under 45 s). `--only` runs some of the parts, such as `structured`. `--check` ends with 1
 * where a ratio is more than 30 % worse than in baseline.json. `--out` also writes the JSON to benchmarks/results/.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { circumstances } from "./circumstances.ts";
import { measureParts } from "./parts.ts";
import { type BenchReport, buildReport, lossesAgainst, toMarkdown } from "./report.ts";

const BASELINE = new URL("baseline.json", import.meta.url);
const RESULTS = new URL("results/", import.meta.url);

function checkName(name: string): void {
  if (basename(name) === name && name !== "") return;
  throw new Error(`Expected --out to be the name of a file in benchmarks/results/, got "${name}".`);
}

function write(name: string, report: BenchReport): void {
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(new URL(name, RESULTS), `${JSON.stringify(report, null, 2)}\n`);
}

function check(report: BenchReport): void {
  const baseline = JSON.parse(readFileSync(BASELINE, "utf8")) as BenchReport;
  const missing = Object.keys(baseline.ratios).filter((name) => report.ratios[name] === undefined);
  if (missing.length > 0) console.error(`not compared with the baseline: ${missing.join(", ")}`);
  const losses = lossesAgainst(baseline, report);
  for (const loss of losses) console.error(`worse than the baseline: ${loss}`);
  if (losses.length > 0) process.exitCode = 1;
}

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    check: { type: "boolean", default: false },
    only: { type: "string" },
    out: { type: "string" },
  },
});
const { quick, only, out } = values;
if (out !== undefined) checkName(out);
const before = { ...circumstances(), quick };
const parts = { quick, ...(only !== undefined && { only: only.split(",") }) };
const report = buildReport(before, await measureParts(parts));
if (out !== undefined) write(out, report);
console.log(values.json ? JSON.stringify(report, null, 2) : toMarkdown(report));
if (values.check) check(report);
