/**
 * Measures what each wrapper adds to a step of the tabular desk, in turns with the bare desk; both play the same
 * recorded episodes. Each wrapper has a process of its own, so that none runs on code that others have made slow.
 *
 *   npm run bench -- --only wrappers; alone: npx tsx benchmarks/wrappers.ts [--pairs 15] [--episodes 20000] [--only TimeLimit,Recorder] [--json]
 */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import {
  Autoreset,
  BogusActions,
  ClipReward,
  DelayObservation,
  DelayReward,
  Discrete,
  type Env,
  HistoryStack,
  make,
  NormalizeReward,
  OrderEnforcing,
  PassiveEnvChecker,
  PermuteActions,
  PotentialShaping,
  RecordEpisodeStatistics,
  Recorder,
  RewardNoise,
  RewardScale,
  SparseReward,
  TimeAwareObservation,
  TimeLimit,
} from "supportdesk-gym";
import { recordPlays } from "./python/desk-data.ts";
import type { Spread } from "./serving/statistics.ts";
import { printMeasured } from "./spreads.ts";
import { inTurns, overRounds, readCount, type Timed, timed } from "./turns.ts";

/** More than any episode of the desk takes. */
const LONG = 100;

const bareDesk = () => make("SupportDeskTabular-v1", {}, { checked: "off" });
type Desk = ReturnType<typeof bareDesk>;

type Wrap = (desk: Desk) => Env<unknown, number>;

const WRAPPERS: ReadonlyMap<string, Wrap> = new Map<string, Wrap>([
  ["Autoreset", (desk) => new Autoreset(desk)],
  ["BogusActions", (desk) => new BogusActions(desk, { count: 4 })],
  ["ClipReward", (desk) => new ClipReward(desk, { min: -1, max: 1 })],
  ["DelayObservation", (desk) => new DelayObservation(desk, { delay: 1 })],
  ["DelayReward", (desk) => new DelayReward(desk, { steps: 1 })],
  ["HistoryStack", (desk) => new HistoryStack(desk, { size: 2 })],
  ["NormalizeReward", (desk) => new NormalizeReward(desk)],
  ["OrderEnforcing", (desk) => new OrderEnforcing(desk)],
  ["PassiveEnvChecker", (desk) => new PassiveEnvChecker(desk)],
  ["PermuteActions", (desk) => new PermuteActions(desk, { seed: 1 })],
  ["PotentialShaping", (desk) => new PotentialShaping(desk, { potential: () => 0.5, gamma: 1 })],
  ["RecordEpisodeStatistics", (desk) => new RecordEpisodeStatistics(desk)],
  ["Recorder", (desk) => new Recorder(desk, { sink: () => {} })],
  ["RewardNoise", (desk) => new RewardNoise(desk, { sigma: 0.1 })],
  ["RewardScale", (desk) => new RewardScale(desk, { factor: 2 })],
  ["SparseReward", (desk) => new SparseReward(desk, { every: "end" })],
  ["TimeAwareObservation", (desk) => new TimeAwareObservation(desk, { maxSteps: LONG, flatten: false })],
  ["TimeLimit", (desk) => new TimeLimit(desk, { maxSteps: LONG })],
]);

type Plays = readonly (readonly number[])[];

function play(env: Env<unknown, number>, plays: Plays, episodes: number): Timed {
  return timed(() => {
    let steps = 0;
    for (let episode = 0; episode < episodes; episode += 1) {
      env.reset();
      for (const action of plays[episode % plays.length] ?? []) {
        env.step(action);
        steps += 1;
      }
    }
    return steps;
  });
}

/** The same actions by the numbers that an environment gives them. */
function translated(plays: Plays, bare: Env<unknown, number>, wrapped: Env<unknown, number>): Plays {
  const [from, to]: unknown[] = [bare.actionSpace, wrapped.actionSpace];
  if (!(from instanceof Discrete && to instanceof Discrete)) return plays;
  const { labels = [] } = to;
  return plays.map((actions) => actions.map((action) => labels.indexOf(from.label(action))));
}

/** CPU time of a step in the wrapper as a multiple of one without. */
function overheadOf(
  name: string,
  { pairs, episodes }: { readonly pairs: number; readonly episodes: number },
): Spread {
  const wrap = WRAPPERS.get(name);
  if (wrap === undefined) {
    throw new Error(`Expected --only to name some of ${[...WRAPPERS.keys()].join(", ")}, got "${name}".`);
  }
  const bare = bareDesk();
  const wrapped = wrap(bareDesk());
  const plays = recordPlays(200).map(({ actions }) => actions);
  const same = translated(plays, bare, wrapped);
  const rounds = inTurns(pairs, {
    bare: () => play(bare, plays, episodes),
    wrapped: () => play(wrapped, same, episodes),
  });
  return overRounds(rounds, (each) => each.wrapped.cpu / each.bare.cpu);
}

function inOwnProcess(name: string, options: readonly string[]): Spread {
  const [, program = ""] = process.argv;
  const args = [...process.execArgv, program, "--only", name, "--json", ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`The measurement of ${name} ended with ${status}:\n${stderr}`);
  const { spreads } = JSON.parse(stdout) as { readonly spreads: Readonly<Record<string, Spread>> };
  return spreads[name] ?? { median: Number.NaN, min: Number.NaN, max: Number.NaN };
}

const { values } = parseArgs({
  options: {
    pairs: { type: "string", default: "15" },
    episodes: { type: "string", default: "20000" },
    only: { type: "string", default: [...WRAPPERS.keys()].join(",") },
    json: { type: "boolean", default: false },
  },
});
const [pairs, episodes] = [readCount("pairs", values.pairs), readCount("episodes", values.episodes)];
const names = values.only.split(",");
const options = ["--pairs", values.pairs, "--episodes", values.episodes];
const measured = names.map((name) => {
  return [name, names.length === 1 ? overheadOf(name, { pairs, episodes }) : inOwnProcess(name, options)];
});
const spreads = Object.fromEntries(measured) as Record<string, Spread>;
printMeasured({ spreads }, values);
