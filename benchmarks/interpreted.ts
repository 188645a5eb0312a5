/**
 * Measures Q-learning step by step on the canonical desk (environment, encoder and learner) against the same desk and
 * learner in plain Python, and against the Taxi loop of Gymnasium tutorials, in turns.
 *
 *   npm run bench -- --only interpreted; alone: npx tsx benchmarks/interpreted.ts [--pairs 7] [--episodes 100000] [--json]
 */
import { parseArgs } from "node:util";
import { createAgent, createTraining } from "supportdesk-gym";
import { recordPlays } from "./python/desk-data.ts";
import { PythonPeer, TaxiPeer } from "./python/peer.ts";
import type { Spread } from "./serving/statistics.ts";
import { printMeasured } from "./spreads.ts";
import { steppedEnv } from "./training/stepped-env.ts";
import { inTurns, overRounds, rateOf, readCount, type Timed, timed } from "./turns.ts";

const RECORDED_EPISODES = 40;
/** Episodes of ours for one of a peer, so that a turn of each takes about as long. */
const PER_PYTHON_EPISODE = 20;
const PER_TAXI_EPISODE = 100;

function trainStepByStep(episodes: number): Timed {
  const env = steppedEnv();
  const agent = createAgent("q-learning", { actionCount: env.library.size, seed: 1, horizon: episodes });
  const run = createTraining({ env, agent, episodes, evaluateEvery: 0 });
  return timed(() => {
    run.advance();
    return run.steps;
  });
}

const { values } = parseArgs({
  options: {
    pairs: { type: "string", default: "7" },
    episodes: { type: "string", default: "100000" },
    json: { type: "boolean", default: false },
  },
});
const pairs = readCount("pairs", values.pairs);
const episodes = readCount("episodes", values.episodes);
const python = PythonPeer.find(recordPlays(RECORDED_EPISODES));
const taxi = TaxiPeer.find();
if (python === undefined) console.error("skipped: interpretedOverPython, python3 is not installed");
if (taxi === undefined)
  console.error("skipped: taxiRatio, no Python has gymnasium (INTEROP_PYTHON names one)");

const none: Timed = { steps: Number.NaN, cpu: 1, wall: 1 };
const rounds = inTurns(pairs, {
  ours: () => trainStepByStep(episodes),
  python: () => python?.run("train", Math.ceil(episodes / PER_PYTHON_EPISODE)) ?? none,
  taxi: () => taxi?.run(Math.ceil(episodes / PER_TAXI_EPISODE)) ?? none,
});
const wallRate = ({ steps, wall }: Timed): number => steps / wall;
const spreads: Record<string, Spread> = {
  interpretedStepsPerSecond: overRounds(rounds, ({ ours }) => rateOf(ours)),
  interpretedStepsPerWallSecond: overRounds(rounds, ({ ours }) => wallRate(ours)),
  ...(python && {
    pythonStepsPerSecond: overRounds(rounds, (each) => rateOf(each.python)),
    interpretedOverPython: overRounds(rounds, (each) => rateOf(each.ours) / rateOf(each.python)),
    interpretedOverPythonWall: overRounds(rounds, (each) => wallRate(each.ours) / wallRate(each.python)),
  }),
  ...(taxi && {
    taxiStepsPerSecond: overRounds(rounds, (each) => rateOf(each.taxi)),
    taxiRatio: overRounds(rounds, (each) => rateOf(each.ours) / rateOf(each.taxi)),
  }),
};
printMeasured({ spreads }, values);
