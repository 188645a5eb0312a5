/**
 * Measures Q-learning on compiled arrays: against the same training step by step, and against a C program that does the
 * same on the same table. They run in turns, steps are counted per second of CPU time, and all must learn the same bits.
 * Beside it, what a first training costs more than the same training again, which finds everything compiled.
 *
 *   npm run bench -- --only compiled; alone: npx tsx benchmarks/training/compiled.ts [--pairs 7] [--episodes 100000] [--long 2000000] [--json]
 */
import { parseArgs } from "node:util";
import { SupportDeskTabularEnv } from "supportdesk-gym";
import { printMeasured, type Spreads } from "../spreads.ts";
import { inTurns, overRounds, readCount } from "../turns.ts";
import { Contest } from "./contest.ts";
import { ReferenceProgram } from "./reference-program.ts";

/** Against the training step by step, and the first training against those after it. */
function shortTrainings(pairs: number, episodes: number): Spreads {
  const contest = new Contest(episodes);
  let shift = 0;
  const rounds = inTurns(pairs, {
    interpreted: () => contest.interpreted(),
    // An option that plays no part without shaping, so that nothing compiled before can serve.
    cold: () => contest.compiled(new SupportDeskTabularEnv({ potentialShift: ++shift })),
    compiled: () => contest.compiled(),
  });
  return {
    compiledOverInterpreted: overRounds(rounds, ({ compiled, interpreted }) => compiled / interpreted),
    firstTrainingOverAgain: overRounds(rounds, ({ cold, compiled }) => compiled / cold),
    compileMilliseconds: overRounds(rounds, ({ cold, compiled }) => {
      return (contest.seconds(cold) - contest.seconds(compiled)) * 1000;
    }),
  };
}

/** Against the C program, where there is a compiler. */
function longTrainings(pairs: number, episodes: number): Spreads {
  const contest = new Contest(episodes);
  const program = ReferenceProgram.build(contest);
  if (program === undefined) console.error("skipped: compiledOverC, gcc is not installed");
  const rounds = inTurns(pairs, {
    compiled: () => contest.compiled(),
    c: () => program?.run() ?? Number.NaN,
  });
  program?.remove();
  return {
    compiledMillionStepsPerSecond: overRounds(rounds, ({ compiled }) => compiled),
    ...(program && {
      cMillionStepsPerSecond: overRounds(rounds, ({ c }) => c),
      compiledOverC: overRounds(rounds, ({ compiled, c }) => compiled / c),
    }),
  };
}

const { values } = parseArgs({
  options: {
    pairs: { type: "string", default: "7" },
    episodes: { type: "string", default: "100000" },
    long: { type: "string", default: "2000000" },
    json: { type: "boolean", default: false },
  },
});
const pairs = readCount("pairs", values.pairs);
const spreads = {
  ...shortTrainings(pairs, readCount("episodes", values.episodes)),
  ...longTrainings(pairs, readCount("long", values.long)),
};
printMeasured({ spreads }, values);
