/**
 * Measures steps of the structured desk with full observations against the same in Python, in turns: with the deep
 * copies that typed models make, and with fresh records of shared parts.
 *
 *   npm run bench -- --only structured; alone: npx tsx benchmarks/structured.ts [--pairs 7] [--episodes 40000] [--json]
 */
import { parseArgs } from "node:util";
import { SupportDeskEnv } from "supportdesk-gym";
import { recordPlays } from "./python/desk-data.ts";
import { PythonPeer } from "./python/peer.ts";
import type { Spread } from "./serving/statistics.ts";
import { printMeasured } from "./spreads.ts";
import { inTurns, overRounds, rateOf, readCount, type Timed, timed } from "./turns.ts";

const PLAYS = recordPlays(200);
const PER_PYTHON_EPISODE = 40;

function playRecords(episodes: number): Timed {
  const env = new SupportDeskEnv();
  return timed(() => {
    let steps = 0;
    for (let episode = 0; episode < episodes; episode += 1) {
      env.reset();
      for (const action of PLAYS[episode % PLAYS.length]?.wire ?? []) {
        env.step(action);
        steps += 1;
      }
    }
    return steps;
  });
}

const { values } = parseArgs({
  options: {
    pairs: { type: "string", default: "7" },
    episodes: { type: "string", default: "40000" },
    json: { type: "boolean", default: false },
  },
});
const pairs = readCount("pairs", values.pairs);
const episodes = readCount("episodes", values.episodes);
const python = PythonPeer.find(PLAYS);
if (python === undefined) console.error("skipped: structuredOverPython, python3 is not installed");

const none: Timed = { steps: Number.NaN, cpu: 1, wall: 1 };
const theirs = Math.ceil(episodes / PER_PYTHON_EPISODE);
const rounds = inTurns(pairs, {
  ours: () => playRecords(episodes),
  deep: () => python?.run("structured-deep", theirs) ?? none,
  shallow: () => python?.run("structured-shallow", theirs) ?? none,
});
const spreads: Record<string, Spread> = {
  structuredStepsPerSecond: overRounds(rounds, ({ ours }) => rateOf(ours)),
  ...(python && {
    pythonStructuredStepsPerSecond: overRounds(rounds, ({ deep }) => rateOf(deep)),
    structuredOverPython: overRounds(rounds, ({ ours, deep }) => rateOf(ours) / rateOf(deep)),
    structuredOverShallowPython: overRounds(rounds, ({ ours, shallow }) => rateOf(ours) / rateOf(shallow)),
  }),
};
printMeasured({ spreads }, values);
