/**
 * Lets sockets play canonical episodes at the same time on our server and on the Python OpenEnv server, which answers
 * with the same records, in turns: steps a second, CPU time of the server for a step, and latencies.
 *
 *   npm run bench -- --only serving
 *
 * INTEROP_PYTHON names a Python interpreter with the package openenv; without one the comparison is left out.
 */
import { parseArgs } from "node:util";
import { pythonWith } from "./python/installed.ts";
import { type Contender, ours, reference } from "./serving/contenders.ts";
import { recordEpisodes } from "./serving/episodes.ts";
import { measure, type Round } from "./serving/measure.ts";
import { printMeasured, type Spreads } from "./spreads.ts";
import { inTurnsAwaited, overRounds, readCount } from "./turns.ts";

/** Episodes of ours for one of the peer, so that a turn of each takes about as long. */
const PER_PYTHON_EPISODE = 5;
/** Episodes of each socket until our server is compiled as it stays. */
const WARM_UP_EPISODES = 100;

const { values } = parseArgs({
  options: {
    sessions: { type: "string", default: "32" },
    /** How often each socket plays its episode at the Python server. */
    times: { type: "string", default: "30" },
    pairs: { type: "string", default: "7" },
    json: { type: "boolean", default: false },
  },
});
const [sessions, times] = [readCount("sessions", values.sessions), readCount("times", values.times)];
const pairs = readCount("pairs", values.pairs);
const episodes = recordEpisodes();

/** @param often - How often each socket plays its episode. */
async function play(contender: Contender, often: number): Promise<Round> {
  const round = await measure(contender, { sessions, episodes, times: often });
  if (round.errors > 0) throw new Error(`${contender.name} made ${round.errors} errors.`);
  return round;
}

async function alone(desk: Contender): Promise<Spreads> {
  const rounds = await inTurnsAwaited(pairs, { desk: () => play(desk, times * PER_PYTHON_EPISODE) });
  return spreadsOf("served", rounds, (each) => each.desk);
}

async function against(desk: Contender, python: Contender): Promise<Spreads> {
  const rounds = await inTurnsAwaited(pairs, {
    desk: () => play(desk, times * PER_PYTHON_EPISODE),
    python: () => play(python, times),
  });
  return {
    servingOverPython: overRounds(rounds, (each) => each.desk.stepsPerSecond / each.python.stepsPerSecond),
    servingCpuPythonOverOurs: overRounds(rounds, (each) => {
      return each.python.cpuMicrosPerStep / each.desk.cpuMicrosPerStep;
    }),
    ...spreadsOf("served", rounds, (each) => each.desk),
    ...spreadsOf("pythonServed", rounds, (each) => each.python),
  };
}

function spreadsOf<Each>(name: string, rounds: readonly Each[], read: (each: Each) => Round): Spreads {
  return {
    [`${name}StepsPerSecond`]: overRounds(rounds, (each) => read(each).stepsPerSecond),
    [`${name}CpuMicrosPerStep`]: overRounds(rounds, (each) => read(each).cpuMicrosPerStep),
    [`${name}MedianMilliseconds`]: overRounds(rounds, (each) => read(each).p50),
    [`${name}P99Milliseconds`]: overRounds(rounds, (each) => read(each).p99),
  };
}

const python = pythonWith("openenv");
if (python === undefined) {
  console.error("skipped: servingOverPython, no Python has openenv (INTEROP_PYTHON names one)");
}
const desk = await ours(sessions);
const peer = python === undefined ? undefined : await reference(python, sessions, episodes);
try {
  await play(desk, WARM_UP_EPISODES);
  printMeasured({ spreads: await (peer === undefined ? alone(desk) : against(desk, peer)) }, values);
} finally {
  await Promise.all([desk, peer].map((contender) => contender?.server.stop()));
}
