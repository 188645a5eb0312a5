/**
 * Measures how long `supportdesk --help` takes against Node.js doing nothing, in turns: processes, on the clock.
 *
 *   npm run bench -- --only startup
 */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { builtPackage } from "./built-package.ts";
import { printMeasured } from "./spreads.ts";
import { inTurns, overRounds, readCount } from "./turns.ts";

/** Runs Node.js to its end. @returns Milliseconds on the clock. */
function milliseconds(...args: readonly string[]): number {
  const begin = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: "ignore" });
  const wall = performance.now() - begin;
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}.`);
  return wall;
}

const { values } = parseArgs({
  options: {
    pairs: { type: "string", default: "21" },
    json: { type: "boolean", default: false },
  },
});
const rounds = inTurns(readCount("pairs", values.pairs), {
  help: () => milliseconds(builtPackage.program, "--help"),
  node: () => milliseconds("-e", "0"),
});
const spreads = {
  helpOverNode: overRounds(rounds, ({ help, node }) => help / node),
  helpMilliseconds: overRounds(rounds, ({ help }) => help),
  nodeMilliseconds: overRounds(rounds, ({ node }) => node),
};
printMeasured({ spreads }, values);
