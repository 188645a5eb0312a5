/**
 * Measures what watching an environment costs: steps per second with `checked: "first"` against `checked: "off"`, in
 * turns in one process. Exits with 1 where the median ratio of the rounds is more than 5 % from 1.
 *
 *   npx tsx benchmarks/checking.ts [--rounds 21] [--steps 200000] [--json]
 */
import { parseArgs } from "node:util";
import { createRng, make, nthAllowed } from "supportdesk-gym";
import { type Spread, spreadOf } from "./serving/statistics.ts";

const TOLERANCE = 0.05;
const WARM_UP_ROUNDS = 2;
const MODES = ["first", "off"] as const;
type Mode = (typeof MODES)[number];

/** The steps per second of one round, by mode. */
type Round = Readonly<Record<Mode, number>>;

interface Settings {
  readonly rounds: number;
  readonly steps: number;
  readonly json: boolean;
}

/** What was measured. The ratio is `first` through `off` within a round: 1 means that watching costs nothing. */
interface Result {
  readonly first: Spread;
  readonly off: Spread;
  readonly ratio: Spread;
  readonly isWithin: boolean;
}

function readSettings(): Settings {
  const { values } = parseArgs({
    options: {
      rounds: { type: "string", default: "21" },
      steps: { type: "string", default: "200000" },
      json: { type: "boolean", default: false },
    },
  });
  return {
    rounds: count("--rounds", values.rounds),
    steps: count("--steps", values.steps),
    json: values.json,
  };
}

function count(flag: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new Error(`Expected ${flag} to be an integer >= 1, got "${text}".`);
}

/** Steps per second of random play in a new environment, episode after episode; every mode plays the same actions. */
function stepsPerSecond(checked: Mode, steps: number): number {
  const env = make("SupportDeskTabular-v1", {}, { checked });
  const rng = createRng(0).fork("actions");
  let { info } = env.reset({ seed: 0 });
  const begin = performance.now();
  for (let step = 0; step < steps; step += 1) {
    const mask = info.actionMask ?? Uint8Array.of(1);
    const result = env.step(nthAllowed(mask, rng.integer(mask.reduce((sum, bit) => sum + bit, 0))));
    info = result.terminated || result.truncated ? env.reset().info : result.info;
  }
  const seconds = (performance.now() - begin) / 1000;
  env.close();
  return steps / seconds;
}

/** One round; who begins alternates, so that neither always runs on what the other left behind. */
function measure(round: number, steps: number): Round {
  const order = round % 2 === 0 ? MODES : MODES.toReversed();
  const measured = order.map((mode) => [mode, stepsPerSecond(mode, steps)] as const);
  return Object.fromEntries(measured) as Round;
}

function summarize(rounds: readonly Round[]): Result {
  const ratio = spreadOf(rounds.map(({ first, off }) => first / off));
  return {
    first: spreadOf(rounds.map(({ first }) => first)),
    off: spreadOf(rounds.map(({ off }) => off)),
    ratio,
    isWithin: Math.abs(ratio.median - 1) <= TOLERANCE,
  };
}

function row(name: string, { median, min, max }: Spread, digits: number): string {
  const cells = [median, min, max].map((value) => value.toFixed(digits).padStart(12));
  return `${name.padEnd(16)}${cells.join("")}`;
}

function print({ first, off, ratio, isWithin }: Result): void {
  console.log(`${"steps/s".padEnd(16)}${["median", "min", "max"].map((each) => each.padStart(12)).join("")}`);
  console.log(row('checked "first"', first, 0));
  console.log(row('checked "off"', off, 0));
  console.log(row("ratio", ratio, 3));
  console.log(isWithin ? "Within 5 %." : "Outside 5 %.");
}

const { rounds, steps, json } = readSettings();
for (let round = 0; round < WARM_UP_ROUNDS; round += 1) measure(round, steps);
const result = summarize(Array.from({ length: rounds }, (_, round) => measure(round, steps)));
if (json) console.log(JSON.stringify({ schema: "supportdesk.checking/1", rounds, steps, ...result }));
else print(result);
process.exitCode = result.isWithin ? 0 : 1;
